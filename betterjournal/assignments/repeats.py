"""On which days repeating work falls, and how it stands on one of them: pure, in local dates, no row and no clock.

Nothing is copied ahead: an occurrence is a day that the rule names. Days that passed are never counted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast, get_args

Kind = Literal["once", "daily", "weekdays", "times", "each_appointment", "diary"]
Standing = Literal["due", "done", "skipped", "paused", "resting"]

KINDS: tuple[Kind, ...] = get_args(Kind)
# Days that the calendar names; work that falls on them has no number of times.
ON_DAYS: tuple[Kind, ...] = ("daily", "weekdays")
# Work with a number that was agreed on.
COUNTED: tuple[Kind, ...] = ("times", "diary")
# Monday first, as `date.weekday()` counts.
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_ONE_DAY, _WEEK = timedelta(days=1), 7


@dataclass(frozen=True)
class Rule:
    """How one assignment repeats, from the local day it landed on.

    `met_on` are the days of the appointments that were held since it was sent, the oldest first; only work after each
    appointment asks for them.
    """

    kind: Kind
    from_on: date
    weekdays: frozenset[int] = frozenset()
    aim: int = 1
    met_on: Sequence[date] = ()


@dataclass(frozen=True)
class Breaks:
    """Days on which it rests. A pause is (its first day, the day it was taken up again or None)."""

    pauses: Sequence[tuple[date, date | None]] = ()
    skipped: frozenset[date] = frozenset()

    def paused(self, on: date) -> bool:
        return any(first <= on and (resumed is None or on < resumed) for first, resumed in self.pauses)


def weekdays(text: str) -> frozenset[int]:
    """Of "mo,th"; ValueError for a day there is none of."""
    return frozenset(WEEKDAYS.index(day) for day in text.split(",") if day)


def in_order(days: Collection[str]) -> str:
    """Monday first, each once, as a column keeps them; what is no day of the week is left out."""
    return ",".join(day for day in WEEKDAYS if day in days)


def kind(text: str) -> Kind:
    """What a column holds; it holds nothing else."""
    return cast(Kind, text)


def falls_on(rule: Rule, on: date) -> bool:
    """Whether the rule names this very day; work that is free in its days is never named."""
    if on < rule.from_on:
        return False
    if rule.kind == "each_appointment":
        return on in rule.met_on
    return rule.kind == "daily" or (rule.kind == "weekdays" and on.weekday() in rule.weekdays)


def current(rule: Rule, on: date) -> date | None:
    """The occurrence to do on that day, by its own day; None when there is none. Free work is there every day.

    What follows an appointment stays until the next one.
    """
    if on < rule.from_on:
        return None
    if rule.kind == "each_appointment":
        return max((met for met in rule.met_on if met <= on), default=None)
    if rule.kind in ON_DAYS:
        return on if falls_on(rule, on) else None
    return on


def stands(rule: Rule, breaks: Breaks, on: date, *, done: Collection[date], so_far: int) -> Standing:
    """How it stands on that day. `done` are the occurrences something was done for; `so_far` counts within `since`."""
    if breaks.paused(on):
        return "paused"
    occurrence = current(rule, on)
    if occurrence is None:
        return "resting"
    if on in breaks.skipped:
        return "skipped"
    if rule.kind in COUNTED:
        return "done" if so_far >= rule.aim else "due"
    return "done" if occurrence in done else "due"


def following(rule: Rule, breaks: Breaks, on: date) -> date | None:
    """The next day after this one that the rule names and nobody put off; a diary begins anew on Monday.

    None when no calendar tells it: after an appointment, as often as agreed before one, or while it is paused for good.
    """
    if rule.kind == "diary":
        monday = on + timedelta(days=_WEEK - on.weekday())
        return None if breaks.paused(monday) else monday
    days = (max(on, rule.from_on - _ONE_DAY) + timedelta(days=ahead) for ahead in range(1, 2 * _WEEK + 1))
    named = (day for day in days if rule.kind in ON_DAYS and falls_on(rule, day))
    return next((day for day in named if day not in breaks.skipped and not breaks.paused(day)), None)


def since(rule: Rule, on: date, met_on: date | None) -> date:
    """The first day that counts towards the agreed number: of this week, or since the last appointment was held."""
    if rule.kind == "diary":
        return max(rule.from_on, on - timedelta(days=on.weekday()))
    return max(rule.from_on, met_on) if met_on else rule.from_on
