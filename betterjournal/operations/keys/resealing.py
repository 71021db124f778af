"""Moves everything that one key sealed under another, a few rows at a time and beside whoever writes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlmodel import Session

from betterjournal import database, vault
from betterjournal.errors import CannotStart
from betterjournal.keyring import Turn
from betterjournal.migrations.tables import METADATA
from betterjournal.vault import Sealed, SealedText

# So few that a save waits a few milliseconds for its turn.
ROWS_AT_ONCE = 50


@dataclass(frozen=True)
class Spot:
    """One sealed value: its column and the primary key of its row."""

    column: Any
    row: tuple[Any, ...]

    @property
    def place(self) -> str:
        """Where its words are bound to; every table binds them to its name, the column and the row."""
        return "/".join([self.column.table.name, self.column.name, *map(str, self.row)])

    @property
    def here(self) -> ColumnElement[bool]:
        keys = self.column.table.primary_key.columns
        return and_(*(key == value for key, value in zip(keys, self.row, strict=True)))


def left(session: Session, turn: Turn) -> list[Spot]:
    """Every value that an old key still seals, in whatever table there is."""
    return [Spot(column, tuple(row)) for column in _sealed_columns() for row in session.execute(_rows(column, turn))]


def move(turn: Turn, spots: list[Spot], told: Callable[[int], None]) -> None:
    """Seal these under the new key; `told` hears after each small transaction how many were looked at."""
    waiting = iter(spots)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        with database.writing() as session:
            for spot in some:
                _move(session, turn, spot)
        told(len(some))


def _move(session: Session, turn: Turn, spot: Spot) -> None:
    sealed = session.execute(select(spot.column).where(spot.here, _under(spot.column, turn))).scalar()
    if sealed is None:
        return
    # Words that were saved since this look stay: only what was read here is replaced.
    unchanged = spot.column == Sealed(sealed)
    try:
        again = vault.reseal(sealed, spot.place, turn.new)
    except InvalidTag:
        raise CannotStart(f"{spot.place} was altered and does not open; its key was kept") from None
    session.execute(update(spot.column.table).where(spot.here, unchanged).values({spot.column: again}))


def _sealed_columns() -> Iterator[Any]:
    for table in METADATA.sorted_tables:
        yield from (column for column in table.columns if isinstance(column.type, SealedText))


def _rows(column: Any, turn: Turn) -> Any:
    return select(*column.table.primary_key.columns).where(_under(column, turn))


def _under(column: Any, turn: Turn) -> ColumnElement[bool]:
    # Sealed, because a sealed column compares with nothing else.
    return or_(*(column.like(Sealed(f"{vault.sealed_under(key_id)}%")) for key_id in turn.old))
