"""The words of an assignment as they are kept: sealed in its row, with how it repeats in columns of their own."""

from dataclasses import replace

from sqlmodel import Session, select

from betterjournal import vault
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.assignments.views import Content


def content_of(row: Assignment) -> Content:
    """The words of an assignment that the caller was already allowed to fetch."""
    return replace(Content(**vault.get_json(row, "content")), repeat=row.repeat, weekdays=row.weekdays)


def fit_of(session: Session, assignment_id: str) -> dict[str, object]:
    """The client's own plan for an assignment the caller was already allowed to fetch; empty when none."""
    row = session.exec(select(Fit).where(Fit.assignment_id == assignment_id)).first()
    return vault.get_json(row, "content") if row else {}
