"""Puts a record into one ZIP: a page to read and print, and the same as JSON for a program."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from betterjournal.privacy.contents import Record

PAGE, DATA = "record.html", "record.json"
VERSION = 1


@dataclass(frozen=True)
class Cover:
    """What the file says of itself: for whom it was made, by whom, when, and on what ground."""

    number: str
    recipient: str
    known_as: str
    basis: str
    reason: str
    by: str
    on: str


Draw = Callable[[Cover, Record], str]


def packed(cover: Cover, record: Record, draw: Draw) -> bytes:
    """`draw` makes the page in the client's language."""
    data = {"format": "betterjournal-record", "version": VERSION, "cover": asdict(cover), "record": asdict(record)}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(PAGE, draw(cover, record))
        archive.writestr(DATA, json.dumps(data, ensure_ascii=False, indent=1))
    return file.getvalue()
