"""What is known of a client's appointments, for the client and for staff."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.accounts import people
from betterjournal.accounts.models import Care, Client, Person, Practice
from betterjournal.appointments import schedule, window
from betterjournal.appointments.models import Appointment
from betterjournal.appointments.views import AppointmentView, WindowView
from betterjournal.care.models import Cover


def next_one(session: Session, client_id: str, now: datetime) -> Appointment | None:
    """The first appointment that has not ended and is still to happen."""
    return session.exec(
        select(Appointment)
        .where(
            Appointment.client_id == client_id,
            Appointment.ends_at > now,
            col(Appointment.outcome).not_in(access.NOT_COMING),
        )
        .order_by(col(Appointment.starts_at))
        .limit(1)
    ).first()


def last_begun(session: Session, client_id: str, now: datetime) -> Appointment | None:
    """The latest appointment whose time has come, however it went; one that was moved is where it was moved to."""
    return session.exec(
        select(Appointment)
        .where(
            Appointment.client_id == client_id,
            Appointment.starts_at <= now,
            col(Appointment.outcome) != "moved",
        )
        .order_by(col(Appointment.starts_at).desc())
        .limit(1)
    ).first()


def last_ended(session: Session, client_id: str, now: datetime) -> Appointment | None:
    """The latest appointment that took place and is over."""
    return session.exec(
        select(Appointment)
        .where(Appointment.client_id == client_id, access.ended_and_held(now))
        .order_by(col(Appointment.starts_at).desc())
        .limit(1)
    ).first()


def last_held(session: Session, client_id: str, now: datetime) -> Appointment | None:
    """The latest appointment that took place, or has begun."""
    return session.exec(
        select(Appointment)
        .where(
            Appointment.client_id == client_id,
            Appointment.starts_at <= now,
            col(Appointment.outcome).in_(["", "held"]),
        )
        .order_by(col(Appointment.starts_at).desc())
        .limit(1)
    ).first()


def meets_on(session: Session, client_id: str, day: date, zone: str) -> bool:
    """Whether an appointment that is held, or still to be, begins on that local day."""
    begins, ends = clock.at(day, 0, 0, zone), clock.at(day + timedelta(days=1), 0, 0, zone)
    of_that_day = select(Appointment.id).where(
        Appointment.client_id == client_id,
        Appointment.starts_at >= begins,
        Appointment.starts_at < ends,
        col(Appointment.outcome).in_(["", "held"]),
    )
    return session.exec(of_that_day).first() is not None


def view(row: Appointment, rules: Practice, now: datetime) -> AppointmentView:
    """One appointment in the practice's own time."""
    starts = clock.local(row.starts_at, rules.time_zone)
    past = row.ends_at <= now
    return AppointmentView(
        id=row.id,
        on=starts.date().isoformat(),
        at=starts.strftime("%Y-%m-%dT%H:%M"),
        outcome=row.outcome or ("held" if past else ""),
        past=past,
        cancelled_by=row.cancelled_by,
    )


def window_of(
    session: Session, client: Client, rules: Practice, now: datetime, kept: window.Setting | None = None
) -> WindowView:
    """The reading window as both sides read it: the same for client and staff, whatever was shared.

    With `kept`, from when what was shared under that setting opens.
    """
    coming = next_one(session, client.id, now)
    clinician = "" if client.discharged_at else clinician_name(session, client.id)
    shown = view(coming, rules, now) if coming else None
    meet_on = clock.local(coming.starts_at, rules.time_zone).date() if coming else None
    current = access.setting(rules)
    settings = {current, kept or current}
    opens_on = window.opens_later_on(meet_on, kept or current, current) if meet_on else None
    today = clock.local(now, rules.time_zone).date()
    return WindowView(
        setting=rules.reading_window,
        is_open=client.discharged_at is None
        and all(window.is_open(access.spans_of(session, client.id, rules, each), now, each) for each in settings),
        opens_on=opens_on.isoformat() if opens_on else "",
        meet_on=shown.on if shown else "",
        meet_at=shown.at if shown else "",
        clinician=people.first_name(clinician),
        clinician_full=clinician,
        phone=rules.phone,
        opens_near=opens_on is not None and schedule.is_near(opens_on, today),
        meet_near=meet_on is not None and schedule.is_near(meet_on, today),
    )


def clinician_name(session: Session, client_id: str) -> str:
    """Who reads for this client now: who has them in their care and can sign in, else who covers; "" when nobody."""
    now = clock.now()
    for table in (Care, Cover):
        reads = (table.client_id == client_id, access.is_current(table, now), access.works_as("clinician"))
        found = session.exec(
            select(Person).join(table, col(table.person_id) == Person.id).where(*reads).order_by(col(table.from_at))
        ).first()
        if found:
            return vault.get(found, "name")
    return ""
