"""The one hot write: a draft field saved, sealed and durable, in two statements of core SQL.

It writes no audit record and announces to nobody; a draft is in no answer to anybody but its writer.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlmodel import SQLModel

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.database import new_id
from betterjournal.entries.leading import leads
from betterjournal.entries.views import Saved
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.worksheets import answers as rules
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import standing
from betterjournal.worksheets.definition import Definition

ANSWER, ASIDE = (SQLModel.metadata.tables[name] for name in ("answer", "aside"))
LONGEST_ID, LONGEST_PATH = 64, 120
# How often all rows of a field may be taken away and written anew, and in how many places a field is written at once.
ROWS_TURN_OVER, MOST_ASIDES = 10, 20
# Built once: making and keying these statements took as long as running them.
_FIRST = insert(ANSWER)
_WHICH = (ANSWER.c.entry_id == bindparam("of"), ANSWER.c.path == bindparam("at"), ANSWER.c.version == bindparam("was"))
_AGAIN = update(ANSWER).where(*_WHICH)


@dataclass(frozen=True)
class Words:
    """One save as it arrived; everything travels, nothing comes from a page's state."""

    entry_id: str
    path: str
    value: str
    base: int
    writer: str
    seq: int


def save(actor: Actor, words: Words) -> Saved:
    """Keep one field's words. A repeat of one's own save is a no-op; another writer's newer words are kept beside.

    Raises NotFound for an entry that is not the actor's, `Invalid(path)` for words that do not fit the field.
    """
    with database.writer().begin() as connection:
        return save_in(connection, actor, words)


def save_in(connection: Connection, actor: Actor, words: Words) -> Saved:
    """The same in a transaction that is under way."""
    _fit(words)
    look = partial(access.own_draft, connection, actor, words.entry_id, words.path)
    return _saved(connection, look, words, clock.today(actor.time_zone))


def save_together(actor: Actor, words: Words) -> Saved:
    """The same into the entry of the actor's own sitting; refused for any other, and once it is over."""
    _fit(words)
    with database.writer().begin() as connection:
        look = partial(_together, connection, actor, words)
        return _saved(connection, look, words, clock.today(actor.time_zone))


def _together(connection: Connection, actor: Actor, words: Words) -> Any:
    """Whoever types is told that it is over, not that nothing is there."""
    try:
        return access.entry_together(connection, actor, words.entry_id, words.path)
    except NotFound:
        raise Refused("problem.together_over") from None


def _fit(words: Words) -> None:
    if len(words.writer) > LONGEST_ID or len(words.path) > LONGEST_PATH or words.seq < 0:
        raise Invalid(words.path[:LONGEST_PATH], "problem.invalid")


def _saved(connection: Connection, look: Callable[[], Any], words: Words, on: date) -> Saved:
    row = look()
    checked = _checked(row, words)
    saved = _keep(connection, row, checked, on)
    if saved is None and (row := look()).version is not None:
        saved = _keep(connection, row, checked, on)
    if saved is None:
        # Its row was removed in this very moment: what is nowhere is not saved.
        raise NotFound
    return _with_consequences(connection, row, checked, saved)


def _checked(row: Any, words: Words) -> Words:
    definition = worksheets.known_definition(row.revision_id)
    if row.after_opened_on is not None and definition.part_of(words.path) == "before":
        raise Refused("problem.before_locked")
    return replace(words, value=rules.check(definition, words.path, _as_list(definition, words)))


def _as_list(definition: Definition, words: Words) -> str:
    """A page sends several choices one a line; they are stored as a list."""
    key, _, rest = words.path.partition(".")
    field = definition.field(key)
    question = field.column(rest.rpartition(".")[2]) if field and rest else field
    if question is None or question.kind != "multi_choice" or words.value[:1] in ("", "["):
        return words.value
    return json.dumps(words.value.split("\n"))


def _with_consequences(connection: Connection, row: Any, words: Words, saved: Saved) -> Saved:
    """Most saves change nothing but the answer itself, and cost nothing more.

    Only an answer that came or went can turn part into whole; only one that leads can redraw another field.
    """
    before = "" if row.value is None else vault.unseal(row.value, place(words.entry_id, words.path))
    turned = bool(before) != bool(words.value) and not saved.status
    whole = _whole(connection, row.revision_id, words.entry_id) if turned else None
    return replace(saved, whole=whole, redraws=words.path.partition(".")[0] in _leads(row.revision_id))


