"""What a clinician does with appointments, and the one deliberate way to open early."""

from datetime import timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment, EarlyOpening
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.database import new_id
from betterjournal.errors import Invalid

OUTCOMES = ("held", "cancelled", "not_held")
BY = ("", "client", "clinician")


def set_next(actor: Actor, client_id: str, on: str, at: str, repeat: str = "") -> str:
    """Set the next appointment, or a weekly or fortnightly row of them; returns the first one's id.

    The same client at the same time twice is one appointment.
    """
    days, hour = schedule.dates(schedule.day(on), repeat), schedule.wall_time(at)
    starts = [clock.at(day, hour.hour, hour.minute, actor.time_zone) for day in days]
    if starts[0] <= clock.now():
        raise Invalid("on", "problem.past")
    with changing(actor) as change:
        access.client_met_by(change.session, actor, client_id)
        access.not_stopped(change.session, client_id)
        series = new_id() if repeat else ""
        rows = [
            _existing(change.session, client_id, start)
            or Appointment(
                client_id=client_id,
                clinician_id=actor.person_id,
                starts_at=start,
                ends_at=start + timedelta(minutes=schedule.MINUTES),
                series_id=series,
                created_at=clock.now(),
            )
            for start in starts
        ]
        change.session.add_all(rows)
        change.record(Act.APPOINTMENT_SET, object_id=rows[0].id, client_id=client_id, kind=repeat)
        _tell(change, client_id)
    return rows[0].id


def same_time_next_week(actor: Actor, client_id: str) -> str:
    """Set one more appointment a week after the last known one, at the same wall time."""
    with database.reading() as session:
        access.client_met_by(session, actor, client_id)
        known = session.exec(
            select(Appointment)
            .where(Appointment.client_id == client_id, col(Appointment.outcome).not_in(access.NOT_COMING))
            .order_by(col(Appointment.starts_at).desc())
        ).first()
    if known is None:
        raise Invalid("on", "problem.needed")
    was = clock.local(known.starts_at, actor.time_zone)
    on = schedule.week_after(was.date(), clock.today(actor.time_zone))
    return set_next(actor, client_id, on.isoformat(), was.strftime("%H:%M"))


def record_outcome(actor: Actor, appointment_id: str, outcome: str, by: str = "") -> None:
    """Say how an appointment went. Held is assumed; a cancelled or not held one carries its work along."""
    if outcome not in OUTCOMES or by not in BY:
        raise Invalid("outcome", "problem.choose")
    with changing(actor) as change:
        row = access.appointment_met(change.session, actor, appointment_id)
        row.outcome, row.cancelled_by, row.outcome_at = outcome, by, clock.now()
        change.session.add(row)
        change.record(Act.APPOINTMENT_OUTCOME, object_id=row.id, client_id=row.client_id, kind=outcome)
        _tell(change, row.client_id)


def move(actor: Actor, appointment_id: str, on: str, at: str) -> str:
    """Move an appointment; work due at it moves along. Returns the new one's id."""
    day, hour = schedule.day(on), schedule.wall_time(at)
    start = clock.at(day, hour.hour, hour.minute, actor.time_zone)
    if start <= clock.now():
        raise Invalid("on", "problem.past")
    with changing(actor) as change:
        old = access.appointment_met(change.session, actor, appointment_id)
        access.not_stopped(change.session, old.client_id)
        new = _existing(change.session, old.client_id, start) or Appointment(
            client_id=old.client_id,
            clinician_id=old.clinician_id,
            starts_at=start,
            ends_at=start + (old.ends_at - old.starts_at),
            created_at=clock.now(),
        )
        old.outcome, old.outcome_at, old.moved_to_id = "moved", clock.now(), new.id
        change.session.add_all([old, new])
        change.record(Act.APPOINTMENT_OUTCOME, object_id=old.id, client_id=old.client_id, kind="moved")
        _tell(change, old.client_id)
    return new.id


def open_early(actor: Actor, client_id: str, reason: str) -> None:
    """Open what this client has shared so far before the window; the client reads who, on which day, and why."""
    why = " ".join(reason.split())
    if not why:
        raise Invalid("reason", "problem.needed")
    if len(why) > 500:
        raise Invalid("reason", "problem.long", most="500")
    with changing(actor) as change:
        access.client_in_care(change.session, actor, client_id)
        early = EarlyOpening(client_id=client_id, person_id=actor.person_id, at=clock.now())
        vault.put(early, "reason", why, client_id, "record")
        change.session.add(early)
        # The reason speaks of the client: it stays in their file, where they read it.
        change.record(Act.OPENED_EARLY, object_id=early.id, client_id=client_id)
        _tell(change, client_id)


def _existing(session: Session, client_id: str, starts_at: object) -> Appointment | None:
    return session.exec(
        select(Appointment).where(
            Appointment.client_id == client_id,
            Appointment.starts_at == starts_at,
            col(Appointment.outcome).not_in(access.NOT_COMING),
        )
    ).first()


def _tell(change: Change, client_id: str) -> None:
    change.announce(f"client:{client_id}", f"staff:{client_id}")
