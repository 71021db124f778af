"""Wall clocks of the practice, across daylight saving, by the newest list of time zones there is."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import tzdata

from betterjournal import clock
from betterjournal.clock import Zones, newer_zones


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2026, 3, 7), 10, datetime(2026, 3, 7, 15, tzinfo=UTC)),
        (date(2026, 3, 9), 10, datetime(2026, 3, 9, 14, tzinfo=UTC)),
        (date(2026, 10, 31), 10, datetime(2026, 10, 31, 14, tzinfo=UTC)),
        (date(2026, 11, 2), 10, datetime(2026, 11, 2, 15, tzinfo=UTC)),
    ],
)
def test_ten_in_the_morning_stays_ten_across_daylight_saving(day: date, hour: int, utc: datetime) -> None:
    assert clock.at(day, hour, 0, "America/Toronto") == utc


def test_alberta_no_longer_changes_its_clocks() -> None:
    """Since 2026; a list of time zones from before says an hour less each winter."""
    ten = [clock.at(date(2027, month, 5), 10, 0, "America/Edmonton").hour for month in (1, 7)]
    assert ten == [16, 16]


@pytest.mark.parametrize(
    ("first_line", "counts"),
    [
        ("# version 2025b", Zones("2026f", False)),
        ("# version 2026f", Zones("2026f", True)),
        ("# version 2027a", Zones("2027a", True)),
        ("# no version", Zones("2026f", False)),
        ("", Zones("2026f", False)),
    ],
)
def test_the_newer_list_of_time_zones_counts(tmp_path: Path, first_line: str, counts: Zones) -> None:
    (tmp_path / "tzdata.zi").write_text(f"{first_line}\n# redo posix_only\n")
    assert newer_zones("2026f", [str(tmp_path / "none"), str(tmp_path)]) == counts


def test_a_machine_that_has_no_list_or_says_no_version_has_none_that_counts(tmp_path: Path) -> None:
    assert newer_zones("2026f", [str(tmp_path)]) == newer_zones("2026f", []) == Zones("2026f", False)


def test_whatever_part_is_imported_first_counts_by_it(tmp_path: Path) -> None:
    """On a machine whose list is old, a zone that was asked for before is asked for anew."""
    (tmp_path / "tzdata.zi").write_text("# version 2001a\n")
    (tmp_path / "America").mkdir()
    utc = Path(str(tzdata.__file__)).parent / "zoneinfo" / "UTC"
    (tmp_path / "America" / "Edmonton").write_bytes(utc.read_bytes())
    lines = (
        "from datetime import datetime; from zoneinfo import ZoneInfo; JANUARY = datetime(2025, 1, 5)",
        "def hours(): return ZoneInfo('America/Edmonton').utcoffset(JANUARY).total_seconds() / 3600",
        "before = hours(); import betterjournal.calendars.zones; print(before, hours())",
    )
    told = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={"PYTHONTZPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["0.0", "-7.0"]


def test_the_date_is_the_practices_not_the_servers() -> None:
    with clock.stopped_at(datetime(2026, 11, 24, 3, 30, tzinfo=UTC)):
        assert clock.today("America/Edmonton") == date(2026, 11, 23)