def _whole(connection: Connection, revision_id: str, entry_id: str) -> bool:
    rows = connection.execute(select(ANSWER.c.path, ANSWER.c.value).where(ANSWER.c.entry_id == entry_id))
    answers = {path: vault.unseal(sealed, place(entry_id, path)) for path, sealed in rows}
    return standing.whole(worksheets.known_definition(revision_id), answers)


@cache
def _leads(revision_id: str) -> frozenset[str]:
    return leads(worksheets.known_definition(revision_id))


def _keep(connection: Connection, row: Any, words: Words, on: date) -> Saved | None:
    """None when what stands is no longer what was looked at."""
    sealed = vault.seal(row.client_id, "private", words.value, place(words.entry_id, words.path))
    if row.version is None:
        _leave_room(connection, row, words)
        connection.execute(_FIRST, _row(words, sealed, 1, on))
        return Saved(1)
    if row.writer == words.writer and row.seq >= words.seq:
        return Saved(row.version)
    if row.writer != words.writer and row.version != words.base:
        return _beside(connection, row, words, on)
    which = {"of": words.entry_id, "at": words.path, "was": row.version}
    if not connection.execute(_AGAIN, _row(words, sealed, row.version + 1, on) | which).rowcount:
        return None
    if row.writer != words.writer:
        _swap(connection, row, words, on)
    return Saved(row.version + 1)


def _leave_room(connection: Connection, row: Any, words: Words) -> None:
    """The ids of rows are the page's to choose: rows may come and go often, not without end (SEC-24)."""
    key, dot, _ = words.path.partition(".")
    definition = worksheets.known_definition(row.revision_id)
    field = definition.field(key)
    if not dot or field is None:
        return
    source = definition.field(field.rows_of) or field
    most = source.maximum_rows * len(field.columns) * ROWS_TURN_OVER
    cells = ANSWER.c.path.startswith(f"{key}.", autoescape=True)
    if _count(connection, ANSWER, ANSWER.c.entry_id == words.entry_id, cells) >= most:
        least, rows = str(source.minimum_rows), str(source.maximum_rows)
        raise Invalid(words.path, "problem.answer_row_count", least=least, most=rows)


def _count(connection: Connection, table: Any, *which: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*which)).scalar_one())


def _beside(connection: Connection, row: Any, words: Words, on: date) -> Saved:
    """Both are kept: what stands stays, and this writer's latest words lie beside it."""
    if vault.unseal(row.value, place(words.entry_id, words.path)) == words.value:
        return Saved(row.version)
    mine = (ASIDE.c.entry_id == words.entry_id, ASIDE.c.path == words.path, ASIDE.c.writer == words.writer)
    found = connection.execute(select(ASIDE.c.id).where(*mine)).scalar()
    here = (ASIDE.c.entry_id == words.entry_id, ASIDE.c.path == words.path)
    if not found and _count(connection, ASIDE, *here) >= MOST_ASIDES:
        raise Invalid(words.path, "problem.invalid")
    aside_id = found or new_id()
    sealed = vault.seal(row.client_id, "private", words.value, f"aside/value/{aside_id}")
    if found:
        connection.execute(update(ASIDE).where(ASIDE.c.id == found).values(value=sealed, saved_on=on))
    else:
        values = {"entry_id": words.entry_id, "path": words.path, "writer": words.writer, "saved_on": on}
        connection.execute(insert(ASIDE).values(id=aside_id, value=sealed, **values))
    return Saved(row.version, "elsewhere")


def _swap(connection: Connection, row: Any, words: Words, on: date) -> None:
    """Writing on after a save that was kept beside: what stood until now takes its place there."""
    mine = (ASIDE.c.entry_id == words.entry_id, ASIDE.c.path == words.path, ASIDE.c.writer == words.writer)
    found = connection.execute(select(ASIDE.c.id).where(*mine)).scalar()
    if found is None:
        return
    stood = vault.unseal(row.value, place(words.entry_id, words.path))
    sealed = vault.seal(row.client_id, "private", stood, f"aside/value/{found}")
    connection.execute(update(ASIDE).where(ASIDE.c.id == found).values(value=sealed, writer=row.writer, saved_on=on))


def both(words: str, stands: str) -> str:
    """What tells two texts that lie beside each other from any others."""
    return sha256(json.dumps([words, stands]).encode()).hexdigest()


def place(entry_id: str, path: str) -> str:
    """Where an answer is sealed to."""
    return f"answer/value/{entry_id}/{path}"


def _row(words: Words, sealed: vault.Sealed, version: int, on: date) -> dict[str, Any]:
    return {
        "entry_id": words.entry_id,
        "path": words.path,
        "value": sealed,
        "version": version,
        "writer": words.writer,
        "seq": words.seq,
        "saved_on": on,
    }
