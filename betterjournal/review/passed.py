"""The appointments of a client that are over, as far as their reader may know of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from betterjournal import access
from betterjournal.appointments.models import SILENT, Appointment

MISSED = ("cancelled", "not_held")


def starts(reading: access.Reading, now: datetime) -> tuple[Any, Any]:
    """When the latest that was held began, and the latest since that was not, as SQL scalars.

    Both walk back from the newest, so that years before it cost nothing.
    """
    began = col(Appointment.starts_at)
    theirs = select(began).where(col(Appointment.client_id) == reading.client_id, reading.met_before_them)
    theirs = theirs.order_by(began.desc()).limit(1)
    over = (col(Appointment.ends_at) <= now, col(Appointment.cancelled_by).not_in(SILENT))
    held = theirs.where(access.ended_and_held(now)).correlate(None).scalar_subquery()
    missed = theirs.where(*over, col(Appointment.outcome).in_(MISSED), or_(held.is_(None), began > held))
    return held, missed.correlate(None).scalar_subquery()
