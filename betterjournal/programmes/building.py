"""A clinician's own programmes: built from worksheets and plans, with nothing of a client in them."""

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.assignments.composing import LANGUAGES, Given
from betterjournal.assignments.models import Favourite
from betterjournal.assignments.views import Content
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.programmes import order, steps
from betterjournal.programmes.models import Programme, ProgrammeStep

MOST = 50


def create(actor: Actor, title: str, language: str) -> str:
    """A new one with no steps yet; returns its id."""
    access.clinician(actor)
    words = steps.checked_title(title)
    if language not in LANGUAGES[1:]:
        raise Invalid("language", "problem.choose")
    with changing(actor) as change:
        if len(mine(change.session, actor)) >= MOST:
            raise Refused("problem.programmes_full", most=str(MOST))
        row = Programme(person_id=actor.person_id, language=language, kept_at=clock.now())
        vault.put(row, "title", words, vault.PRACTICE, "practice")
        change.session.add(row)
        _kept(change, actor, row.id)
    return row.id


def rename(actor: Actor, programme_id: str, title: str) -> None:
    words = steps.checked_title(title)
    with changing(actor) as change:
        row = access.own_programme(change.session, actor, programme_id)
        vault.put(row, "title", words, vault.PRACTICE, "practice")
        change.session.add(row)
        _kept(change, actor, row.id)


def delete(actor: Actor, programme_id: str) -> None:
    """Forget it; what was started from it goes on as it is."""
    with changing(actor) as change:
        row = access.own_programme(change.session, actor, programme_id)
        for step in steps.of_programme(change.session, row.id):
            change.session.delete(step)
        change.session.flush()
        change.session.delete(row)
        change.record(Act.PROGRAMME_REMOVED, object_id=row.id)
        change.announce(f"person:{actor.person_id}", f"programme:{row.id}")


def add_step(actor: Actor, programme_id: str, given: Given) -> None:
    """A step at the end; the same request twice is one step."""
    content = steps.checked(given)
    with changing(actor) as change:
        row = access.own_programme(change.session, actor, programme_id)
        _add(change, row, steps.key_of(change.session, given), content, given.request_id)
        _kept(change, actor, row.id)


def add_favourite(actor: Actor, programme_id: str, favourite_id: str, request_id: str) -> None:
    """A favourite of one's own as a step at the end."""
    with changing(actor) as change:
        row = access.own_programme(change.session, actor, programme_id)
        kept = change.session.get(Favourite, favourite_id)
        if kept is None or kept.person_id != actor.person_id or kept.language != row.language:
            raise NotFound
        content = Content(**vault.get_json(kept, "content"))
        _add(change, row, kept.worksheet_key, content, request_id)
        _kept(change, actor, row.id)


def change_step(actor: Actor, step_id: str, given: Given) -> None:
    """What was started before keeps its own; `Conflict` when it was changed on another page since."""
    content = steps.checked(given)
    with changing(actor) as change:
        step = access.own_step(change.session, actor, step_id)
        steps.rewrite(change.session, step, given, content)
        _kept(change, actor, step.programme_id)


def move_step(actor: Actor, step_id: str, way: str) -> None:
    """One place "up" or "down"."""
    with changing(actor) as change:
        step = access.own_step(change.session, actor, step_id)
        rows = steps.of_programme(change.session, step.programme_id)
        steps.renumber(change.session, rows, order.moved([each.id for each in rows], step.id, way))
        _kept(change, actor, step.programme_id)


def remove_step(actor: Actor, step_id: str) -> None:
    with changing(actor) as change:
        step = access.own_step(change.session, actor, step_id)
        change.session.delete(step)
        _kept(change, actor, step.programme_id)


def mine(session: Session, actor: Actor) -> list[Programme]:
    """The actor's own, the newest first."""
    return list(
        session.exec(
            select(Programme)
            .where(Programme.person_id == actor.person_id)
            .order_by(col(Programme.kept_at).desc(), col(Programme.id))
        )
    )


def _add(change: Change, row: Programme, key: str, content: Content, request_id: str) -> None:
    before = change.session.exec(select(ProgrammeStep).where(ProgrammeStep.request_id == request_id)).first()
    if before is not None:
        if before.programme_id != row.id:
            raise NotFound
        return
    rows = steps.of_programme(change.session, row.id)
    steps.not_full(len(rows))
    step = ProgrammeStep(
        programme_id=row.id,
        position=rows[-1].position + 1 if rows else 0,
        worksheet_key=key,
        request_id=request_id,
    )
    steps.keep(step, content)
    change.session.add(step)


def _kept(change: Change, actor: Actor, programme_id: str) -> None:
    change.record(Act.PROGRAMME_KEPT, object_id=programme_id)
    change.announce(f"person:{actor.person_id}", f"programme:{programme_id}")
