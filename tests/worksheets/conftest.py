"""What the worksheet tests share: the library, small forms made on the spot, and an empty database."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, create_engine

from betterjournal.worksheets import library
from betterjournal.worksheets.definition import Definition, parse
from betterjournal.worksheets.models import Revision, Worksheet

Form = Callable[..., Definition]
Library = dict[str, Definition]


@pytest.fixture(scope="session")
def built_in() -> Library:
    return {sheet.key: sheet for sheet in map(parse, library.contents())}


@pytest.fixture
def form() -> Form:
    """A worksheet of the fields given as dicts, labels and options in short; `after` makes an after part."""

    def make(*fields: dict[str, Any], after: list[dict[str, Any]] | None = None) -> Definition:
        sections = [{"key": "one", "part": "before" if after else "", "fields": [_long(field) for field in fields]}]
        if after:
            sections.append({"key": "two", "part": "after", "fields": [_long(field) for field in after]})
        return parse(json.dumps({**_FRAME, "sections": sections}))

    return make


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    tables = [SQLModel.metadata.tables[model.__tablename__] for model in (Worksheet, Revision)]
    SQLModel.metadata.create_all(engine, tables=tables)
    with Session(engine) as session:
        yield session


_OWN = {"licence_status": "own", "copyright": "us", "basis": "own", "checked_on": "2026-11-23"}
_FRAME = {
    "key": "form",
    "version": 1,
    "title": {"en": "Form", "fr": "Fiche"},
    "purpose": {"en": "To test", "fr": "Pour essayer"},
    "licence": _OWN,
    "defaults": {"minutes": 1},
}


def _long(field: dict[str, Any]) -> dict[str, Any]:
    """The field with what the format wants written out."""
    whole = {"label": _both(field["key"]), **field}
    if "columns" in field:
        whole["columns"] = [_long(column) for column in field["columns"]]
    if "options" in field:
        whole["options"] = [{"value": value, "label": _both(value)} for value in field["options"]]
    return whole


def _both(words: str) -> dict[str, str]:
    return {"en": words.capitalize(), "fr": f"{words.capitalize()} (fr)"}
