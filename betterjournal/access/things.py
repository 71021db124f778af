"""When an assignment has arrived, and which appointments took place: rules that several rooms here ask."""

from datetime import datetime

from sqlalchemy import ColumnElement, case, or_
from sqlmodel import col, select

from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.errors import Refused


def arrived(now: datetime) -> ColumnElement[bool]:
    """Assignments the client can see: sent, and past the next appointment held when they wait for one.

    Any held one will do: the appointment they were written for may have been moved or cancelled since. What was
    withdrawn while it waited never arrives.
    """
    withdrawn = col(Assignment.withdrawn_at)
    met = select(Appointment.id).where(
        Appointment.client_id == Assignment.client_id,
        Appointment.ends_at > Assignment.sent_at,
        or_(withdrawn.is_(None), col(Appointment.ends_at) <= withdrawn),
        ended_and_held(now),
    )
    came = (col(Assignment.visible_at) <= now) & or_(withdrawn.is_(None), col(Assignment.visible_at) <= withdrawn)
    # A case and no `or`: SQLite would look for the appointment also of what has its moment.
    return case((col(Assignment.visible_at).is_not(None), came), else_=met.correlate(Assignment).exists())


def ended_and_held(now: datetime) -> ColumnElement[bool]:
    """Appointments that took place, as far as anybody said."""
    return (col(Appointment.ends_at) <= now) & col(Appointment.outcome).in_(["", "held"])


def not_withdrawn(assignment: Assignment) -> None:
    """Refuse work on what the clinician took back."""
    if assignment.withdrawn_at is not None:
        raise Refused("problem.withdrawn")
