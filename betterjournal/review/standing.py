"""How work stands for staff: which of it has not reached the client yet."""

from datetime import datetime

from sqlmodel import Session, col, select

from betterjournal import access
from betterjournal.assignments.models import Assignment


def waiting(session: Session, ids: list[str], now: datetime) -> set[str]:
    """Which of these assignments still wait for an appointment to be held."""
    here = session.exec(select(Assignment.id).where(col(Assignment.id).in_(ids), access.arrived(now)))
    return set(ids) - set(here)
