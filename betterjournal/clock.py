"""The only module that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

# A clock that is set right may step back: what was made up to this long "ahead" was made just now.
LEEWAY = timedelta(minutes=1)
_shift = timedelta()
_stopped: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _stopped or datetime.now(UTC) + _shift


def today(zone: str) -> date:
    """The date on the wall in `zone` (an IANA name)."""
    return local(now(), zone).date()


def local(moment: datetime, zone: str) -> datetime:
    """`moment` as the wall clock of `zone` shows it."""
    return moment.astimezone(ZoneInfo(zone))


def at(day: date, hour: int, minute: int, zone: str) -> datetime:
    """The UTC moment when the wall clock of `zone` shows that day and time.

    A time that a spring-forward skips is read as the moment an hour later; one that happens twice is the first.
    """
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock, for tests and for seeding the demo's past."""
    global _stopped
    before, _stopped = _stopped, moment.astimezone(UTC)
    try:
        yield
    finally:
        _stopped = before


def last_day(until: datetime, zone: str) -> date:
    """The last local date before a moment at which something ends."""
    return local(until - timedelta(microseconds=1), zone).date()
