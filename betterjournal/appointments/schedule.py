"""Rules of dates and times for appointments. Pure: no session, no clock."""

from datetime import date, datetime, time, timedelta

from betterjournal.errors import Invalid

MINUTES = 50
EVERY = {"": 0, "weekly": 1, "fortnightly": 2}
# How far a repeat is written ahead; setting the next one writes further.
AHEAD = 12
NEAR_DAYS = 6


def day(text: str, field: str = "on") -> date:
    """A date as a date field gives it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(field, "problem.date") from None


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


def dates(first: date, repeat: str) -> list[date]:
    """The dates of a repeat, the first included; just the first when it does not repeat."""
    if repeat not in EVERY:
        raise Invalid("repeat", "problem.choose")
    weeks = EVERY[repeat]
    return [first + timedelta(weeks=weeks * n) for n in range(AHEAD if weeks else 1)]
