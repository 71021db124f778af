"""Works out when the selected entries of a calendar take place. Pure; how long it may take is its caller's to limit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]
from icalendar.cal import Event

from betterjournal.calendars.matching import fitting
from betterjournal.calendars.problems import Trouble
from betterjournal.calendars.selecting import Selected, select, title_of
from betterjournal.calendars.zones import known_as

MOST_OF_ONE = 200
MOST_AT_ALL = 4_000
# When an entry has no end.
_USUAL = timedelta(minutes=50)
_LONGEST = timedelta(hours=24)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Occurrence:
    """One time that fits one key. `recurrence` is the wall time it had in its row, "" for what does not repeat."""

    key: str
    uid: str
    recurrence: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Found:
    """What a calendar holds for us. Of the others, and of those that fit two keys, only how many there are."""

    occurrences: tuple[Occurrence, ...]
    others: int
    doubles: int
    events: int


@dataclass(frozen=True)
class Span:
    """From when until when is looked, and the zone of what names none."""

    starts_at: datetime
    ends_at: datetime
    zone: str


def expand(text: str, keys: list[str], span: Span) -> Found:
    """Raises `Trouble`, and `ValueError` for what is no calendar."""
    ahead = (span.starts_at.date(), span.ends_at.date())
    selected = select(text, keys, partial(known_as, practice=span.zone), ahead)
    wanted: dict[tuple[str, str], Occurrence] = {}
    others, doubles = selected.others, set[str]()
    for entry in _entries(selected, span):
        fits = fitting(title_of(str(entry.get("SUMMARY", ""))), keys)
        occurrence = _occurrence(entry, fits, selected, span)
        if len(fits) > 1:
            doubles.add(str(entry.get("UID", "")))
        elif occurrence is None:
            others += not fits
        else:
            wanted[occurrence.uid, occurrence.recurrence] = occurrence
    return Found(tuple(wanted.values()), others, len(doubles), selected.events)


def _entries(selected: Selected, span: Span) -> Iterator[Event]:
    calendar = icalendar.Calendar.from_ical(selected.text)
    # A day more on each side: what names no zone, and whole days, are compared by the day.
    found = recurring_ical_events.of(calendar).between(span.starts_at - _DAY, span.ends_at + _DAY)
    of_one = Counter(str(entry.get("UID", "")) for entry in found)
    if len(found) > MOST_AT_ALL or max(of_one.values(), default=0) > MOST_OF_ONE:
        raise Trouble("repeats")
    return iter(found)


def _occurrence(entry: Event, fits: list[str], selected: Selected, span: Span) -> Occurrence | None:
    """None for a whole day, for what was cancelled, lies outside or does not fit just one."""
    if len(fits) != 1 or str(entry.get("STATUS", "")).upper() == "CANCELLED":
        return None
    start, end = (_moment(each, span.zone) for each in (entry.start, entry.end))
    if start is None or not span.starts_at < start <= span.ends_at:
        return None
    length = end - start if end is not None and end > start else _USUAL
    if length > _LONGEST:
        return None
    uid = str(entry.get("UID", ""))
    return Occurrence(fits[0], uid, _recurrence(entry, uid, selected, span.zone), start, start + length)


def _recurrence(entry: Event, uid: str, selected: Selected, zone: str) -> str:
    named = entry.get("RECURRENCE-ID")
    if uid not in selected.repeating or named is None:
        return ""
    when = _moment(named.dt, zone)
    return when.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") if when else str(named.dt)


def _moment(value: date, zone: str) -> datetime | None:
    """In UTC; None for a whole day. A time without a zone is the practice's."""
    if not isinstance(value, datetime):
        return None
    return (value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
