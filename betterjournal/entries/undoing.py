"""What a client deleted is kept aside, sealed, for a moment in which it can be brought back; then it is gone.

Nothing says when it was deleted: a worker that finds it lets go of it at a later look of its own, so one that dies only
begins that moment anew. Whatever happens it is gone within a minute of any worker serving.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, delete, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries import drafts, reading, telling
from betterjournal.entries.models import Answer, Aside, Deleted, Entry, Shared
from betterjournal.errors import NotFound, Refused
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import rows as row_order

UNDO_SECONDS = 20
MOMENT = timedelta(seconds=UNDO_SECONDS)
Words = TypeVar("Words", Answer, Aside)


@dataclass(frozen=True)
class Row:
    """A row of repeating rows."""

    entry_id: str
    path: str
    row_id: str


def put_aside(session: Session, entry: Entry, shared: list[Shared]) -> str:
    """Delete an entry, held alone, with all that hangs on it, none of it opened; returns what brings it back."""
    answers = session.exec(select(Answer).where(Answer.entry_id == entry.id))
    asides = session.exec(select(Aside).where(Aside.entry_id == entry.id))
    content = {
        "entry": entry.model_dump(mode="json") | {"prompt": vault.get(entry, "prompt")},
        "answers": [_answer(row) for row in answers],
        "asides": [_aside(row) for row in asides],
        "shared": [row.model_dump(mode="json") | {"content": vault.get(row, "content")} for row in shared],
    }
    kept = _keep(session, entry.client_id, content)
    for row in (*shared, entry):
        session.delete(row)
    return kept


def put_row_aside(actor: Actor, row: Row) -> str:
    """Take a row out of its order and delete its words; "" when it stands there no more. No other page writes
    meanwhile, so that no words go of a row that stays. Like the saves of a draft it writes no record."""
    with database.writing() as session:
        entry = access.own_entry(session, actor, row.entry_id, to_write=True, alone=True)
        rows, version = reading.rows(session, entry, row.path)
        if row.row_id not in rows:
            return ""
        order = row_order.order([each for each in rows if each != row.row_id])
        words = drafts.Words(entry.id, row.path, order, version, database.new_id(), 1)
        drafts.save_in(session.connection(), actor, words)
        cells, beside = _of_row(session, entry, row, Answer), _of_row(session, entry, row, Aside)
        where = {"path": row.path, "row": row.row_id, "at": rows.index(row.row_id), "entry_id": entry.id}
        content = {
            "row": where,
            "answers": [_answer(cell) for cell in cells],
            "asides": [_aside(one) for one in beside],
        }
        kept = _keep(session, entry.client_id, content)
        for each in (*cells, *beside):
            session.delete(each)
    return kept


def bring_back(actor: Actor, deleted_id: str) -> str:
    """Every word as it stood, and shared if it was; returns the entry. Refused once the moment is over.

    Who may share nothing now gets it back taken back: what consent ended meanwhile stays ended.
    """
    with database.reading() as session:
        content = vault.get_json(_own(session, actor, deleted_id), "content")
    if where := content.get("row"):
        _back_in_order(actor, where)
    with changing(actor) as change:
        kept = _own(change.session, actor, deleted_id, alone=True)
        shares = access.may_write(change.session, access.own_client(change.session, actor))
        if where:
            entry_id = str(where["entry_id"])
        else:
            entry = Entry.model_validate(content["entry"])
            vault.put(entry, "prompt", content["entry"]["prompt"] or None, entry.client_id, "private")
            entry_id = entry.id
            _make_room(change.session, entry)
            change.session.add(entry)
            change.session.flush()
        for row in _rows(change.session, content, kept.client_id, entry_id):
            if isinstance(row, Shared) and not shares:
                row.taken_back_at = row.taken_back_at or clock.day_begins(clock.now(), actor.time_zone)
            change.session.add(row)
            if isinstance(row, Shared) and row.taken_back_at is None:
                telling.tell(change, row)
        change.session.delete(kept)
        change.record(Act.STARTED, object_id=entry_id, client_id=kept.client_id, kind="brought_back")
        change.announce(f"client:{kept.client_id}")
    return entry_id


def let_go(seen: dict[str, datetime]) -> dict[str, datetime]:
    """Delete for good what this worker saw before the last moment; returns what it has seen now, and when."""
    now = clock.now()
    with database.reading() as session:
        there = session.exec(select(Deleted.id)).all()
    over = [one for one in there if one in seen and now - seen[one] >= MOMENT]
    if over:
        with database.writing() as session:
            session.execute(delete(Deleted).where(col(Deleted.id).in_(over)))
    return {one: seen.get(one, now) for one in there if one not in over}


def _own(session: Session, actor: Actor, deleted_id: str, *, alone: bool = False) -> Deleted:
    """One answer for what is gone and what is somebody else's."""
    mine = access.own_client(session, actor)
    theirs = select(Deleted).where(Deleted.id == deleted_id, Deleted.client_id == mine.id)
    found = session.exec(theirs.with_for_update() if alone else theirs).first()
    if found is None:
        raise Refused("problem.deleted_gone")
    return found


