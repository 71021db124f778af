"""The only module that asks what time it is."""

import zoneinfo
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata  # type: ignore[import-untyped]

# A clock that is set right may step back: what was made up to this long "ahead" was made just now.
LEEWAY = timedelta(minutes=1)
_shift = timedelta()
_stopped: datetime | None = None


@dataclass(frozen=True)
class Zones:
    """Which list of time zones counts: its version, such as "2026f", and whether it is the machine's own."""

    version: str
    machines: bool


def newer_zones(package: str, folders: Sequence[str]) -> Zones:
    """The machine's, when it says in `folders` which one it has and that is as new as the package's.

    Python asks the machine first and never whether it is years behind: a province that stops changing its clocks
    would have its appointments an hour off.
    """
    lists = (Path(folder, "tzdata.zi") for folder in folders)
    found = next((path for path in lists if path.is_file()), None)
    machines = found.open(encoding="utf-8").readline().removeprefix("# version").strip() if found else ""
    is_known = machines[:4].isdecimal()
    return Zones(machines, True) if is_known and machines >= package else Zones(package, False)


def _choose() -> Zones:
    found = newer_zones(tzdata.IANA_VERSION, zoneinfo.TZPATH)
    if not found.machines:
        zoneinfo.reset_tzpath(to=())
        ZoneInfo.clear_cache()
    return found


ZONES = _choose()


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


def day_begins(moment: datetime, zone: str) -> datetime:
    """The midnight before a moment, on the wall of `zone`: all that may be kept of when a client did something."""
    return at(local(moment, zone).date(), 0, 0, zone)


def day_ends(moment: datetime, zone: str) -> datetime:
    """The midnight after a moment, on the wall of `zone`."""
    return at(local(moment, zone).date() + timedelta(days=1), 0, 0, zone)


def last_day(until: datetime, zone: str) -> date:
    """The last local date before a moment at which something ends."""
    return local(until - timedelta(microseconds=1), zone).date()
