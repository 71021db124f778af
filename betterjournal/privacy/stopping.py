"""Stops everything for one client in one press, after a death or when messages put somebody in danger; starts again."""

from datetime import datetime

from sqlmodel import Session, col, select

from betterjournal import access, clock
from betterjournal.access import Actor
from betterjournal.accounts import inviting, sessions
from betterjournal.accounts.models import Client, Person
from betterjournal.appointments import repeating
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid
from betterjournal.privacy.models import Stopped
from betterjournal.review import standing

# After a death nobody comes in with that account any more.
DIED = "died"
KINDS = (DIED, "danger", "other")


def stop(actor: Actor, client_id: str, kind: str) -> None:
    """From now on nothing goes out to this client and nothing new arrives; what they wrote stays.

    Pressed twice it is one stop; for another reason it is a new one.
    """
    if kind not in KINDS:
        raise Invalid("kind", "problem.choose")
    ended: list[str] = []
    with changing(actor) as change:
        client = access.client_answered_for(change.session, actor, client_id, alone=True)
        before, now = standing_stop(change.session, client_id), clock.now()
        if before is None or before.kind != kind:
            if before:
                _lift(change.session, actor, client, before, now)
            row = Stopped(client_id=client.id, person_id=actor.person_id, at=now, kind=kind)
            change.session.add(row)
            ended = _stop(change.session, client, row)
        change.record(Act.STOPPED, client_id=client.id, kind=kind)
        _tell(change, client)
    sessions.announce_ended(ended)


def start_again(actor: Actor, client_id: str) -> None:
    """Things may be sent again. What was called off stays called off."""
    with changing(actor) as change:
        client = access.client_kept(change.session, actor, client_id, alone=True)
        row = standing_stop(change.session, client_id)
        if row:
            _lift(change.session, actor, client, row, clock.now())
        change.record(Act.STARTED_AGAIN, client_id=client.id, result="done" if row else "nothing was stopped")
        _tell(change, client)


def standing_stop(session: Session, client_id: str) -> Stopped | None:
    """The stop that nobody lifted."""
    return session.exec(select(Stopped).where(Stopped.client_id == client_id, col(Stopped.lifted_at).is_(None))).first()


def _stop(session: Session, client: Client, row: Stopped) -> list[str]:
    """Call off what was under way; the ids of the sign-in sessions that end with it."""
    _cancel(session, client.id, row.at)
    _withdraw_waiting(session, client.id, row.at)
    inviting.withdraw_open(session, client.id)
    person = session.get(Person, client.person_id) if client.person_id else None
    if person is None:
        return []
    if row.kind == DIED and person.disabled_at is None:
        person.disabled_at = row.at
        session.add(person)
    return sessions.end_all(session, person.id)


def _cancel(session: Session, client_id: str, now: datetime) -> None:
    coming = select(Appointment).where(
        Appointment.client_id == client_id,
        Appointment.starts_at > now,
        col(Appointment.outcome).not_in(access.NOT_COMING),
    )
    for row in session.exec(coming):
        row.outcome, row.outcome_at = "cancelled", now
        session.add(row)
    repeating.end_all(session, client_id, now)


def _withdraw_waiting(session: Session, client_id: str, now: datetime) -> None:
    sent = session.exec(
        select(Assignment).where(Assignment.client_id == client_id, col(Assignment.withdrawn_at).is_(None))
    ).all()
    waiting = standing.waiting(session, [row.id for row in sent], now)
    for row in sent:
        if row.id in waiting:
            row.withdrawn_at = now
            session.add(row)


def _lift(session: Session, actor: Actor, client: Client, row: Stopped, now: datetime) -> None:
    row.lifted_at, row.lifted_by = now, actor.person_id
    session.add(row)
    person = session.get(Person, client.person_id) if client.person_id else None
    # Only what this stop shut: an account may have been disabled for a reason of its own.
    if person and person.disabled_at == row.at:
        person.disabled_at = None
        session.add(person)


def _tell(change: Change, client: Client) -> None:
    change.announce(f"client:{client.id}", f"staff:{client.id}", f"settled:{client.id}")
