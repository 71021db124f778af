"""Rules of dates and times for appointments. Pure: no session, no clock."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from betterjournal.errors import Invalid

MINUTES = 50
EVERY = {"": 0, "weekly": 1, "fortnightly": 2}
# How many dates of a repeat are written ahead, the next one included.
AHEAD = 12
NEAR_DAYS = 6
# An appointment further ahead than this is a slip of the pen.
FURTHEST_DAYS = 366
_AS_A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def day(text: str, field: str = "on") -> date:
    """A date as a date field gives it; one that looks like a date and is none, such as 31 February, is told so."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        known = _AS_A_DATE.fullmatch(text.strip())
        raise Invalid(field, "problem.no_such_day" if known else "problem.date") from None


def wall_time(text: str, field: str = "at") -> time:
    """A time of day as a time field gives it."""
    try:
        return datetime.strptime(text[:5], "%H:%M").time()
    except ValueError:
        raise Invalid(field, "problem.time") from None


def is_near(day: date, today: date) -> bool:
    """Whether the name of the day alone says which day is meant."""
    return 0 <= (day - today).days <= NEAR_DAYS


def week_after(day: date, today: date) -> date:
    """The same weekday in the first later week that lies ahead of today."""
    weeks = max(1, (today - day).days // 7 + 1)
    return day + timedelta(weeks=weeks)


def within_reach(day: date, today: date, field: str = "on") -> None:
    """Refuse a day that is over, and one that is more than about a year ahead."""
    if day < today:
        raise Invalid(field, "problem.past")
    if (day - today).days > FURTHEST_DAYS:
        raise Invalid(field, "problem.far")


def weeks_between(repeat: str) -> int:
    """Of a repeat as the form names it; 0 when it happens once."""
    if repeat not in EVERY:
        raise Invalid("repeat", "problem.choose")
    return EVERY[repeat]


def following(first: date, weeks: int, after: date, today: date) -> Iterator[date]:
    """The dates of a repeat that lie after `after`, as far as a repeat is written ahead of `today`."""
    every = timedelta(weeks=weeks)
    horizon = max(first, today) + every * (AHEAD - 1)
    on = first + every * max(0, (after - first) // every + 1)
    while on <= horizon:
        yield on
        on += every
