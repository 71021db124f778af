"""Turns the answers of the demo story into the flat answers a worksheet stores."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from betterjournal.worksheets.rows import cell, order

Flat = dict[str, str]
_MOOD = ("mood", "energy", "anxiety", "event")
_NIGHT = (
    "into_bed",
    "tried_to_sleep",
    "minutes_to_fall_asleep",
    "awakenings",
    "minutes_awake",
    "final_wake",
    "out_of_bed",
    "quality",
    "comment",
)
_PLAN = ("activity", "time", "where", "with_whom", "value")


def from_story(worksheet_key: str, answers: Mapping[str, Any], *, on: date) -> Flat:
    """Flat answers without the blanks. Days count from `on`, the local date of that week's appointment."""
    pairs = _READERS[worksheet_key](answers, on)
    return {path: str(value) for path, value in pairs if value is not None}


def _plain(answers: Mapping[str, Any], on: date) -> Iterator[tuple[str, Any]]:
    yield from answers.items()


def _exposure(answers: Mapping[str, Any], on: date) -> Iterator[tuple[str, Any]]:
    yield from answers["before"].items()
    yield from answers["after"].items()


def _thought_record(answers: Mapping[str, Any], on: date) -> Iterator[tuple[str, Any]]:
    rows = {"when", "emotions", "emotions_after"}
    yield from ((key, value) for key, value in answers.items() if key not in rows)
    yield "when", _moment(answers["when"], on)
    feelings = answers["emotions"] or []
    yield "emotions", _ids(feelings)
    for row, (name, strength) in _numbered(feelings):
        yield cell("emotions", row, "name"), name
        yield cell("emotions", row, "strength"), strength
    for row, (_, strength) in _numbered(answers["emotions_after"] or []):
        yield cell("emotions_after", row, "strength"), strength


def _mood_diary(answers: Mapping[str, Any], on: date) -> Iterator[tuple[str, Any]]:
    yield "rows", _ids(answers["rows"])
    for row, (day, time, *rest) in _numbered(answers["rows"]):
        yield cell("rows", row, "day"), _day(day, on)
        yield cell("rows", row, "time"), time
        yield from ((cell("rows", row, key), value) for key, value in zip(_MOOD, rest, strict=True))


def _sleep_diary(answers: Mapping[str, Any], on: date) -> Iterator[tuple[str, Any]]:
    yield "nights", _ids(answers["nights"])
    for row, (day, *rest) in _numbered(answers["nights"]):
        yield cell("nights", row, "day"), _day(day, on)
        yield from ((cell("nights", row, key), value) for key, value in zip(_NIGHT, rest, strict=True))


def _activities(answers: Mapping[str, Any], on: date) -> Iterator[tuple[str, Any]]:
    yield "rows", _ids(answers["rows"])
    for row, plan in _numbered(answers["rows"]):
        yield cell("rows", row, "day"), _day(plan["day"], on)
        yield from ((cell("rows", row, key), plan[key]) for key in _PLAN)
        yield from _pair("rows", row, "expected", plan["expected"])
        yield cell("results", row, "done"), plan["done"]
        yield from _pair("results", row, "actual", plan["actual"])
        yield cell("results", row, "obstacle"), plan["obstacle"]


def _pair(rows: str, row: str, when: str, both: Sequence[int] | None) -> Iterator[tuple[str, Any]]:
    for name, value in zip(("pleasure", "mastery"), both or (None, None), strict=True):
        yield cell(rows, row, f"{when}_{name}"), value


def _numbered(rows: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return ((f"r{number}", row) for number, row in enumerate(rows, start=1))


def _ids(rows: Sequence[Any]) -> str | None:
    return order([row for row, _ in _numbered(rows)]) if rows else None


def _day(day: int | None, on: date) -> str | None:
    return None if day is None else (on + timedelta(days=day)).isoformat()


def _moment(pieces: Sequence[Any], on: date) -> str | None:
    day, time = pieces
    return f"{_day(day, on) or ''}{f'T{time}' if time else ''}" or None


_READERS: dict[str, Callable[[Mapping[str, Any], date], Iterator[tuple[str, Any]]]] = {
    "activity_scheduling": _activities,
    "exposure_record": _exposure,
    "journal_prompt": _plain,
    "just_a_task": _plain,
    "mood_diary": _mood_diary,
    "sleep_diary": _sleep_diary,
    "thought_record_7": _thought_record,
}
