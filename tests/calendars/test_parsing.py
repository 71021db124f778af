"""What a calendar means: of four producers, across changes of the clock, and of those that mean harm."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from betterjournal import clock
from betterjournal.calendars import parsing
from betterjournal.calendars.expanding import Found, Span
from betterjournal.calendars.parsing import parse
from betterjournal.calendars.problems import Trouble
from tests.calendars.producers import APPLE, GOOGLE, JANE, OUTLOOK, PRODUCERS, UNASKED, calendar, entry
from tests.cast import ZONE

NOW = datetime(2026, 10, 19, 15, tzinfo=UTC)
SPAN = Span(NOW, NOW + timedelta(weeks=13), ZONE)
TO_APRIL = Span(NOW, NOW + timedelta(weeks=30), ZONE)
# A process starts, and a bomb may use two seconds of it; a busy machine gets some more.
SECONDS = 20.0


def walls(found: Found, zone: str = ZONE) -> list[str]:
    """When, on the wall, from until."""
    lines = []
    for each in sorted(found.occurrences, key=lambda each: each.starts_at):
        start, end = clock.local(each.starts_at, zone), clock.local(each.ends_at, zone)
        lines.append(f"{start:%m-%d %H:%M}-{end:%H:%M}")
    return lines


def trouble(content: bytes, span: Span = SPAN) -> str:
    with pytest.raises(Trouble) as caught:
        parse(content, ["bo"], span)
    return caught.value.code


def test_googles_calendar() -> None:
    """Moved, cancelled, left out, and the same wall time before and after the first of November."""
    found = parse(GOOGLE.encode(), ["bo"], SPAN)
    tuesdays = ["11-03", "11-17", "11-24", "12-08", "12-15", "12-22", "12-29", "01-05", "01-12"]
    assert walls(found) == ["10-20 10:00-10:50", "10-28 14:30-15:20", *(f"{day} 10:00-10:50" for day in tuesdays)]
    assert (found.others, found.doubles, found.events) == (1, 0, 5)


def test_outlooks_calendar_with_a_zone_as_windows_names_it() -> None:
    found = parse(OUTLOOK.encode(), ["bo"], SPAN)
    fortnights = ["10-21 10:00-11:15", "11-04 10:00-11:15", "11-19 15:00-16:15", "12-16 10:00-11:15"]
    assert walls(found) == [*fortnights, "12-30 10:00-11:15", "01-13 10:00-11:15"]
    assert found.others == 1


def test_apples_calendar() -> None:
    """A duration in place of an end, a count, exceptions in one line, and a time of no zone: the practice's."""
    found = parse(APPLE.encode(), ["bo"], SPAN)
    fridays = ["10-23 09:00-09:50", "11-13 09:00-09:50", "11-20 09:00-09:50", "11-27 09:00-09:50"]
    assert walls(found) == [*fridays, "12-04 16:00-17:00"]


def test_a_clinic_softwares_calendar_in_utc() -> None:
    found = parse(JANE.encode(), ["bo"], SPAN)
    assert [each.starts_at for each in found.occurrences] == [datetime(2026, 10, 20, 16, tzinfo=UTC)]
    assert found.others == 1


@pytest.mark.parametrize("name", PRODUCERS)
def test_no_word_of_any_entry_comes_back(name: str) -> None:
    told = repr(parse(PRODUCERS[name].encode(), ["bo"], SPAN)).lower()
    assert [word for word in (*UNASKED, "session", "individual", "b.o.", "b. o.") if word in told] == []


@pytest.mark.parametrize("name", PRODUCERS)
def test_every_change_of_the_clock_until_spring_leaves_the_wall_time(name: str) -> None:
    if name == "jane":
        return
    found = parse(PRODUCERS[name].encode(), ["bo"], TO_APRIL)
    usual = [wall for wall in walls(found) if wall[6:8] in ("10", "09")]
    assert len({wall[6:] for wall in usual}) == 1


@pytest.mark.parametrize("zone", ["America/Edmonton", "America/Toronto", "America/Halifax", "America/Regina"])
def test_a_weekly_ten_oclock_is_ten_oclock_through_2027(zone: str) -> None:
    """The autumn of 2026, the spring and the autumn of 2027."""
    content = calendar(entry("a", "SUMMARY:BO", f"DTSTART;TZID={zone}:20261020T100000", "RRULE:FREQ=WEEKLY"))
    found = parse(content, ["bo"], Span(NOW, NOW + timedelta(weeks=58), zone))
    assert len(found.occurrences) == 58
    assert {wall[6:] for wall in walls(found, zone)} == {"10:00-10:50"}


