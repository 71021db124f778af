"""A client's own reminder as a file: right by RFC 5545, right across each change of the clock, and telling nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from betterjournal.calendars import own_event
from betterjournal.errors import Invalid

TODAY = date(2026, 11, 28)
LINE = "Votre mot, à vous-même; et \\ deux lignes 🌿 qui sont bien plus longues que soixante-quinze octets"


def _file(at: datetime, *, line: str = LINE, rings: bool = True) -> bytes:
    return own_event.own_event(line, at, TODAY, rings=rings)


def _event(file: bytes) -> Any:
    [event] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return event


@pytest.mark.parametrize(
    "at", [datetime(2026, 11, 1, 1, 30), datetime(2027, 3, 14, 2, 30), datetime(2026, 12, 24, 19)], ids=str
)
def test_it_comes_back_at_the_time_that_the_wall_shows(at: datetime) -> None:
    event = _event(_file(at))
    start = event["dtstart"].dt
    assert (start, start.tzinfo, event["dtstart"].params) == (at, None, {})
    assert (str(event["summary"]), event["duration"].dt) == (LINE, timedelta(minutes=15))


def test_it_is_written_as_the_standard_wants_it() -> None:
    file = _file(datetime(2026, 12, 24, 19))
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    head = icalendar.Calendar.from_ical(file)
    assert (head["version"], len(head.subcomponents), head.errors) == ("2.0", 1, [])


def test_two_files_of_the_same_are_told_apart_and_keep_the_day_they_were_made_only() -> None:
    one, other = (_event(_file(datetime(2026, 12, 24, 19))) for _ in range(2))
    assert one["uid"] != other["uid"]
    assert one["dtstamp"].dt == datetime(2026, 11, 28, tzinfo=UTC)


def test_it_holds_nothing_but_what_it_must() -> None:
    event = _event(_file(datetime(2026, 12, 24, 19)))
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "CLASS", "TRANSP"}
    [alarm] = event.subcomponents
    assert (str(alarm["description"]), alarm["trigger"].dt, alarm["action"]) == (LINE, timedelta(), "DISPLAY")
    assert _event(_file(datetime(2026, 12, 24, 19), rings=False)).subcomponents == []


@pytest.mark.parametrize(
    ("on", "at", "key"),
    [
        ("2026-11-27", "19:00", "problem.past"),
        ("2028-01-01", "19:00", "problem.far"),
        ("2026-02-30", "19:00", "problem.no_such_day"),
        ("", "19:00", "problem.date"),
        ("2026-11-29\r\nX:1", "19:00", "problem.date"),
        ("2026-11-29", "25:00", "problem.time"),
        ("2026-11-29", "", "problem.time"),
    ],
)
def test_a_day_or_a_time_that_is_none_is_refused(on: str, at: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        own_event.typed(on, at, TODAY)
    assert refused.value.key == key
    assert own_event.typed("2026-11-28", "00:00", TODAY) == datetime(2026, 11, 28)
