"""The numbers of a worksheet: what it asks for or works out, which two belong together, and what one sheet holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from betterjournal.worksheets import computed, conditions, figures, rows
from betterjournal.worksheets.definition import Definition, Field
from betterjournal.worksheets.drawing import hidden
from betterjournal.worksheets.question import Column, Computed, Text

KINDS = ("scale", "number", "duration", "computed")
DAYS = ("date", "datetime")
# Rows say their own day; one further from the day of its sheet is a slip, and would stretch a drawing over years.
NEAR = timedelta(days=62)


@dataclass(frozen=True, eq=False)
class Number:
    """One number: the same object in every revision that asks it in the same words, between the same ends.

    `key` is "<field>" or "<rows>.<column>"; the ends are those of a scale.
    """

    key: str
    kind: str
    label: Text
    unit: Text
    least: float | None
    most: float | None
    computed: Computed | None

    @property
    def hours(self) -> bool:
        """Whether its minutes are told as hours."""
        return self.kind == "duration" or bool(self.computed and self.computed.as_duration)


@dataclass(frozen=True)
class Sample:
    """The numbers of one sheet, or of one row of it; "" is unset. `follows` when it comes after the one before it."""

    on: date
    values: Mapping[Number, str]
    follows: bool


class Numbers:
    """The numbers of one revision, in the order in which it asks them."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._asked = {key: _known(key, question) for key, question in _questions(definition)}
        self._whole = [(one, self._asked[one.key]) for one in definition.fields if one.key in self._asked]
        self._works_out = any(one.computed for one, _ in self._whole)
        self._tables = [table for table in map(self._table, definition.fields) if table]

    @property
    def any(self) -> bool:
        return bool(self._asked)

    @property
    def lines(self) -> list[tuple[Number, ...]]:
        """What is drawn: each number by itself, and as a pair what was asked before and what beside it after."""
        pairs = [*self._carried(), *self._carried_in_rows()]
        paired = {key for pair in pairs for key in pair}
        found = [*pairs, *((key,) for key in self._asked if key not in paired)]
        order = list(self._asked)
        found.sort(key=lambda keys: [order.index(key) for key in keys])
        return [tuple(self._asked[key] for key in keys) for keys in found]

    def of_sheet(self, held: Mapping[str, str], on: date) -> list[Sample]:
        """What one sheet holds; `held` are its answers as sharing takes them along, `on` is the day it tells of."""
        found = [Sample(on, self._of_fields(held), follows=True)] if self._whole else []
        return [*found, *(sample for table in self._tables for sample in self._by_row(table, held, on))]

    def _carried(self) -> Iterator[tuple[str, ...]]:
        for field in self._definition.fields:
            source = self._definition.field(field.carried_from)
            if source and field.key in self._asked and _same_ends(source, field):
                yield source.key, field.key

    def _carried_in_rows(self) -> Iterator[tuple[str, ...]]:
        """The numbers carried into rows and those asked there belong together in their order: nothing else says so."""
        for field in self._definition.fields:
            source = self._definition.field(field.rows_of)
            carried = [one for one in field.columns if one.kind == "carried"] if source else []
            origins = [source.column(one.carried_from) for one in carried] if source else []
            before = [one for one in origins if one and source and f"{source.key}.{one.key}" in self._asked]
            after = [one for one in field.columns if f"{field.key}.{one.key}" in self._asked]
            if source and len(before) == len(after) and all(map(_same_ends, before, after)):
                both = zip(before, after, strict=True)
                yield from ((f"{source.key}.{one.key}", f"{field.key}.{other.key}") for one, other in both)

    def _of_fields(self, held: Mapping[str, str]) -> dict[Number, str]:
        asked = conditions.asked(self._definition, held) if self._works_out else ()
        found = figures.of_fields(self._definition, held, asked) if self._works_out else {}
        return {number: _value(one, held.get(one.key, ""), found) for one, number in self._whole}

    def _table(self, field: Field) -> "_Table | None":
        """Rows, with those that are asked further on about the very same rows."""
        if field.kind != "rows" or field.rows_of:
            return None
        group = [field, *(each for each in self._definition.fields if each.rows_of == field.key)]
        columns = [
            (each, column, self._asked[f"{each.key}.{column.key}"])
            for each in group
            for column in each.columns
            if f"{each.key}.{column.key}" in self._asked
        ]
        dated = [column.key for column in field.columns if column.kind in DAYS]
        return _Table(field, group, columns, dated) if columns else None

    def _by_row(self, table: "_Table", held: Mapping[str, str], on: date) -> Iterator[Sample]:
        """Rows without days of their own stand side by side."""
        for row in rows.ids(self._definition, table.field, held):
            if any(rows.holds(each.key, row, held) for each in table.group):
                own = [held.get(rows.cell(table.field.key, row, key), "") for key in table.dated]
                yield Sample(_day(own, on), table.values(row, held), follows=bool(table.dated))


@dataclass(frozen=True)
class _Table:
    field: Field
    group: list[Field]
    columns: list[tuple[Field, Column, Number]]
    dated: list[str]

    def values(self, row: str, held: Mapping[str, str]) -> dict[Number, str]:
        found = {each.key: figures.of_row(each, row, held) for each in self.group}
        return {
            number: _value(column, held.get(rows.cell(each.key, row, column.key), ""), found[each.key])
            for each, column, number in self.columns
        }


def _questions(definition: Definition) -> Iterator[tuple[str, Column]]:
    for field in definition.fields:
        found = [(field.key, field), *((f"{field.key}.{column.key}", column) for column in field.columns)]
        yield from ((key, question) for key, question in found if question.kind in KINDS and not hidden(question))


def _known(key: str, asked: Column) -> Number:
    ends = (asked.minimum, asked.maximum) if asked.kind == "scale" else (None, None)
    return _number(key, asked.kind, asked.label, asked.unit, *ends, asked.computed)


@cache
def _number(*asked: object) -> Number:
    return Number(*asked)  # type: ignore[arg-type]


def _same_ends(before: Column, after: Column) -> bool:
    one, other = ((each.kind, each.minimum, each.maximum, each.unit) for each in (before, after))
    return one == other


def _value(question: Column, given: str, found: figures.Figures) -> str:
    """A result that can hardly be meant is no number here either."""
    if question.computed is None:
        return given
    result = found.get(question.key)
    return "" if result is None or computed.in_doubt(question.computed, result) else figures.plain(result)


def _day(own: list[str], on: date) -> date:
    """A moment may hold no day, only its time."""
    said = next((date.fromisoformat(each[:10]) for each in own if not each.startswith("T") and each), on)
    return said if abs(said - on) <= NEAR else on
