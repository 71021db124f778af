"""What is read of working notes: those beside what they are about, and those on the client."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor, Reach
from betterjournal.accounts import people
from betterjournal.accounts.models import Person
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Shared
from betterjournal.review.models import WorkingNote, WorkingNoteEdit
from betterjournal.review.views import EarlierNote, NotesView, NoteView

PAGE_SIZE = 10
Row = tuple[WorkingNote, Person, Shared | None, Assignment | None]


def of_client(actor: Actor, client_id: str, pages: int = 1, shown: Sequence[str] = ()) -> NotesView:
    """Those on the client, and on what stands on the page no more: part of the record, they stand somewhere still.

    `shown` are the ids of the work and of what came back that the page shows: notes on them stand beside them.
    """
    with database.reading() as session:
        client = access.client(session, actor, client_id)
        mine = access.reach(session, actor, client, clock.now())
        about_client = and_(col(WorkingNote.assignment_id).is_(None), col(WorkingNote.shared_id).is_(None))
        here = about_client | col(Shared.taken_back_at).is_not(None)
        rows = _rows(session, actor, client_id, mine, here, PAGE_SIZE * pages + 1)
        views = _views(session, actor, rows[: PAGE_SIZE * pages])
        beside = _beside(session, actor, client_id, mine, shown)
    name, more = people.first_name(vault.get(client, "name")), len(rows) > PAGE_SIZE * pages
    return NotesView(client_id, name, mine.part == "care", list(views.values()), more, beside)


def between(
    session: Session, actor: Actor, client_id: str, mine: Reach, since: datetime, until: datetime, most: int
) -> list[NoteView]:
    """All that the actor may read of that time, oldest first."""
    here = and_(col(WorkingNote.at) >= since, col(WorkingNote.at) < until)
    rows = _rows(session, actor, client_id, mine, here, most)
    return list(reversed(_views(session, actor, rows).values()))


def _beside(
    session: Session, actor: Actor, client_id: str, mine: Reach, ids: Sequence[str]
) -> dict[str, list[NoteView]]:
    """By the id of the work or of what was shared."""
    if not ids:
        return {}
    here = col(WorkingNote.assignment_id).in_(ids) | col(WorkingNote.shared_id).in_(ids)
    rows = _rows(session, actor, client_id, mine, here)
    views, found = _views(session, actor, rows), dict[str, list[NoteView]]()
    for note, _, _, _ in rows:
        found.setdefault(note.assignment_id or note.shared_id or "", []).append(views[note.id])
    return found


def _rows(
    session: Session, actor: Actor, client_id: str, mine: Reach, here: ColumnElement[bool], most: int | None = None
) -> list[Row]:
    """Newest first."""
    wanted = (
        select(WorkingNote, Person, Shared, Assignment)
        .join(Person, col(Person.id) == WorkingNote.person_id)
        .join(Shared, col(Shared.id) == WorkingNote.shared_id, isouter=True)
        .join(Assignment, col(Assignment.id) == Shared.assignment_id, isouter=True)
        .where(access.notes_read_by(actor, client_id, mine, clock.now()), here)
        .order_by(col(WorkingNote.at).desc(), col(WorkingNote.id))
    )
    return [(note, person, shared, work) for note, person, shared, work in session.exec(wanted.limit(most))]


def _views(session: Session, actor: Actor, rows: Sequence[Row]) -> dict[str, NoteView]:
    earlier = _earlier(session, actor, [note.id for note, _, _, _ in rows if note.changes])
    return {row[0].id: _view(actor, *row, earlier.get(row[0].id, [])) for row in rows}


def _view(
    actor: Actor,
    note: WorkingNote,
    writer: Person,
    shared: Shared | None,
    work: Assignment | None,
    earlier: list[EarlierNote],
) -> NoteView:
    words = vault.get(note, "words")
    gone = shared is not None and shared.taken_back_at is not None
    struck_on = _day(actor, note.struck_at) if note.struck_at else ""
    return NoteView(
        id=note.id,
        words="" if struck_on else words,
        language=note.language,
        on=_day(actor, note.at),
        by="" if writer.id == actor.person_id else vault.get(writer, "name"),
        changes=note.changes,
        struck_on=struck_on,
        earlier=[EarlierNote(struck_on, words), *earlier] if struck_on else earlier,
        gone=gone,
        title=assignments.content_of(work).title if gone and work else "",
    )


def _earlier(session: Session, actor: Actor, ids: Sequence[str]) -> dict[str, list[EarlierNote]]:
    """Newest first."""
    found: dict[str, list[EarlierNote]] = {}
    if not ids:
        return found
    rows = select(WorkingNoteEdit).where(col(WorkingNoteEdit.note_id).in_(ids))
    for row in session.exec(rows.order_by(col(WorkingNoteEdit.at).desc(), col(WorkingNoteEdit.id))):
        found.setdefault(row.note_id, []).append(EarlierNote(_day(actor, row.at), vault.get(row, "before")))
    return found


def _day(actor: Actor, moment: datetime) -> str:
    return clock.local(moment, actor.time_zone).date().isoformat()
