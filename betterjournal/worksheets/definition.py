"""The parsed form of one revision: what is asked, in which order, in both languages."""

import hashlib
import json
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass

from betterjournal.worksheets.question import CLOSED, Column, Condition, Language, Text

Part = Literal["", "before", "after"]
LicenceStatus = Literal["own", "public-domain", "permission-free", "registration", "commercial", "unknown"]


WHEN = ("date", "date_time", "time")


class DefinitionError(ValueError):
    """The content is not a worksheet; the message says where and why, one finding a line."""


@dataclass(frozen=True, config=CLOSED)
class Field(Column):
    """One question of a card. Rows with `rows_of` have the very rows of an earlier field, none added."""

    help: Text = Text()
    takes_prompt: bool = False
    columns: tuple[Column, ...] = ()
    minimum_rows: int = 1
    maximum_rows: int = 20
    rows_of: str = ""
    show_when: tuple[Condition, ...] = ()
    show_if: Literal["all", "any"] = "all"

    @model_validator(mode="after")
    def _rows_have_columns(self) -> Self:
        if (self.kind == "rows") != bool(self.columns):
            raise ValueError(f"{self.key}: rows, and only rows, have columns")
        if any(column.kind in ("rows", "text") for column in self.columns):
            raise ValueError(f"{self.key}: a column holds an answer, not rows or a text block")
        if any((column.kind == "carried") != bool(column.carried_from) for column in self.columns):
            raise ValueError(f"{self.key}: only a carried column has something to carry")
        if any(column.kind == "carried" for column in self.columns) and not self.rows_of:
            raise ValueError(f"{self.key}: only rows of other rows can carry from them")
        if not 0 <= self.minimum_rows <= self.maximum_rows <= 200:
            raise ValueError(f"{self.key}: from 0 to 200 rows, the fewest first")
        if len({column.key for column in self.columns}) != len(self.columns):
            raise ValueError(f"{self.key}: two columns have the same key")
        _columns_point_back(self)
        return self

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


@dataclass(frozen=True, config=CLOSED)
class Section:
    """One card. A "before" card is locked once the "after" cards open."""

    key: str
    fields: tuple[Field, ...]
    title: Text = Text()
    help: Text = Text()
    part: Part = ""


@dataclass(frozen=True, config=CLOSED)
class Defaults:
    """What the composer starts from."""

    minutes: int
    how_many: int = 1
    when: Text = Text()
    where: Text = Text()
    first_step: Text = Text()
    smallest: Text = Text()


@dataclass(frozen=True, config=CLOSED)
class Licence:
    licence_status: LicenceStatus
    copyright: str
    basis: str
    checked_on: str


@dataclass(frozen=True, config=CLOSED)
class Definition:
    """One worksheet as answered. `example` is a filled one per language, as flat answers."""

    key: str
    version: int
    title: Text
    purpose: Text
    licence: Licence
    defaults: Defaults
    sections: tuple[Section, ...]
    example: dict[Language, dict[str, str]] | None = None

    @model_validator(mode="after")
    def _names_point_back(self) -> Self:
        known: dict[str, Field] = {}
        for field in self.fields:
            if field.key in known:
                raise ValueError(f"{field.key}: two fields have the same key")
            for name in _names_in(field):
                if name.partition(".")[0] not in known:
                    raise ValueError(f"{field.key}: {name!r} is not an earlier field")
            _rows_carry_what_is_there(field, known.get(field.rows_of))
            known[field.key] = field
        return self

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def two_phase(self) -> bool:
        return any(section.part == "after" for section in self.sections)

    @property
    def gathers(self) -> bool:
        """Whether one sheet is for several days: it has rows that say when."""
        return any(column.kind in WHEN for field in self.fields for column in field.columns)

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)

    def part_of(self, path: str) -> Part:
        """The part an answer belongs to: a "before" answer may not change once the after part is open."""
        key = path.partition(".")[0]
        parts = (s.part for s in self.sections for field in s.fields if field.key == key)
        return next(parts, "")


_DEFINITION = TypeAdapter(Definition)


def parse(content: str) -> Definition:
    """Read a definition from JSON, or say with DefinitionError everything that is wrong with it."""
    try:
        return _DEFINITION.validate_json(content)
    except ValidationError as error:
        findings = [_finding(found["loc"], found["msg"]) for found in error.errors()]
        raise DefinitionError("\n".join(findings)) from error


def canonical(content: str) -> str:
    """The one spelling of a definition's JSON: keys sorted, no spaces; what the digest is taken over."""
    return json.dumps(json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _finding(place: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(map(str, place)) or 'worksheet'}: {message.removeprefix('Value error, ')}"


def _columns_point_back(field: Field) -> None:
    known: set[str] = set()
    for column in field.columns:
        for name in column.computed.of if column.computed else ():
            if name not in known:
                raise ValueError(f"{field.key}.{column.key}: {name!r} is not an earlier column")
        known.add(column.key)


def _rows_carry_what_is_there(field: Field, source: Field | None) -> None:
    for column in field.columns:
        if column.kind == "carried" and not (source and source.column(column.carried_from)):
            raise ValueError(f"{field.key}.{column.key}: nothing to carry in {column.carried_from!r}")


def _names_in(field: Field) -> Iterator[str]:
    """Every other field this one leans on; they must come before it, so that one pass settles all."""
    yield from (condition.field for condition in field.show_when)
    yield from (name for name in (field.rows_of, field.carried_from) if name)
    if field.computed:
        yield from field.computed.of
