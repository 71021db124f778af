"""Takes from the text of a calendar what can mean a client, so that nothing else of it is read any further. Pure.

A whole calendar holds years of somebody's life and may hold what is meant to harm. What is left after this are the
times of the entries whose titles fit a code: no description, place or guest of anybody.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from betterjournal.calendars.matching import fitting
from betterjournal.calendars.problems import Trouble

MOST_EVENTS = 10_000
MOST_FITTING = 2_000
MOST_DATES = 1_000
_MOST_ZONE_LINES = 2_000
_KEPT = {"UID", "SUMMARY", "STATUS", "SEQUENCE", "DTSTART", "DTEND", "DURATION"}
_REPEATS = {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
_OF_CALENDAR = {"VERSION", "PRODID", "CALSCALE", "X-WR-TIMEZONE"}
_TOO_OFTEN = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)
_UNTIL = re.compile(r"UNTIL=(\d{8})", re.IGNORECASE)
_VALUE = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:(.*)', re.DOTALL)
_ZONE = re.compile(r';TZID=(?:"([^"]*)"|([^":;]*))', re.IGNORECASE)
_NAME_ENDS = re.compile(r"[;:]")
_FOLD = re.compile(r"\r?\n[ \t]")


@dataclass
class Event:
    """The lines that are kept of one entry, by name."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        return next((_value(line) for known, line in self.lines if known == name), "")

    def has(self, *names: str) -> bool:
        return any(known in names for known, _ in self.lines)


@dataclass(frozen=True)
class Selected:
    """A calendar with the entries that fit, and how many others lie ahead, of which nothing is known any more."""

    text: str
    repeating: frozenset[str]
    others: int
    events: int


@dataclass
class _Parts:
    head: list[str] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def select(text: str, keys: list[str], zone_of: Callable[[str], str], ahead: tuple[date, date]) -> Selected:
    """`zone_of` gives the name by which we know a time zone; `ahead` is from when until when others are counted."""
    parts = _read(text)
    groups: dict[str, list[Event]] = {}
    for event in parts.events:
        groups.setdefault(event.value("UID"), []).append(event)
    fits = {uid: group for uid, group in groups.items() if _fits(group, keys)}
    _measured(fits)
    first, last = (f"{day:%Y%m%d}" for day in ahead)
    rest = (event for uid, group in groups.items() if uid not in fits for event in group)
    return Selected(
        text=_written(parts, fits, zone_of),
        repeating=frozenset(uid for uid, group in fits.items() if any(e.has("RRULE", "RDATE") for e in group)),
        others=sum(_lies_ahead(event, first, last) for event in rest),
        events=len(parts.events),
    )


def _read(text: str) -> _Parts:
    parts, inside = _Parts(), list[str]()
    for line in _lines(text):
        name = _NAME_ENDS.split(line, maxsplit=1)[0].upper()
        if name == "BEGIN":
            inside.append(_value(line).strip().upper())
            _begin(parts, inside, line)
        elif name == "END":
            if not inside or inside[-1] != _value(line).strip().upper():
                raise Trouble("unreadable")
            if inside[1:2] == ["VTIMEZONE"]:
                parts.zones[-1].append(line)
            inside.pop()
        else:
            _keep(parts, inside, name, line)
    if inside or not parts.head:
        raise Trouble("unreadable")
    return parts


def _lines(text: str) -> Iterator[str]:
    unfolded = _FOLD.sub("", text.lstrip("\ufeff"))
    found = (line for line in unfolded.splitlines() if line.strip())
    first = next(found, "")
    if first.strip().upper() != "BEGIN:VCALENDAR":
        raise Trouble("unreadable")
    yield first.strip()
    yield from found


def _begin(parts: _Parts, inside: list[str], line: str) -> None:
    if inside[0] != "VCALENDAR" or len(inside) > 10:
        raise Trouble("unreadable")
    if len(inside) == 1:
        # Some producers append one calendar to the other.
        parts.head = parts.head or ["VERSION:2.0"]
    if inside[1:] == ["VEVENT"]:
        parts.events.append(Event())
        if len(parts.events) > MOST_EVENTS:
            raise Trouble("many")
    elif inside[1:] == ["VTIMEZONE"]:
        parts.zones.append([line])
    elif inside[1:2] == ["VTIMEZONE"]:
        parts.zones[-1].append(line)


def _keep(parts: _Parts, inside: list[str], name: str, line: str) -> None:
    if inside == ["VCALENDAR"] and name in _OF_CALENDAR - {"VERSION"}:
        parts.head.append(line)
    elif inside == ["VCALENDAR", "VEVENT"] and name in _KEPT | _REPEATS:
        parts.events[-1].lines.append((name, line))
    elif inside[1:2] == ["VTIMEZONE"]:
        parts.zones[-1].append(line)


def _fits(group: list[Event], keys: list[str]) -> bool:
    return any(fitting(title_of(event.value("SUMMARY")), keys) for event in group)


def title_of(value: str) -> str:
    """A title as a person reads it."""
    return value.replace("\\n", " ").replace("\\N", " ").replace("\\", "")


def _measured(fits: dict[str, list[Event]]) -> None:
    """Refuse what cannot be anybody's appointments, before anything is worked out."""
    if sum(map(len, fits.values())) > MOST_FITTING:
        raise Trouble("many")
    for event in (event for group in fits.values() for event in group):
        repeats = [line for name, line in event.lines if name in ("RRULE", "RDATE", "EXDATE")]
        if any(_TOO_OFTEN.search(line) for line in repeats) or sum(map(_dates, repeats)) > MOST_DATES:
            raise Trouble("repeats")


def _dates(line: str) -> int:
    return 1 + line.count(",")


def _lies_ahead(event: Event, first: str, last: str) -> bool:
    start = event.value("DTSTART")[:8]
    if event.has("RECURRENCE-ID") or start > last:
        return False
    rule = event.value("RRULE")
    until = _UNTIL.search(rule)
    return start >= first or bool(rule and (until is None or until[1] >= first))


def _written(parts: _Parts, fits: dict[str, list[Event]], zone_of: Callable[[str], str]) -> str:
    def renamed(found: re.Match[str]) -> str:
        return f';TZID="{zone_of(found[1] or found[2] or "")}"'

    lines = ["BEGIN:VCALENDAR", *parts.head]
    for zone in parts.zones:
        name = next((_value(line) for line in zone if line.upper().startswith("TZID")), "")
        # One that is known by its name keeps its wall time, whatever rules came with it.
        if zone_of(name) == name:
            if len(zone) > _MOST_ZONE_LINES:
                raise Trouble("unreadable")
            lines += zone
    for event in (event for group in fits.values() for event in group):
        kept = (line if name in ("SUMMARY", "UID") else _ZONE.sub(renamed, line) for name, line in event.lines)
        lines += ["BEGIN:VEVENT", *kept, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _value(line: str) -> str:
    found = _VALUE.match(line)
    return found[1] if found else ""
