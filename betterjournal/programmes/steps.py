"""The words of a step, as they are kept and as they are sent."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from betterjournal import vault
from betterjournal.assignments import composing
from betterjournal.assignments.composing import Given
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import Content
from betterjournal.errors import Conflict, Invalid, NotFound, Refused
from betterjournal.programmes import order
from betterjournal.programmes.models import ProgrammeStep, StartedProgramme, StartedStep
from betterjournal.programmes.views import ChoiceLine, StepView
from betterjournal.worksheets import queries as worksheets

LONGEST_TITLE = 80


def checked(given: Given) -> Content:
    """The words, trimmed, as work that is sent is checked. A note is to one person and no part of a step."""
    return replace(composing.check(given), title="", note="", note_language="")


def key_of(session: Session, given: Given) -> str:
    """The worksheet a step uses; the newest revision of it is sent."""
    try:
        return worksheets.definition_of(session, given.revision_id).key
    except NotFound:
        raise Invalid("worksheet", "problem.worksheet_gone") from None


def given_for(session: Session, step: StartedStep, request_id: str) -> Given:
    """The step as the composer would send it."""
    content = content_of(step)
    try:
        revision_id = worksheets.current_revision(session, step.worksheet_key)
    except NotFound:
        raise Refused("problem.worksheet_gone") from None
    return Given(request_id, revision_id, content)


def content_of(step: ProgrammeStep | StartedStep) -> Content:
    return Content(**vault.get_json(step, "content"))


def keep(step: ProgrammeStep | StartedStep, content: Content) -> None:
    """Seal the words: a clinician's own under the practice's key, a client's under that of their record."""
    owner = step.client_id if isinstance(step, StartedStep) else vault.PRACTICE
    vault.put_json(step, "content", asdict(content), owner, "record" if isinstance(step, StartedStep) else "practice")


def rewrite(session: Session, step: ProgrammeStep | StartedStep, given: Given, content: Content) -> None:
    """Other words or another worksheet; the same again change nothing. `Conflict` when it was changed since."""
    # Whoever changes the same at the same time waits here, and then sees that it was changed.
    session.refresh(step, with_for_update={"key_share": True})
    key = key_of(session, given)
    if (key, content) == (step.worksheet_key, content_of(step)):
        return
    if step.changes != given.changes:
        raise Conflict("problem.changed_elsewhere")
    step.worksheet_key, step.changes = key, step.changes + 1
    keep(step, content)
    session.add(step)


def of_programme(session: Session, programme_id: str) -> list[ProgrammeStep]:
    """Its steps in their order."""
    return list(
        session.exec(
            select(ProgrammeStep)
            .where(ProgrammeStep.programme_id == programme_id)
            .order_by(col(ProgrammeStep.position), col(ProgrammeStep.id))
        )
    )


def of_started(session: Session, started_id: str) -> list[tuple[StartedStep, Assignment | None]]:
    """Its steps in their order with the work each was sent as; what was undone at once was not sent."""
    rows = session.exec(
        select(StartedStep, Assignment)
        .join(Assignment, col(Assignment.id) == StartedStep.assignment_id, isouter=True)
        .where(StartedStep.started_id == started_id, col(StartedStep.removed_at).is_(None))
        .order_by(col(StartedStep.position), col(StartedStep.id))
    )
    return [(step, sent if sent is not None and sent.undone_at is None else None) for step, sent in rows]


def unsent(session: Session, started_id: str) -> list[StartedStep]:
    """Those still to come."""
    return [step for step, sent in of_started(session, started_id) if sent is None]


def has_more() -> ColumnElement[bool]:
    """The SQL condition on `StartedProgramme`: a step of it is still to come."""
    more = (
        select(StartedStep.id)
        .join(Assignment, col(Assignment.id) == StartedStep.assignment_id, isouter=True)
        .where(
            StartedStep.started_id == StartedProgramme.id,
            col(StartedStep.removed_at).is_(None),
            or_(col(StartedStep.assignment_id).is_(None), col(Assignment.undone_at).is_not(None)),
        )
    )
    return more.correlate(StartedProgramme).exists()


def not_full(count: int) -> None:
    if count >= order.MOST:
        raise Refused("problem.programme_full", most=str(order.MOST))


def renumber(session: Session, steps: Sequence[ProgrammeStep | StartedStep], ids: Sequence[str]) -> None:
    """Give these steps the places that they have, in the order of `ids`."""
    places, by_id = sorted(step.position for step in steps), {step.id: step for step in steps}
    for place, each in zip(places, ids, strict=True):
        by_id[each].position = place
        session.add(by_id[each])


def checked_title(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise Invalid("title", "problem.needed")
    if len(words) > LONGEST_TITLE:
        raise Invalid("title", "problem.long", most=str(LONGEST_TITLE))
    return words


def choices(session: Session, language: str) -> list[ChoiceLine]:
    """Every worksheet a step can use, as the clinician reads its name."""
    return [ChoiceLine(each.revision_id, each.key, each.title) for each in worksheets.choices(session, language)]


def view(step: ProgrammeStep | StartedStep, lines: Sequence[ChoiceLine], state: str = "later") -> StepView:
    """A step by its first line; the worksheet is "" when it is there no more."""
    content = content_of(step)
    line = next((each for each in lines if each.key == step.worksheet_key), ChoiceLine("", "", ""))
    return StepView(step.id, composing.first_line(content.what), line.name, line.id, content, step.changes, state)
