"""What a clinician does with appointments, and the one deliberate way to open early."""

from datetime import datetime

from sqlmodel import col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.appointments import moving, placing, queries, repeating, schedule
from betterjournal.appointments.models import Appointment, EarlyOpening
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Conflict, Invalid

OUTCOMES = ("held", "cancelled", "not_held")
BY = ("", "client", "clinician")


def set_next(actor: Actor, client_id: str, on: str, at: str, repeat: str = "") -> str:
    """Set the next appointment, or a weekly or fortnightly row of them; returns the first one's id.

    The same client at the same time twice is one appointment, and one repeat.
    """
    starts_at, weeks = placing.start(on, at, actor.time_zone), schedule.weeks_between(repeat)
    with changing(actor) as change:
        access.client_met_by(change.session, actor, client_id)
        access.not_stopped(change.session, client_id)
        row = placing.placed(change.session, _new(client_id, actor.person_id, starts_at))
        if weeks and repeating.of(change.session, row) is None:
            repeating.begin(change.session, row, weeks, actor.time_zone)
        change.record(Act.APPOINTMENT_SET, object_id=row.id, client_id=client_id, kind=repeat)
        placing.tell(change, client_id)
    return row.id


def same_time_next_week(actor: Actor, client_id: str) -> str:
    """Set one more appointment a week after the last known one, at the same wall time."""
    with database.reading() as session:
        client = access.client_met_by(session, actor, client_id)
        # When they met before this clinician read for them is not theirs to learn.
        theirs = access.reading(session, actor, client).met_before_them
        known = session.exec(
            select(Appointment)
            .where(Appointment.client_id == client_id, col(Appointment.outcome).not_in(access.NOT_COMING), theirs)
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
        if row.outcome == "moved":
            raise Conflict("problem.moved_since")
        if row.outcome == "cancelled" and outcome != "cancelled":
            placing.placed(change.session, row)
        placing.call_off(row, clock.now(), by, outcome)
        change.session.add(row)
        change.record(Act.APPOINTMENT_OUTCOME, object_id=row.id, client_id=row.client_id, kind=outcome)
        news = outcome == "cancelled" and row.starts_at > clock.now()
        placing.tell(
            change, row.client_id, queries.next_one(change.session, row.client_id, clock.now()) if news else None
        )


def move(actor: Actor, appointment_id: str, on: str, at: str, *, following: bool = False) -> str:
    """Move an appointment; work due at it moves along. Returns the new one's id.

    `following` moves the rest of its repeat by as many days to the same hour; else it leaves the repeat.
    """
    starts_at = placing.start(on, at, actor.time_zone)
    with changing(actor) as change:
        old = access.appointment_met(change.session, actor, appointment_id)
        access.not_stopped(change.session, old.client_id)
        new = moving.moved(change.session, old, starts_at, actor.time_zone, following=following)
        change.record(Act.APPOINTMENT_OUTCOME, object_id=old.id, client_id=old.client_id, kind="moved")
        placing.tell(change, old.client_id, new)
    return new.id


def put_back(actor: Actor, appointment_id: str) -> None:
    """Take back that an appointment was called off or moved, and all that the same press did with its repeat."""
    with changing(actor) as change:
        row = access.appointment_met(change.session, actor, appointment_id)
        access.not_stopped(change.session, row.client_id)
        moving.put_back(change.session, row)
        change.record(Act.APPOINTMENT_OUTCOME, object_id=row.id, client_id=row.client_id, kind="put_back")
        placing.tell(change, row.client_id)


def end_repeat(actor: Actor, appointment_id: str) -> None:
    """This one is the last of its repeat; those after it are called off and are told nowhere any more."""
    with changing(actor) as change:
        row = access.appointment_met(change.session, actor, appointment_id)
        moving.end_after(change.session, row)
        change.record(Act.APPOINTMENT_OUTCOME, object_id=row.id, client_id=row.client_id, kind="repeat_ended")
        placing.tell(change, row.client_id)


def put_news_away(actor: Actor) -> None:
    """The client has read that their appointment is another one now; when they did is kept nowhere."""
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        coming = queries.next_one(change.session, mine.id, clock.now())
        if coming:
            coming.put_away = True
            change.session.add(coming)
        change.record(Act.APPOINTMENT_NEWS_READ, client_id=mine.id)
        change.announce(f"client:{mine.id}")


def open_early(actor: Actor, client_id: str, reason: str) -> None:
    """Open what this client has shared so far before the window; the client reads who, on which day, and why.

    They read it from the next day on: told at once, they would know when their clinician reads.
    """
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
        # Not the client's own pages: they are told from the next day on, never of this very moment.
        change.announce(f"staff:{client_id}")


def _new(client_id: str, clinician_id: str, starts_at: datetime) -> Appointment:
    return Appointment(
        client_id=client_id,
        clinician_id=clinician_id,
        starts_at=starts_at,
        ends_at=starts_at + placing.LENGTH,
        created_at=clock.now(),
    )
