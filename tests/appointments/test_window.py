"""The reading window: when shared work opens, under each setting."""

from datetime import UTC, date, datetime, timedelta

import pytest

from betterjournal.appointments import window
from betterjournal.appointments.window import Span

NOW = datetime(2026, 12, 9, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("appointment", "setting", "opens"),
    [
        (date(2026, 12, 10), "previous_working_day", date(2026, 12, 9)),  # Thursday: Wednesday
        (date(2026, 12, 14), "previous_working_day", date(2026, 12, 11)),  # Monday: Friday
        (date(2026, 12, 13), "previous_working_day", date(2026, 12, 11)),  # Sunday: Friday
        (date(2026, 12, 10), "same_day", date(2026, 12, 10)),
        (date(2026, 12, 14), "two_days", date(2026, 12, 12)),
        (date(2026, 12, 14), "three_days", date(2026, 12, 11)),
    ],
)
def test_the_day_it_opens(appointment: date, setting: window.Setting, opens: date) -> None:
    assert window.opens_on(appointment, setting) == opens


def _span(opens_in: timedelta, ends_in: timedelta) -> Span:
    return Span(NOW + opens_in, NOW + ends_in)


def test_no_appointment_is_a_closed_window() -> None:
    assert window.cutoff([], NOW, "previous_working_day") is None


def test_before_it_opens_nothing_may_be_read() -> None:
    assert window.cutoff([_span(timedelta(hours=1), timedelta(days=1))], NOW, "previous_working_day") is None


def test_from_its_first_moment_everything_shared_until_the_appointment_ends_may_be_read() -> None:
    span = _span(timedelta(0), timedelta(days=1))
    assert window.cutoff([span], NOW, "previous_working_day") == span.ends_at


def test_what_is_shared_after_the_appointment_waits_for_the_next() -> None:
    spans = [_span(timedelta(days=-2), timedelta(days=-1)), _span(timedelta(days=5), timedelta(days=6))]
    assert window.cutoff(spans, NOW, "previous_working_day") == NOW - timedelta(days=1)
    assert not window.is_open(spans, NOW, "previous_working_day")


def test_always_is_always_open() -> None:
    assert window.is_open([], NOW, "always")


@pytest.mark.parametrize(
    ("kept", "current", "opens"),
    [
        ("previous_working_day", "always", date(2026, 12, 9)),
        ("always", "previous_working_day", date(2026, 12, 9)),
        ("three_days", "same_day", date(2026, 12, 10)),
        ("previous_working_day", "two_days", date(2026, 12, 9)),
    ],
)
def test_a_changed_setting_opens_on_the_later_day(kept: window.Setting, current: window.Setting, opens: date) -> None:
    assert window.opens_later_on(date(2026, 12, 10), kept, current) == opens


def test_a_changed_setting_opens_only_what_both_let_open() -> None:
    sooner, later = NOW, NOW + timedelta(days=1)
    assert window.promised(sooner, later) == window.promised(later, sooner) == sooner
    assert window.promised(None, later) is None
    assert window.promised(later, None) is None
