"""What is known of a client's appointments, for the client and for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.accounts import contact, people
from betterjournal.accounts.models import Care, Client, Person, Practice
from betterjournal.appointments import absence, schedule, window
from betterjournal.appointments.models import SILENT, Appointment, Away
from betterjournal.appointments.views import AppointmentView, WindowView
from betterjournal.care.models import Cover

# Ahead and, of what was called off, back: a weekly repeat with some changes in it.
COMING_SHOWN = 40
# Outcomes of what took place, or is to, as far as anybody said.
HELD = ("", "held")


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
            col(Appointment.outcome).in_(HELD),
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
            col(Appointment.outcome).in_(HELD),
        )
    ).first()


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
    reader = None if client.discharged_at else _reader(session, client.id)
    away = absence.periods(session, reader.id, now) if reader else []
    about = Told(
        coming=next_one(session, client.id, now),
        times=access.times_of(session, client.id),
        reader=reader,
        away=away,
        covered=bool(away) and _first_of(session, Cover, client.id) is not None,
    )
    return window_by(client, rules, now, about, kept)


@dataclass(frozen=True)
class Told:
    """What the window is told from: the next appointment, all that bear on it, who reads and when they are away.

    `covered`: somebody reads for the client meanwhile.
    """

    coming: Appointment | None
    times: access.Times
    reader: Person | None
    away: list[Away]
    covered: bool


def window_by(
    client: Client, rules: Practice, now: datetime, about: Told, kept: window.Setting | None = None
) -> WindowView:
    """The same of facts that were read already."""
    coming, reader = about.coming, None if client.discharged_at else about.reader
    clinician = vault.get(reader, "name") if reader else ""
    shown = view(coming, rules, now) if coming else None
    meet_on = _local(coming.starts_at, rules) if coming else None
    is_open, opens_on = access.stands(about.times, coming.starts_at if coming else None, rules, now, kept)
    today = clock.local(now, rules.time_zone).date()
    until, who, phone = _away(about, rules, now) if reader else ("", "", "")
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


def _away(about: Told, rules: Practice, now: datetime) -> tuple[str, str, str]:
    """When they are back, and whom to call meanwhile; nothing when they meet before, or somebody covers."""
    running, until = absence.now_away(about.away, now)
    if running is None or until is None or (about.coming and about.coming.starts_at < until):
        return "", "", ""
    if about.covered:
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
