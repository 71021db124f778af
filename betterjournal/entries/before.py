"""What a client wrote before on the same worksheet, to read beside what they write now; nobody else's to read."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from betterjournal import access, database
from betterjournal.access import Actor
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries import drawing, reading
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.entries.views import BesideView
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.models import Revision

MOST = 10


def beside(actor: Actor, entry_id: str) -> BesideView:
    """One of them, or any other entry of the client's own that was set for them."""
    with database.reading() as session:
        entry = access.own_entry(session, actor, entry_id)
        assignment = access.own_assignment(session, actor, entry.assignment_id or "")
        definition = worksheets.definition_of(session, entry.revision_id)
        answers, versions = reading.draft(session, entry)
    drawn = drawing.sections(assignment, entry, definition, answers, versions)
    title = assignments.content_of(assignment).title
    return BesideView(entry.id, entry.about_on.isoformat(), title, entry.language, drawn)


def of(session: Session, assignment: Assignment, worksheet: str, entry_id: str) -> list[Entry]:
    """The newest with something in them, whatever work they were for; a plain task is like no other."""
    same = select(Revision.id).where(Revision.worksheet_key == worksheet)
    is_task = worksheet == worksheets.JUST_A_TASK
    of_it = Entry.assignment_id == assignment.id if is_task else col(Entry.revision_id).in_(same)
    written = select(Answer.entry_id).where(Answer.entry_id == Entry.id).exists()
    theirs = (Entry.client_id == assignment.client_id, Entry.kind == "worksheet", Entry.id != entry_id)
    rows = select(Entry).where(*theirs, of_it, written)
    return list(session.exec(rows.order_by(col(Entry.about_on).desc(), col(Entry.number).desc()).limit(MOST)))


def titles(session: Session, rows: Sequence[Shared | Entry]) -> dict[str, str]:
    ids = {row.assignment_id for row in rows if row.assignment_id}
    found = session.exec(select(Assignment).where(col(Assignment.id).in_(ids))).all()
    return {row.id: assignments.content_of(row).title for row in found}
