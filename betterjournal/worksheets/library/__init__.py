"""The worksheets that come with the product, one JSON file each, and their way into the database."""

import json
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session, col, select

from betterjournal import clock
from betterjournal.worksheets.definition import Definition, canonical, digest, parse
from betterjournal.worksheets.models import Revision, Worksheet


def install(session: Session) -> None:
    """Add what is new in the library: a worksheet unknown so far, a revision where the content changed.

    Safe to repeat. The caller commits.
    """
    for content in contents():
        _install_one(session, content)


@cache
def contents() -> tuple[str, ...]:
    """The canonical JSON of every built-in worksheet, by file name."""
    files = sorted(Path(__file__).parent.glob("*.json"))
    return tuple(canonical(file.read_text("utf-8")) for file in files)


def _install_one(session: Session, content: str) -> None:
    definition = parse(content)
    sheet = session.get(Worksheet, definition.key) or _blank(definition.key)
    newest = session.exec(
        select(Revision).where(Revision.worksheet_key == sheet.key).order_by(col(Revision.number).desc())
    ).first()
    if newest and newest.digest == digest(content):
        return
    _describe(sheet, definition)
    session.add(sheet)
    session.flush()
    session.add(_revision(sheet.key, newest.number + 1 if newest else 1, content))
    session.flush()


def _blank(key: str) -> Worksheet:
    return Worksheet(key=key, title="", source="built-in", licence_status="", copyright="", basis="", checked_on="")


def _describe(sheet: Worksheet, definition: Definition) -> None:
    title, licence = definition.title, definition.licence
    sheet.title = json.dumps({"en": title.en, "fr": title.fr}, ensure_ascii=False)
    sheet.licence_status, sheet.copyright = licence.licence_status, licence.copyright
    sheet.basis, sheet.checked_on = licence.basis, licence.checked_on


def _revision(key: str, number: int, content: str) -> Revision:
    """The id follows from the content, so the same id never names two texts, on any box."""
    found = digest(content)
    identity = uuid5(NAMESPACE_URL, f"betterjournal:worksheet/{key}/{number}/{found}").hex
    return Revision(
        id=identity, worksheet_key=key, number=number, content=content, digest=found, created_at=clock.now()
    )
