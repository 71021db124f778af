"""Changes what was sent: new words for the client, the ones before kept for the record."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import func
from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Person
from betterjournal.assignments import composing
from betterjournal.assignments.actions import named_for, sent_view
from betterjournal.assignments.composing import Given
from betterjournal.assignments.kept import content_of
from betterjournal.assignments.models import Assignment, AssignmentEdit
from betterjournal.assignments.views import ChangedView, Content, EarlierWords, SentView, WordsView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Conflict, Refused
from betterjournal.worksheets import queries as worksheets

# In the order of the form; the title follows from them.
NAMES = (
    "what",
    "prompt",
    "when",
    "note",
    "why",
    "where",
    "repeat",
    "weekdays",
    "how_many",
    "first_step",
    "smallest",
    "minutes",
)


def edit(actor: Actor, assignment_id: str, given: Given) -> SentView:
    """Put new words in place of those that were sent; the worksheet stays, and so does whatever the client wrote.

    `Conflict` when somebody changed it since the form was opened. The same words again change nothing. Refused for
    what is decided or taken back, and while everything is stopped.
    """
    with changing(actor) as change:
        row = access.assignment_in_care(change.session, actor, assignment_id)
        # Whoever changes the same at the same time waits here, and then sees that it was changed.
        change.session.refresh(row, with_for_update={"key_share": True})
        client = access.client_in_care(change.session, actor, row.client_id)
        access.not_stopped(change.session, row.client_id)
        _may_change(row)
        before = content_of(row)
        after = _after(change.session, row, before, given)
        if after != before:
            if count(change.session, row.id) != given.changes:
                raise Conflict("problem.changed_elsewhere")
            _change(change, actor, row, after, before)
        change.record(Act.CHANGED, object_id=row.id, client_id=row.client_id)
        zone = access.practice(change.session).time_zone
    return sent_view(client, row, zone)


def count(session: Session, assignment_id: str) -> int:
    """How often this assignment was changed."""
    query = select(func.count()).select_from(AssignmentEdit).where(AssignmentEdit.assignment_id == assignment_id)
    return session.exec(query).one()


def told(session: Session, ids: Sequence[str], zone: str) -> dict[str, ChangedView]:
    """The last change of each of these that its client could notice."""
    found = {}
    for row, person in _edits(session, ids):
        if row.arrived:
            name = people.first_name(vault.get(person, "name"))
            found[row.assignment_id] = ChangedView(name, clock.local(row.at, zone).date().isoformat())
    return found


def earlier(session: Session, rows: Sequence[Assignment], zone: str) -> dict[str, list[EarlierWords]]:
    """For staff: what each change of these replaced, newest first; a field that stayed as it was is left out."""
    now = {row.id: content_of(row) for row in rows}
    found: dict[str, list[EarlierWords]] = {}
    for row, person in reversed(_edits(session, list(now))):
        before = Content(**vault.get_json(row, "before"))
        on, lines = clock.local(row.at, zone).date().isoformat(), _replaced(before, now[row.assignment_id])
        found.setdefault(row.assignment_id, []).append(EarlierWords(on, vault.get(person, "name"), lines))
        now[row.assignment_id] = before
    return found


def befores(session: Session, client_id: str) -> list[tuple[AssignmentEdit, Content]]:
    """Every change for this client with all the words it replaced, oldest first; for who may fetch their record."""
    rows = session.exec(
        select(AssignmentEdit)
        .where(AssignmentEdit.client_id == client_id)
        .order_by(col(AssignmentEdit.at), col(AssignmentEdit.id))
    )
    return [(row, Content(**vault.get_json(row, "before"))) for row in rows]


def _may_change(row: Assignment) -> None:
    if row.withdrawn_at is not None:
        raise Refused("problem.change_withdrawn")
    if row.decided_at is not None:
        raise Refused("problem.change_decided")


def _after(session: Session, row: Assignment, before: Content, given: Given) -> Content:
    words = composing.check(replace(given, revision_id=row.revision_id))
    is_task = worksheets.definition_of(session, row.revision_id).key == worksheets.JUST_A_TASK
    named = replace(words, title="" if is_task else before.title)
    return named_for(session, row.language, row.revision_id, named)


def _change(change: Change, actor: Actor, row: Assignment, after: Content, before: Content) -> None:
    here = select(Assignment.id).where(Assignment.id == row.id, access.arrived(clock.now()))
    arrived = change.session.exec(here).first() is not None
    kept = AssignmentEdit(
        assignment_id=row.id,
        client_id=row.client_id,
        person_id=actor.person_id,
        at=clock.now(),
        arrived=arrived,
    )
    vault.put_json(kept, "before", asdict(before), row.client_id, "record")
    vault.put_json(row, "content", asdict(after), row.client_id, "record")
    row.repeat, row.weekdays, row.aim = after.repeat, after.weekdays, after.how_many
    change.session.add_all([kept, row])
    change.announce(f"client:{row.client_id}", f"staff:{row.client_id}")


def _edits(session: Session, ids: Sequence[str]) -> list[tuple[AssignmentEdit, Person]]:
    """Oldest first."""
    return list(
        session.exec(
            select(AssignmentEdit, Person)
            .join(Person, col(Person.id) == AssignmentEdit.person_id)
            .where(col(AssignmentEdit.assignment_id).in_(ids))
            .order_by(col(AssignmentEdit.at), col(AssignmentEdit.id))
        )
    )


def _replaced(before: Content, after: Content) -> list[WordsView]:
    changed = [name for name in NAMES if getattr(before, name) != getattr(after, name)]
    return [WordsView(name, str(getattr(before, name) or "")) for name in changed]
