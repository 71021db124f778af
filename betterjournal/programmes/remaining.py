"""Changes what is still to come for one client; the clinician's programme and everybody else's stay as they are."""

from sqlmodel import Session, select

from betterjournal import access, clock
from betterjournal.access import Actor
from betterjournal.assignments.composing import Given
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.programmes import order, releasing, starting, steps
from betterjournal.programmes.models import StartedProgramme, StartedStep


def add_step(actor: Actor, started_id: str, given: Given) -> None:
    """A step at the end, for this client only; the same request twice is one step."""
    content = steps.checked(given)
    with changing(actor) as change:
        started = _open(change.session, actor, started_id)
        before = change.session.exec(select(StartedStep).where(StartedStep.request_id == given.request_id)).first()
        if before is not None and before.started_id != started.id:
            raise NotFound
        if before is None:
            key = steps.key_of(change.session, given)
            step = _at_the_end(change.session, started, key, given.request_id)
            steps.keep(step, content)
            change.session.add(step)
        _changed(change, started)


def change_step(actor: Actor, step_id: str, given: Given) -> None:
    """Other words for this client; `Conflict` when it was changed on another page or by a colleague since."""
    content = steps.checked(given)
    with changing(actor) as change:
        step, started = _to_come(change.session, actor, step_id)
        steps.rewrite(change.session, step, given, content)
        _changed(change, started)


def move_step(actor: Actor, step_id: str, way: str) -> None:
    """One place "up" or "down" among those that are not sent."""
    with changing(actor) as change:
        step, started = _to_come(change.session, actor, step_id)
        rows = steps.unsent(change.session, started.id)
        steps.renumber(change.session, rows, order.moved([each.id for each in rows], step.id, way))
        _changed(change, started)


def remove_step(actor: Actor, step_id: str) -> None:
    """Take it out; pressed twice it is out once."""
    with changing(actor) as change:
        step, started = _to_come(change.session, actor, step_id)
        step.removed_at = clock.now()
        change.session.add(step)
        _changed(change, started)


def set_release(actor: Actor, started_id: str, release: str) -> None:
    """From now on by hand, or after each appointment that is held; whoever says so answers for what goes out."""
    if release not in starting.RELEASES:
        raise Invalid("release", "problem.choose")
    with changing(actor) as change:
        started = _open(change.session, actor, started_id)
        if (started.release, started.clinician_id) != (release, actor.person_id):
            started.release, started.clinician_id = release, actor.person_id
            started.since = releasing.counts_from(change.session, started)
            change.session.add(started)
        _changed(change, started)


def end(actor: Actor, started_id: str) -> None:
    """Nothing more of it goes out; what was sent stays as it is."""
    with changing(actor) as change:
        started = access.started_in_care(change.session, actor, started_id, alone=True)
        started.ended_at = started.ended_at or clock.now()
        change.session.add(started)
        change.record(Act.PROGRAMME_ENDED, object_id=started.id, client_id=started.client_id)
        change.announce(f"staff:{started.client_id}")


def _open(session: Session, actor: Actor, started_id: str) -> StartedProgramme:
    started = access.started_in_care(session, actor, started_id, alone=True)
    if started.ended_at is not None:
        raise Refused("problem.programme_ended")
    return started


def _to_come(session: Session, actor: Actor, step_id: str) -> tuple[StartedStep, StartedProgramme]:
    step = access.started_step_in_care(session, actor, step_id, alone=True)
    started = _open(session, actor, step.started_id)
    if step.id not in {each.id for each in steps.unsent(session, started.id)}:
        raise Refused("problem.step_sent")
    return step, started


def _at_the_end(session: Session, started: StartedProgramme, key: str, request_id: str) -> StartedStep:
    rows = [step for step, _ in steps.of_started(session, started.id)]
    steps.not_full(len(rows))
    return StartedStep(
        started_id=started.id,
        client_id=started.client_id,
        position=rows[-1].position + 1 if rows else 0,
        worksheet_key=key,
        request_id=request_id,
    )


def _changed(change: Change, started: StartedProgramme) -> None:
    change.record(Act.PROGRAMME_CHANGED, object_id=started.id, client_id=started.client_id)
    change.announce(f"staff:{started.client_id}")
