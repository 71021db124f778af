"""What is known of a client's appointments, for the client and for staff."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.accounts import contact, people
from betterjournal.accounts.models import Care, Client, Person, Practice
from betterjournal.appointments import absence, schedule, window
from betterjournal.appointments.models import ENDED, SILENT, Appointment, Repeat
from betterjournal.appointments.views import AppointmentView, ComingView, WindowView
from betterjournal.care.models import Cover

# Ahead and, of what was called off, back: a weekly repeat with some changes in it.
COMING_SHOWN = 40


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
            told(),
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


def under_way(session: Session, client_id: str, now: datetime, around: timedelta) -> Appointment | None:
    """The appointment that is on at `now`, give or take `around`, and was neither called off nor not held."""
    return session.exec(
        select(Appointment).where(
            Appointment.client_id == client_id,
            Appointment.starts_at <= now + around,
            Appointment.ends_at >= now - around,
            col(Appointment.outcome).in_(["", "held"]),
        )
    ).first()


def coming(
    session: Session, client_id: str, rules: Practice, now: datetime
) -> tuple[AppointmentView | None, ComingView]:
    """The next appointment, and what else lies ahead; what a repeat no longer has is one line."""
    rows = session.exec(
        select(Appointment)
        .where(Appointment.client_id == client_id, Appointment.ends_at > now)
        .order_by(col(Appointment.starts_at))
        .limit(COMING_SHOWN)
    ).all()
    draw = _Drawing(session, rules, now, rows)
    stands = [row for row in rows if row.outcome not in access.NOT_COMING]
    ended = [row for row in rows if row.cancelled_by == ENDED]
    off = [row for row in rows if row.outcome in access.NOT_COMING and row.cancelled_by not in SILENT]
    beside = ComingView(*([draw.view(row) for row in each] for each in (stands[1:], off, ended[:1])))
    return (draw.view(stands[0]) if stands else None), beside


def news(session: Session, client_id: str, coming: Appointment | None, rules: Practice, now: datetime) -> str:
    """What the client is told of a change until they put it away: "moved", "hour" (the same day), "waits" (no date).

    "" when nothing changed since they last met. An appointment that was not held is no news: its work just goes on.
    """
    if coming and coming.put_away:
        return ""
    met = last_held(session, client_id, now)
    since = met.starts_at if met and not (coming and met.id == coming.id) else None
    changed = [row for row in _called_off(session, client_id, now) if since is None or row.starts_at > since]
    if coming is None:
        return "waits" if any(row.outcome == "cancelled" for row in changed) else ""
    day = _local(coming.starts_at, rules)
    moved = [row for row in changed if row.moved_to_id == coming.id]
    if any(_local(row.starts_at, rules) != day for row in moved):
        return "moved"
    if any(row.outcome == "cancelled" and row.starts_at < coming.starts_at for row in changed):
        return "moved"
    return "hour" if moved else ""


def told() -> ColumnElement[bool]:
    """Without the dates of a repeat that are nobody's any more."""
    return col(Appointment.cancelled_by).not_in(SILENT)


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
    reader = None if client.discharged_at else _reader(session, client.id)
    clinician = vault.get(reader, "name") if reader else ""
    shown = view(coming, rules, now) if coming else None
    meet_on = _local(coming.starts_at, rules) if coming else None
    times = access.times_of(session, client.id)
    is_open, opens_on = access.stands(times, coming.starts_at if coming else None, rules, now, kept)
    today = clock.local(now, rules.time_zone).date()
    until, who, phone = _away(session, client.id, reader, coming, rules, now)
    return WindowView(
        setting=rules.reading_window,
        is_open=client.discharged_at is None and is_open,
        opens_on=opens_on.isoformat() if opens_on else "",
        meet_on=shown.on if shown else "",
        meet_at=shown.at if shown else "",
        clinician=people.first_name(clinician),
        clinician_full=clinician,
        phone=rules.phone,
        opens_near=opens_on is not None and schedule.is_near(opens_on, today),
        meet_near=meet_on is not None and schedule.is_near(meet_on, today),
        away_until=until,
        cover_who=who,
        cover_phone=phone,
        agreed=contact.of(client).agreed,
    )


def clinician_name(session: Session, client_id: str) -> str:
    """Who reads for this client now: who has them in their care and can sign in, else who covers; "" when nobody."""
    found = _reader(session, client_id)
    return vault.get(found, "name") if found else ""


def own_clinician_name(session: Session, client_id: str) -> str:
    """Who has this client in their care and can sign in; "" when nobody."""
    found = _first_of(session, Care, client_id)
    return vault.get(found, "name") if found else ""


class _Drawing:
    """Draws coming appointments: with how often they repeat, and whether they lie on days away."""

    def __init__(self, session: Session, rules: Practice, now: datetime, rows: Sequence[Appointment]) -> None:
        self.rules, self.now = rules, now
        ids = {row.series_id for row in rows if row.series_id}
        live = session.exec(select(Repeat).where(col(Repeat.id).in_(ids), col(Repeat.ended_at).is_(None)))
        self.weeks = {rule.id: rule.weeks for rule in live} if ids else {}
        self.away = {each: absence.periods(session, each, now) for each in {row.clinician_id for row in rows}}

    def view(self, row: Appointment) -> AppointmentView:
        away = absence.falls(self.away[row.clinician_id], row.starts_at)
        return replace(view(row, self.rules, self.now), weeks=self.weeks.get(row.series_id, 0), away=away)


def _called_off(session: Session, client_id: str, now: datetime) -> Sequence[Appointment]:
    """The latest that were cancelled or moved, without the rest of an ended repeat."""
    return session.exec(
        select(Appointment)
        .where(
            Appointment.client_id == client_id,
            col(Appointment.outcome).in_(access.NOT_COMING),
            told(),
        )
        .order_by(col(Appointment.starts_at).desc())
        .limit(COMING_SHOWN)
    ).all()


def _away(
    session: Session, client_id: str, reader: Person | None, coming: Appointment | None, rules: Practice, now: datetime
) -> tuple[str, str, str]:
    """When they are back, and whom to call meanwhile; nothing when they meet before, or somebody covers."""
    periods = absence.periods(session, reader.id, now) if reader else []
    running, until = absence.now_away(periods, now) if periods else (None, None)
    if running is None or until is None or (coming and coming.starts_at < until):
        return "", "", ""
    if _first_of(session, Cover, client_id):
        return "", "", ""
    cover = vault.get_json(running, "cover")
    return _local(until, rules).isoformat(), cover["who"], cover["phone"]


def _reader(session: Session, client_id: str) -> Person | None:
    return _first_of(session, Care, client_id) or _first_of(session, Cover, client_id)


def _first_of(session: Session, table: type[Care] | type[Cover], client_id: str) -> Person | None:
    reads = (table.client_id == client_id, access.is_current(table, clock.now()), access.works_as("clinician"))
    return session.exec(
        select(Person).join(table, col(table.person_id) == Person.id).where(*reads).order_by(col(table.from_at))
    ).first()


def _local(moment: datetime, rules: Practice) -> date:
    return clock.local(moment, rules.time_zone).date()
