"""Wall clocks of the practice, across daylight saving."""

from datetime import UTC, date, datetime

import pytest

from betterjournal import clock


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2026, 3, 7), 10, datetime(2026, 3, 7, 17, tzinfo=UTC)),
        (date(2026, 3, 9), 10, datetime(2026, 3, 9, 16, tzinfo=UTC)),
        (date(2026, 10, 31), 10, datetime(2026, 10, 31, 16, tzinfo=UTC)),
        (date(2026, 11, 2), 10, datetime(2026, 11, 2, 17, tzinfo=UTC)),
    ],
)
def test_ten_in_the_morning_stays_ten_across_daylight_saving(day: date, hour: int, utc: datetime) -> None:
    assert clock.at(day, hour, 0, "America/Edmonton") == utc


def test_the_date_is_the_practices_not_the_servers() -> None:
    with clock.stopped_at(datetime(2026, 11, 24, 3, 30, tzinfo=UTC)):
        assert clock.today("America/Edmonton") == date(2026, 11, 23)