def test_the_moment_changes_where_the_clocks_do() -> None:
    content = calendar(entry("a", "SUMMARY:BO", "DTSTART;TZID=America/Toronto:20261027T100000", "RRULE:FREQ=WEEKLY"))
    found = parse(content, ["bo"], Span(NOW, NOW + timedelta(weeks=24), "America/Toronto"))
    hours = {each.starts_at.date().isoformat(): each.starts_at.hour for each in found.occurrences}
    assert [hours[day] for day in ("2026-10-27", "2026-11-03", "2027-03-09", "2027-03-16")] == [14, 15, 15, 14]


def test_a_row_in_utc_keeps_its_moment() -> None:
    content = calendar(entry("a", "SUMMARY:BO", "DTSTART:20261027T140000Z", "RRULE:FREQ=WEEKLY;COUNT=3"))
    found = parse(content, ["bo"], SPAN)
    assert {each.starts_at.hour for each in found.occurrences} == {14}


def test_a_zone_of_its_own_is_read_by_its_own_rules() -> None:
    rules = "\r\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:Customized Time Zone",
            "BEGIN:STANDARD",
            "DTSTART:16010101T000000",
            "TZOFFSETFROM:-0330",
            "TZOFFSETTO:-0330",
            "END:STANDARD",
            "END:VTIMEZONE",
            "",
        ]
    )
    content = calendar(rules, entry("a", "SUMMARY:BO", 'DTSTART;TZID="Customized Time Zone":20261104T100000'))
    assert [each.starts_at for each in parse(content, ["bo"], SPAN).occurrences] == [
        datetime(2026, 11, 4, 13, 30, tzinfo=UTC)
    ]


@pytest.mark.parametrize("zone", ["Eastern Standard Time", "US Mountain Standard Time", "W. Europe Standard Time"])
def test_a_windows_zone_that_is_not_the_practices_is_itself(zone: str) -> None:
    content = calendar(entry("a", "SUMMARY:BO", f'DTSTART;TZID="{zone}":20261215T100000'))
    hour = {"Eastern Standard Time": 15, "US Mountain Standard Time": 17, "W. Europe Standard Time": 9}[zone]
    assert [each.starts_at.hour for each in parse(content, ["bo"], SPAN).occurrences] == [hour]


def test_a_moved_one_keeps_its_name_and_a_single_one_too() -> None:
    row = entry("a", "SUMMARY:BO", "DTSTART;TZID=America/Edmonton:20261103T100000", "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = entry(
        "a",
        "SUMMARY:BO",
        "RECURRENCE-ID;TZID=America/Edmonton:20261110T100000",
        "DTSTART;TZID=America/Edmonton:20261112T090000",
    )
    before, after = (parse(calendar(*rows), ["bo"], SPAN).occurrences for rows in ([row], [row, moved]))
    assert sorted((each.uid, each.recurrence) for each in before) == sorted((e.uid, e.recurrence) for e in after)
    assert {each.starts_at for each in before} != {each.starts_at for each in after}
    days = (entry("b", "SUMMARY:BO", f"DTSTART:2026110{day}T170000Z") for day in (4, 5))
    single = [parse(calendar(each), ["bo"], SPAN) for each in days]
    assert [(each.uid, each.recurrence) for found in single for each in found.occurrences] == [("b", "")] * 2


def test_one_that_was_given_another_title_is_somebody_elses() -> None:
    row = entry("a", "SUMMARY:BO", "DTSTART:20261103T170000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    other = entry("a", "SUMMARY:DL", "RECURRENCE-ID:20261110T170000Z", "DTSTART:20261110T170000Z")
    found = parse(calendar(row, other), ["bo", "dl"], SPAN)
    assert [each.key for each in sorted(found.occurrences, key=lambda each: each.starts_at)] == ["bo", "dl"]


def test_a_title_that_fits_two_codes_fits_nobody() -> None:
    both = entry("a", "SUMMARY:BO and DL", "DTSTART:20261103T170000Z", "RRULE:FREQ=WEEKLY")
    found = parse(calendar(both, entry("b", "SUMMARY:DL", "DTSTART:20261103T170000Z")), ["bo", "dl"], SPAN)
    assert ([each.key for each in found.occurrences], found.doubles, found.others) == (["dl"], 1, 0)


def test_a_word_in_a_parameter_or_an_alarm_is_no_title() -> None:
    odd = entry("a", 'SUMMARY;ALTREP="https://x.example/BO:1":Other', "DTSTART:20261103T170000Z", "LOCATION:BO")
    alarm = entry("b", "DTSTART:20261103T170000Z", "BEGIN:VALARM", "SUMMARY:BO", "END:VALARM")
    assert parse(calendar(odd, alarm), ["bo"], SPAN).occurrences == ()


def test_a_folded_title_is_one_line() -> None:
    content = calendar(entry("a", "SUMMARY:Session B\r\n O weekly", "DTSTART:20261103T170000Z"))
    assert len(parse(content, ["bo"], SPAN).occurrences) == 1


@pytest.mark.parametrize("name", PRODUCERS)
def test_line_ends_and_marks_of_any_kind_are_read(name: str) -> None:
    plain = PRODUCERS[name].replace("\r\n", "\n")
    expected = walls(parse(plain.encode(), ["bo"], SPAN))
    assert walls(parse(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode(), ["bo"], SPAN)) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><title>Sign in</title>",
        b"BEGIN:VCALENDAR\r\n",
        GOOGLE.encode()[:-20],
        b"\x00\xff\xfe" * 1000,
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000,
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR",
        calendar(entry("a", "SUMMARY:BO", "DTSTART:next week")),
        calendar(entry("a", "SUMMARY:BO", "RRULE:FREQ=WEEKLY")),
        calendar(entry("a", "SUMMARY:BO", "DTSTART:20261103T170000Z", "RRULE:FREQ=SOMETIMES")),
        calendar(entry("a", "SUMMARY:BO", "DTSTART:20261103T170000Z", "RRULE:FREQ=WEEKLY;INTERVAL=99999999999")),
    ],
)
def test_what_is_no_calendar_is_named_and_nothing_more(content: bytes) -> None:
    assert trouble(content) == "unreadable"


