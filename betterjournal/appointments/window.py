"""The reading window: on which day shared work opens to staff. Pure: no session, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

Setting = Literal["same_day", "previous_working_day", "two_days", "three_days", "always"]
SETTINGS: tuple[Setting, ...] = get_args(Setting)
SATURDAY = 5


@dataclass(frozen=True)
class Span:
    """One appointment as the window sees it: the moment its window opens and the moment it ends."""

    opens_at: datetime
    ends_at: datetime


def opens_on(appointment_on: date, setting: Setting) -> date:
    """The local day on which what was shared for that appointment opens.

    "previous_working_day" skips Saturday and Sunday; two and three days are plain days before.
    """
    if setting == "previous_working_day":
        day = appointment_on - timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
        return day
    return appointment_on - timedelta(days={"two_days": 2, "three_days": 3}.get(setting, 0))


def opens_later_on(appointment_on: date, kept: Setting, current: Setting) -> date:
    """The day for what was shared under `kept`: the later of the two, so that a change opens nothing sooner."""
    days = [opens_on(appointment_on, each) for each in (kept, current) if each != "always"]
    return max(days, default=appointment_on)


def cutoff(spans: Iterable[Span], now: datetime, setting: Setting) -> datetime | None:
    """Staff may open what was shared before this moment; None means nothing at all.

    A window stays open for what was shared until its appointment ended: what comes later waits for the next.
    """
    if setting == "always":
        return datetime.max.replace(tzinfo=now.tzinfo)
    return max((span.ends_at for span in spans if span.opens_at <= now), default=None)


def promised(kept: datetime | None, current: datetime | None) -> datetime | None:
    """The cutoff for what was shared under another setting: staff open only what both let them."""
    return min(kept, current) if kept and current else None


def is_open(spans: Iterable[Span], now: datetime, setting: Setting) -> bool:
    """Whether what is shared at this very moment can be opened at once."""
    until = cutoff(spans, now, setting)
    return until is not None and now < until


def prepares(spans: Iterable[Span], now: datetime, setting: Setting, at: datetime) -> bool:
    """Whether somebody who opened a thing at `at` prepared an appointment that is not over yet."""
    next_one = next((span for span in spans if span.ends_at > at), None)
    if next_one is None or next_one.ends_at <= now:
        return False
    return setting == "always" or next_one.opens_at <= at
