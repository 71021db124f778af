"""The words of an assignment as they are kept: sealed in its row, with how it repeats in columns of their own."""

from dataclasses import replace

from betterjournal import vault
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import Content


def content_of(row: Assignment) -> Content:
    """The words of an assignment that the caller was already allowed to fetch."""
    return replace(Content(**vault.get_json(row, "content")), repeat=row.repeat, weekdays=row.weekdays)