PARTS = (("BYSECOND", 60), ("BYMINUTE", 60), ("BYHOUR", 24))
EVERYTHING = {name: ",".join(map(str, range(top))) for name, top in PARTS}
BOMBS = {
    "all seconds": "FREQ=SECONDLY",
    "all minutes": "FREQ=MINUTELY",
    "all seconds of each day": "FREQ=DAILY;" + ";".join(f"{name}={value}" for name, value in EVERYTHING.items()),
    "a day that never comes": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
    # By the day alone a quick machine is through with it in time.
    "since the year one": f"FREQ=DAILY;COUNT=1000000000;BYHOUR={EVERYTHING['BYHOUR']}",
    "a huge BYSETPOS": f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS={','.join(map(str, range(1, 367)))}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_rule_that_means_harm_ends_soon_and_kindly(name: str) -> None:
    began = time.monotonic()
    assert trouble(calendar(entry("a", "SUMMARY:BO", "DTSTART:00010103T170000Z", f"RRULE:{BOMBS[name]}"))) == "repeats"
    assert time.monotonic() - began < SECONDS
    assert parsing.CPU_SECONDS == 2


def test_a_hundred_thousand_dates_are_not_read() -> None:
    dates = ",".join(f"2026110{at % 9 + 1}T1{at % 6}{at % 60:02}00Z" for at in range(100_000))
    assert trouble(calendar(entry("a", "SUMMARY:BO", "DTSTART:20261103T170000Z", f"RDATE:{dates}"))) == "repeats"


@pytest.mark.parametrize("name", BOMBS)
def test_in_an_entry_that_means_nobody_it_is_never_worked_out(name: str) -> None:
    bomb = entry("a", "SUMMARY:Harm", "DTSTART:00010103T170000Z", f"RRULE:{BOMBS[name]}")
    found = parse(calendar(bomb, entry("b", "SUMMARY:BO", "DTSTART:20261103T170000Z")), ["bo"], SPAN)
    assert (len(found.occurrences), found.others) == (1, 1)


def test_a_billion_times_since_last_year_is_once_a_day() -> None:
    content = calendar(entry("a", "SUMMARY:BO", "DTSTART:20251103T170000Z", "RRULE:FREQ=DAILY;COUNT=1000000000"))
    assert len(parse(content, ["bo"], SPAN).occurrences) == 91


def test_twenty_thousand_entries_are_too_many() -> None:
    entries = [entry(f"u{at}", "SUMMARY:Other", "DTSTART:20261103T170000Z") for at in range(20_000)]
    began = time.monotonic()
    assert trouble(calendar(*entries)) == "many"
    assert time.monotonic() - began < SECONDS


def test_ten_thousand_are_read() -> None:
    entries = [entry(f"u{at}", "SUMMARY:Other", "DTSTART:20261103T170000Z") for at in range(9_999)]
    found = parse(calendar(*entries, entry("a", "SUMMARY:BO", "DTSTART:20261103T170000Z")), ["bo"], SPAN)
    assert (len(found.occurrences), found.others) == (1, 9_999)


def test_the_reader_knows_no_secret_of_the_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BETTERJOURNAL_SMTP_URL", "smtp://secret")
    given: dict[str, str] = {}
    run = parsing.subprocess.run

    def watched(*args: object, **kwargs: object) -> object:
        given.update(kwargs["env"])  # type: ignore[call-overload]
        return run(*args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(parsing.subprocess, "run", watched)
    parse(JANE.encode(), ["bo"], SPAN)
    assert given
    assert [name for name in given if "BETTERJOURNAL" in name] == []
