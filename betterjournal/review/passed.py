"""The appointments of a client that are over, as far as their reader may know of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from betterjournal import access
from betterjournal.appointments.models import SILENT, Appointment

MISSED = ("cancelled", "not_held")


def starts(reading: access.Reading, now: datetime) -> tuple[Any, Any]:
    """When the latest that was held began, and the latest that was not, as SQL scalars."""
    theirs = select(func.max(Appointment.starts_at)).where(
        col(Appointment.client_id) == reading.client_id, reading.met_before_them
    )
    over = (col(Appointment.ends_at) <= now, col(Appointment.cancelled_by).not_in(SILENT))
    held = theirs.where(access.ended_and_held(now))
    missed = theirs.where(*over, col(Appointment.outcome).in_(MISSED))
    return held.correlate(None).scalar_subquery(), missed.correlate(None).scalar_subquery()
