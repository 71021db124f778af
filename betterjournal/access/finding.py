"""Nothing to give is one answer: someone else's and missing look alike."""

from typing import TypeVar

from betterjournal.errors import NotFound

Row = TypeVar("Row")


def found(row: Row | None) -> Row:
    """The row, or NotFound when there is none."""
    if row is None:
        raise NotFound
    return row
