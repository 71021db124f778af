"""Opens a draft for its writer: the answers as they stand and their versions."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from betterjournal import vault
from betterjournal.entries.drafts import place
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.errors import Invalid
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import rows as row_order


def draft(session: Session, entry: Entry) -> tuple[dict[str, str], dict[str, int]]:
    """Path to words and path to version, of an entry that `access.own_entry` returned."""
    rows = session.exec(select(Answer).where(Answer.entry_id == entry.id)).all()
    answers = {row.path: vault.unseal(row.value, place(entry.id, row.path)) for row in rows}
    return {path: words for path, words in answers.items() if words}, {row.path: row.version for row in rows}


def rows(session: Session, entry: Entry, path: str) -> tuple[list[str], int]:
    """The ids of repeating rows in order and the version of that order, of an entry that the caller may write in."""
    definition = worksheets.definition_of(session, entry.revision_id)
    field = definition.field(path)
    if field is None or field.kind != "rows":
        raise Invalid(path, "problem.answer_unknown")
    answers, versions = draft(session, entry)
    return row_order.ids(definition, field, answers), versions.get(path, 0)


def words_of(session: Session, entries: Iterable[Entry]) -> dict[str, dict[str, str]]:
    """By entry, path to words, of several entries of the actor's own: one read for all of a list."""
    found: dict[str, dict[str, str]] = {entry.id: {} for entry in entries}
    for row in session.exec(select(Answer).where(col(Answer.entry_id).in_(found))):
        if words := vault.unseal(row.value, place(row.entry_id, row.path)):
            found[row.entry_id][row.path] = words
    return found


def shared_of(session: Session, entries: Iterable[Entry]) -> dict[str | None, Shared]:
    """By entry, its newest sharing that was not taken back."""
    rows = session.exec(
        select(Shared)
        .where(col(Shared.entry_id).in_([entry.id for entry in entries]), col(Shared.taken_back_at).is_(None))
        .order_by(col(Shared.shared_at))
    )
    return {row.entry_id: row for row in rows}
