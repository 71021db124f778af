"""Sends the next step: by hand, or by itself once an appointment was held."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import SentView, UndoneView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.database import new_id
from betterjournal.errors import Conflict, Refused
from betterjournal.programmes import order, steps
from betterjournal.programmes.models import StartedProgramme, StartedStep

log = logging.getLogger(__name__)
# Work that waits for an appointment arrives when one is over that ended after it was sent.
_JUST_BEFORE = timedelta(seconds=1)


class _NothingDue(Exception):
    """Another worker was here first, or nothing may go out now."""


def send_step(actor: Actor, step_id: str) -> SentView:
    """Send the next step now. `Conflict` when another one is next by now; pressed twice it is sent once."""
    with changing(actor) as change:
        step = access.started_step_in_care(change.session, actor, step_id, alone=True)
        started = change.session.get_one(StartedProgramme, step.started_id)
        client = access.client_in_care(change.session, actor, started.client_id)
        row = _sent_as(change.session, step) or _send_now(change, actor, client, started, step)
        change.record(Act.SENT, object_id=row.id, client_id=client.id, kind=row.revision_id)
        zone = access.practice(change.session).time_zone
    return assignments.sent_view(client, row, zone)


def undo(actor: Actor, assignment_id: str) -> UndoneView:
    """Take back a step sent a moment ago: it is next again, and goes out as the appointment under way closes."""
    with changing(actor) as change:
        undone = assignments.undo_in(change, actor, assignment_id)
        step = change.session.exec(select(StartedStep).where(StartedStep.assignment_id == assignment_id)).first()
        if step is not None and step.met_at is None:
            started = access.started_in_care(change.session, actor, step.started_id, alone=True)
            change.session.flush()
            started.since = min(started.since, counts_from(change.session, started))
            change.session.add(started)
    return undone


def send_first(change: Change, actor: Actor, client: Client, started: StartedProgramme) -> None:
    """The first step of what was just started, within the change that starts it."""
    [first, *_] = steps.unsent(change.session, started.id)
    row = _put(change, actor, client, first)
    change.record(Act.SENT, object_id=row.id, client_id=client.id, kind=row.revision_id)


def release_due() -> None:
    """Send what appointments held until now send by themselves, in the name of who answers for it.

    Any number of workers may do it at once and at any time: what is due is counted anew under the client's lock.
    """
    for started_id in _candidates(clock.now()):
        try:
            _release(started_id)
        except _NothingDue:
            continue
        except Exception:
            # The others go on; this one is looked at again at the next turn.
            log.exception("programmes: a step could not be sent")


def counts_from(session: Session, started: StartedProgramme) -> datetime:
    """Now, or the beginning of the appointment under way: it sends one as it closes, unless one went out in it."""
    now = clock.now()
    meeting = appointments.next_one(session, started.client_id, now)
    if meeting is None or meeting.starts_at > now:
        return now
    sent = (
        select(StartedStep.id)
        .join(Assignment, col(Assignment.id) == StartedStep.assignment_id)
        .where(StartedStep.started_id == started.id, Assignment.sent_at >= meeting.starts_at)
        .where(col(Assignment.undone_at).is_(None))
    )
    return now if session.exec(sent).first() else meeting.starts_at


def _candidates(now: datetime) -> list[str]:
    """Those for whom more appointments were held than steps went out; seldom any."""
    held = (
        select(func.count(col(Appointment.id)))
        .where(
            Appointment.client_id == StartedProgramme.client_id,
            Appointment.starts_at >= StartedProgramme.since,
            access.ended_and_held(now),
        )
        .correlate(StartedProgramme)
        .scalar_subquery()
    )
    gone = (
        select(func.count(col(StartedStep.id)))
        .where(StartedStep.started_id == StartedProgramme.id, col(StartedStep.met_at) >= StartedProgramme.since)
        .correlate(StartedProgramme)
        .scalar_subquery()
    )
    wanted = select(StartedProgramme.id).where(
        StartedProgramme.release == "appointment",
        col(StartedProgramme.ended_at).is_(None),
        steps.has_more(),
        held > gone,
    )
    with database.reading() as session:
        return list(session.exec(wanted))


def _release(started_id: str) -> None:
    # Read first: whatever rests for long must not take the write lock at every turn.
    with database.reading() as session:
        resting = session.get_one(StartedProgramme, started_id)
        errand, met = access.errand_to_send(session, resting), _due(session, resting, clock.now())
    if errand is None or not met:
        return
    with changing(errand) as change:
        session = change.session
        started = access.started_in_care(session, errand, started_id, alone=True)
        client = access.client_in_care(session, errand, started.client_id)
        met = _due(session, started, clock.now())
        rows = list(zip(steps.unsent(session, started.id), met, strict=False))
        if not rows or access.is_stopped(session, client.id):
            raise _NothingDue
        for step, meeting in rows:
            row = _put(change, errand, client, step, meeting)
            change.record(Act.SENT, object_id=row.id, client_id=client.id, kind=row.revision_id)


def _due(session: Session, started: StartedProgramme, now: datetime) -> list[Appointment]:
    """The appointments that send a step each. None that began before all was well for this client to be sent work."""
    if started.release != "appointment" or started.ended_at is not None:
        return []
    began = max(access.breaks(session, started), default=started.since)
    held = session.exec(
        select(Appointment)
        .where(
            Appointment.client_id == started.client_id,
            Appointment.starts_at >= started.since,
            Appointment.ends_at > began,
            access.ended_and_held(now),
        )
        .order_by(col(Appointment.starts_at))
    ).all()
    return order.due(held, _gone(session, started, began, now))


def _gone(session: Session, started: StartedProgramme, began: datetime, now: datetime) -> int:
    """Steps that went out for an appointment of these, and any that still waits for one."""
    rows = session.exec(
        select(StartedStep.met_at, Assignment, access.arrived(now))
        .join(Assignment, col(Assignment.id) == StartedStep.assignment_id)
        .where(StartedStep.started_id == started.id, col(StartedStep.met_at).is_not(None))
    )
    gone = 0
    for met_at, sent, is_there in rows:
        counts = met_at is not None and met_at >= started.since and sent.sent_at + _JUST_BEFORE > began
        gone += int(counts or (not is_there and sent.withdrawn_at is None))
    return gone


def _send_now(change: Change, actor: Actor, client: Client, started: StartedProgramme, step: StartedStep) -> Assignment:
    access.not_stopped(change.session, client.id)
    if started.ended_at is not None:
        raise Refused("problem.programme_ended")
    if steps.unsent(change.session, started.id)[0].id != step.id:
        raise Conflict("problem.programme_moved")
    # The appointment under way is not to send another one on top as it closes.
    started.since = clock.now()
    change.session.add(started)
    return _put(change, actor, client, step)


def _put(
    change: Change, actor: Actor, client: Client, step: StartedStep, meeting: Appointment | None = None
) -> Assignment:
    """The step as ordinary work; after a meeting as work that waits for one, so that it waits if that was not held."""
    given = steps.given_for(change.session, step, new_id())
    row = assignments.put_in(change, actor, client, given, given.content)
    if meeting is not None:
        row.sent_at, row.visible_at, row.after_appointment_id = meeting.ends_at - _JUST_BEFORE, None, meeting.id
    step.assignment_id, step.met_at = row.id, meeting.starts_at if meeting else None
    change.session.flush()
    change.session.add_all([row, step])
    return row


def _sent_as(session: Session, step: StartedStep) -> Assignment | None:
    row = session.get(Assignment, step.assignment_id) if step.assignment_id else None
    return row if row is not None and row.undone_at is None else None
