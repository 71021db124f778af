"""When work that was sent for a later day lands with the client. Pure."""

from datetime import date, datetime, timedelta

from betterjournal import clock
from betterjournal.errors import Invalid

# Before most people's day begins, and not in their night.
HOUR = 7
FURTHEST = timedelta(days=366)


def moment(day: date, now: datetime, zone: str) -> datetime:
    """The morning of that day in the practice's zone; `Invalid` when it has come, or is more than a year away."""
    today = clock.local(now, zone).date()
    if day == today:
        raise Invalid("lands_on", "problem.lands_today")
    if day < today:
        raise Invalid("lands_on", "problem.day_over")
    if day > today + FURTHEST:
        raise Invalid("lands_on", "problem.day_far")
    return clock.at(day, HOUR, 0, zone)


def days(now: datetime, zone: str) -> tuple[date, date]:
    """The first and the last day that may be chosen."""
    today = clock.local(now, zone).date()
    return today + timedelta(days=1), today + FURTHEST


def lands_on(visible_at: datetime | None, now: datetime, zone: str) -> str:
    """The local date on which it lands, "" when it has landed or waits for an appointment."""
    return clock.local(visible_at, zone).date().isoformat() if visible_at and visible_at > now else ""
