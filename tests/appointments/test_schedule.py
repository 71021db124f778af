"""Dates and hours: what exists, how far ahead, and the wall clock across the change of daylight saving."""

from datetime import date, datetime, timedelta

import pytest

from betterjournal import clock
from betterjournal.appointments import schedule
from betterjournal.errors import Invalid
from tests.cast import ZONE


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2026-02-31", "problem.no_such_day"),
        ("2026-13-01", "problem.no_such_day"),
        ("2027-2-9", "problem.no_such_day"),
        ("", "problem.date"),
        ("tomorrow", "problem.date"),
    ],
)
def test_a_day_that_is_none_is_told_from_no_date_at_all(typed: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        schedule.day(typed)
    assert (refused.value.field, refused.value.key) == ("on", key)


def test_the_dates_of_a_repeat_are_written_a_dozen_ahead_and_go_on_from_there() -> None:
    first = date(2026, 12, 10)
    weekly = list(schedule.following(first, 1, first, first))
    assert (len(weekly), weekly[0], weekly[-1]) == (11, date(2026, 12, 17), date(2027, 2, 25))
    a_week_later = list(schedule.following(first, 1, weekly[-1], first + timedelta(weeks=1)))
    assert a_week_later == [date(2027, 3, 4)]
    assert list(schedule.following(first, 2, first, first))[:2] == [date(2026, 12, 24), date(2027, 1, 7)]


def offset(day: date, hour: int) -> int:
    """Hours behind UTC in Alberta, by the words of the law: from the second Sunday of March at two until the first of
    November at two the clock is one hour ahead."""

    def sunday(month: int, number: int) -> datetime:
        first = date(day.year, month, 1)
        on = first + timedelta(days=(6 - first.weekday()) % 7, weeks=number - 1)
        return datetime(on.year, on.month, on.day, 2)

    wall = datetime(day.year, day.month, day.day, hour)
    return 6 if sunday(3, 2) <= wall < sunday(11, 1) else 7


@pytest.mark.parametrize("weeks", [1, 2])
@pytest.mark.parametrize("hour", [0, 1, 3, 8, 12, 17, 23])
def test_a_repeat_keeps_its_hour_on_the_wall_whatever_the_season(weeks: int, hour: int) -> None:
    for shift in range(0, 2 * 366, 5):
        first = date(2024, 1, 1) + timedelta(days=shift)
        for number, on in enumerate(schedule.following(first, weeks, first, first), start=1):
            assert on == date.fromordinal(first.toordinal() + 7 * weeks * number)
            moment = clock.at(on, hour, 30, ZONE)
            expected = datetime(on.year, on.month, on.day, hour, 30) + timedelta(hours=offset(on, hour))
            assert moment.replace(tzinfo=None) == expected, (on, hour)
