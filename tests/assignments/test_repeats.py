"""Days of repeating work, against a reckoning that walks through the hours of the world."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from betterjournal import clock
from betterjournal.assignments import repeats
from betterjournal.assignments.repeats import Breaks, Kind, Rule

# Both changes of the clock, half an hour off, a midnight that does not exist, none at all, and across the date line.
ZONES = ("America/Edmonton", "America/St_Johns", "America/Havana", "America/Regina", "Pacific/Auckland")
MONDAY = date(2026, 3, 2)


def _by_the_hours(landed: datetime, zone: str, days: frozenset[int], hours: int) -> set[date]:
    """Every local date with such a weekday that a clock on the wall shows in these hours, one quarter at a time."""
    seen, wall = set(), ZoneInfo(zone)
    for quarter in range(hours * 4):
        shown = (landed + timedelta(minutes=15 * quarter)).astimezone(wall)
        if int(shown.strftime("%w")) in {(day + 1) % 7 for day in days}:
            seen.add(date(shown.year, shown.month, shown.day))
    return seen


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", range(6))
def test_the_days_are_those_the_clock_on_the_wall_shows(zone: str, seed: int) -> None:
    chance = random.Random(f"{zone}{seed}")
    days = frozenset(chance.sample(range(7), chance.randint(1, 7)))
    # Around one of the two changes of the clock.
    landed = datetime(2025, chance.choice((3, 4, 9, 10, 11)), 1, tzinfo=UTC) + timedelta(
        minutes=chance.randrange(28 * 24 * 60)
    )
    hours = 24 * 45
    kind: Kind = "daily" if len(days) == 7 else "weekdays"
    rule = Rule(kind, clock.local(landed, zone).date(), days)
    last = clock.local(landed + timedelta(hours=hours) - timedelta(minutes=15), zone).date()
    span = [rule.from_on + timedelta(days=ahead) for ahead in range(-3, (last - rule.from_on).days + 1)]
    assert {day for day in span if repeats.falls_on(rule, day)} == _by_the_hours(landed, zone, days, hours)
    walked, day = [], rule.from_on - timedelta(days=1)
    while (after := repeats.following(rule, Breaks(), day)) is not None and after <= last:
        walked.append(after)
        day = after
    assert set(walked) == _by_the_hours(landed, zone, days, hours)


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_ends_when_the_next_begins_on_the_wall(zone: str) -> None:
    for ahead in range(400):
        day = date(2025, 1, 1) + timedelta(days=ahead)
        ends = clock.at(day + timedelta(days=1), 0, 0, zone)
        assert clock.local(ends, zone).date() == day + timedelta(days=1)
        assert clock.local(ends - timedelta(minutes=1), zone).date() == day


def test_chosen_days_rest_in_between() -> None:
    rule = Rule("weekdays", MONDAY, repeats.weekdays("mo,th"))
    assert [_stands(rule, MONDAY + timedelta(days=n)) for n in range(4)] == ["due", "resting", "resting", "due"]
    assert repeats.following(rule, Breaks(), MONDAY) == MONDAY + timedelta(days=3)


def test_before_it_lands_there_is_nothing() -> None:
    assert repeats.current(Rule("daily", MONDAY), MONDAY - timedelta(days=1)) is None
    assert repeats.following(Rule("daily", MONDAY), Breaks(), MONDAY - timedelta(days=9)) == MONDAY


def test_done_for_today_comes_back_tomorrow() -> None:
    rule = Rule("daily", MONDAY)
    assert _stands(rule, MONDAY, done={MONDAY}) == "done"
    assert _stands(rule, MONDAY + timedelta(days=1), done={MONDAY}) == "due"


def test_what_was_skipped_rests_that_one_day() -> None:
    rule, breaks = Rule("daily", MONDAY), Breaks(skipped=frozenset([MONDAY, MONDAY + timedelta(days=1)]))
    assert _stands(rule, MONDAY, breaks) == "skipped"
    assert repeats.following(rule, breaks, MONDAY) == MONDAY + timedelta(days=2)


def test_a_pause_rests_until_the_day_it_is_taken_up_again() -> None:
    rule, until = Rule("daily", MONDAY), MONDAY + timedelta(days=3)
    open_end, ended = Breaks([(MONDAY, None)]), Breaks([(MONDAY, until)])
    assert _stands(rule, MONDAY, open_end) == _stands(rule, MONDAY, ended) == "paused"
    assert _stands(rule, until, ended) == "due"
    assert repeats.following(rule, ended, MONDAY) == until
    assert repeats.following(rule, open_end, MONDAY) is None


def test_taken_up_again_on_the_same_day_it_never_rested() -> None:
    assert _stands(Rule("daily", MONDAY), MONDAY, Breaks([(MONDAY, MONDAY)])) == "due"


def test_after_each_appointment_it_stays_until_the_next_one() -> None:
    rule = Rule("each_appointment", MONDAY, met_on=[MONDAY, MONDAY + timedelta(days=7)])
    later = MONDAY + timedelta(days=5)
    assert repeats.current(rule, later) == MONDAY
    assert _stands(rule, later, done={MONDAY}) == "done"
    assert _stands(rule, MONDAY + timedelta(days=7), done={MONDAY}) == "due"
    assert _stands(Rule("each_appointment", MONDAY), MONDAY) == "resting"


def test_a_diary_counts_from_monday_and_the_agreed_number_since_the_appointment() -> None:
    sunday = MONDAY + timedelta(days=6)
    diary, times = Rule("diary", MONDAY - timedelta(days=30), aim=3), Rule("times", MONDAY, aim=2)
    assert repeats.since(diary, sunday, MONDAY) == MONDAY
    assert repeats.since(diary, sunday + timedelta(days=1), MONDAY) == sunday + timedelta(days=1)
    assert repeats.since(times, sunday, None) == MONDAY
    assert repeats.since(times, sunday, MONDAY + timedelta(days=2)) == MONDAY + timedelta(days=2)
    assert [_stands(diary, sunday, so_far=n) for n in (2, 3, 4)] == ["due", "done", "done"]
    assert repeats.following(diary, Breaks(), sunday) == sunday + timedelta(days=1)
    assert repeats.following(times, Breaks(), sunday) is None


def test_the_days_of_a_week_are_kept_in_its_order() -> None:
    assert repeats.in_order(["th", "mo", "th", "xx"]) == "mo,th"
    assert repeats.weekdays("mo,th") == {0, 3}
    with pytest.raises(ValueError, match="not in tuple"):
        repeats.weekdays("xx")


def _stands(
    rule: Rule, on: date, breaks: Breaks | None = None, *, done: set[date] | None = None, so_far: int = 0
) -> str:
    return repeats.stands(rule, breaks or Breaks(), on, done=done or set(), so_far=so_far)