def _keep(session: Session, client_id: str, content: dict[str, Any]) -> str:
    kept = Deleted(client_id=client_id)
    vault.put_json(kept, "content", content, client_id, "private")
    session.add(kept)
    return kept.id


def _of_row(session: Session, entry: Entry, row: Row, table: type[Words]) -> list[Words]:
    """What stands in it, also in the fields that have the same rows; those of another field may bear the same id."""
    fields = worksheets.definition_of(session, entry.revision_id).fields
    keys = {field.key for field in fields if row.path in (field.key, field.rows_of)}
    of_entry = session.exec(select(table).where(table.entry_id == entry.id)).all()
    return [each for each in of_entry if each.path.split(".")[0] in keys and each.path.split(".")[1:2] == [row.row_id]]


def _answer(row: Answer) -> dict[str, Any]:
    words = vault.unseal(row.value, drafts.place(row.entry_id, row.path))
    return row.model_dump(mode="json") | {"value": words}


def _aside(row: Aside) -> dict[str, Any]:
    return row.model_dump(mode="json") | {"value": vault.get(row, "value")}


def _rows(session: Session, content: dict[str, Any], client_id: str, entry_id: str) -> list[SQLModel]:
    """The rows with their words sealed anew; a cell that was written since stands."""
    rows: list[SQLModel] = []
    for kept in content["answers"]:
        if session.get(Answer, (entry_id, kept["path"])) is None:
            sealed = vault.seal(client_id, "private", kept["value"], drafts.place(entry_id, kept["path"]))
            row = Answer.model_validate(kept)
            row.value = sealed
            rows.append(row)
    for table, column, name in ((Aside, "value", "asides"), (Shared, "content", "shared")):
        for kept in content.get(name, []):
            found: SQLModel = table.model_validate(kept)
            vault.put(found, column, kept[column], client_id, "private")
            rows.append(found)
    return rows


def _make_room(session: Session, entry: Entry) -> None:
    """The blank sheet that took its place goes; one on which something was written since stays, before it."""
    if entry.assignment_id is None:
        return
    mine = select(Entry).where(Entry.assignment_id == entry.assignment_id).order_by(col(Entry.number).desc())
    others = list(session.exec(mine.with_for_update()))
    for other in (each for each in others if each.number == entry.number):
        hangs = select(Answer.path).where(Answer.entry_id == other.id)
        said = select(Shared.id).where((col(Shared.entry_id) == other.id) | (col(Shared.end_of) == other.id))
        if other.together_with or session.exec(hangs).first() or session.exec(said).first():
            entry.number = others[0].number + 1
        else:
            session.delete(other)


def _back_in_order(actor: Actor, where: dict[str, Any]) -> None:
    """The row stands where it stood; refused when as many others as may be took its place."""
    with database.reading() as session:
        try:
            entry = access.own_entry(session, actor, where["entry_id"], to_write=True)
        except NotFound:
            raise Refused("problem.deleted_gone") from None
        rows, version = reading.rows(session, entry, where["path"])
    if where["row"] not in rows:
        rows = [*rows[: where["at"]], where["row"], *rows[where["at"] :]]
        order = row_order.order(rows)
        drafts.save(actor, drafts.Words(where["entry_id"], where["path"], order, version, database.new_id(), 1))
