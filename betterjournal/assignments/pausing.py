"""Lets repeating work rest: one of its days, or until it is taken up again.

What the client puts off is nobody else's to know: it is kept by the day, and staff are neither told nor shown.
"""

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import access, clock
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.assignments import repeating, repeats
from betterjournal.assignments.models import Assignment, RepeatPause, RepeatSkip
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Refused


def skip(actor: Actor, assignment_id: str) -> None:
    """Put it off for today; again changes nothing. Refused for work that falls on no day."""
    with changing(actor) as change:
        row = _own(change.session, actor, assignment_id)
        mine = access.own_client(change.session, actor)
        known = repeating.facts(change.session, mine, [row], actor.time_zone, clock.now())
        occurrence = repeats.current(known.rule(row), known.today)
        if occurrence is None or row.repeat in repeats.COUNTED:
            raise Refused("problem.no_day")
        if known.today not in known.skips.get(row.id, set()):
            change.session.add(RepeatSkip(assignment_id=row.id, on=known.today, client_id=row.client_id))
        _rested(change, row, "skipped")


def pause(actor: Actor, assignment_id: str) -> None:
    """Let it rest from today on, as its client; again changes nothing."""
    with changing(actor) as change:
        row = _own(change.session, actor, assignment_id)
        _pause(change.session, actor, row)
        _rested(change, row, "paused")


def resume(actor: Actor, assignment_id: str) -> None:
    """Take up again what one put off oneself: a pause, and today when it was skipped. A clinician's pause stands."""
    with changing(actor) as change:
        row = _own(change.session, actor, assignment_id)
        _resume(change.session, actor, row, mine=True)
        put_off = change.session.get(RepeatSkip, (row.id, clock.today(actor.time_zone)))
        if put_off:
            change.session.delete(put_off)
        _rested(change, row, "resumed")


def pause_for(actor: Actor, assignment_id: str) -> None:
    """Let it rest for the client, who reads who paused it; again changes nothing."""
    with changing(actor) as change:
        row = _set(change.session, actor, assignment_id)
        _pause(change.session, actor, row)
        _told(change, row, Act.PAUSED)


def resume_for(actor: Actor, assignment_id: str) -> None:
    """End every pause that staff made; the client's own stands."""
    with changing(actor) as change:
        row = _set(change.session, actor, assignment_id)
        _resume(change.session, actor, row, mine=False)
        _told(change, row, Act.RESUMED)


def is_paused_by_staff(person_id: str | None) -> ColumnElement[bool]:
    """The SQL condition on `Assignment`. `person_id` is the client's own, whose pauses are theirs alone."""
    rests = select(RepeatPause.id).where(
        RepeatPause.assignment_id == Assignment.id,
        col(RepeatPause.resumed_on).is_(None),
        RepeatPause.person_id != (person_id or ""),
    )
    return rests.correlate(Assignment).exists()


def _own(session: Session, actor: Actor, assignment_id: str) -> Assignment:
    row = access.own_assignment(session, actor, assignment_id, to_write=True)
    access.not_withdrawn(row)
    _repeats(row)
    return row


def _set(session: Session, actor: Actor, assignment_id: str) -> Assignment:
    row = access.assignment_in_care(session, actor, assignment_id)
    access.not_stopped(session, row.client_id)
    _repeats(row)
    return row


def _repeats(row: Assignment) -> None:
    if row.repeat == "once" or row.decided_at is not None or row.withdrawn_at is not None:
        raise Refused("problem.no_day")


def _pause(session: Session, actor: Actor, row: Assignment) -> None:
    if not _open(session, actor, row, mine=True):
        today = clock.today(actor.time_zone)
        pause = RepeatPause(assignment_id=row.id, client_id=row.client_id, person_id=actor.person_id, from_on=today)
        session.add(pause)


def _resume(session: Session, actor: Actor, row: Assignment, *, mine: bool) -> None:
    for one in _open(session, actor, row, mine=mine):
        one.resumed_on = clock.today(actor.time_zone)
        session.add(one)


def _open(session: Session, actor: Actor, row: Assignment, *, mine: bool) -> list[RepeatPause]:
    """Pauses that have no end yet: the actor's own, or those of all who are staff."""
    rows = session.exec(
        select(RepeatPause).where(RepeatPause.assignment_id == row.id, col(RepeatPause.resumed_on).is_(None))
    ).all()
    if mine:
        return [one for one in rows if one.person_id == actor.person_id]
    of_client = session.get_one(Client, row.client_id).person_id
    return [one for one in rows if one.person_id != of_client]


def _rested(change: Change, row: Assignment, kind: str) -> None:
    change.record(Act.RESTED, object_id=row.id, client_id=row.client_id, kind=kind)
    change.announce(f"client:{row.client_id}")


def _told(change: Change, row: Assignment, act: Act) -> None:
    change.record(act, object_id=row.id, client_id=row.client_id)
    change.announce(f"client:{row.client_id}", f"staff:{row.client_id}")
