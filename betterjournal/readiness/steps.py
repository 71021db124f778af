"""The steps before the first client and when each is done. Pure: no session, no clock."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from betterjournal.readiness.models import ReadyFact

# In the order they are shown. The first column the software sees for itself; the others somebody has to say.
SEEN = ("https", "phone", "time_zone", "factor", "contact", "help_lines")
SAID = ("sheet", "backup", "executor", "consent")
STEPS = ("https", "sheet", "backup", "phone", "contact", "factor", "time_zone", "help_lines", "executor", "consent")
CALL_AGAIN_AFTER = timedelta(days=90)
# Nobody calls it to try it.
NEVER_CALLED = frozenset({"911"})


def standing(step: str, facts: Iterable[ReadyFact], seen: Mapping[str, bool], sheet: str) -> ReadyFact | None:
    """The fact that closes a step, or None: the newest one, unless what it speaks of is no longer so."""
    mine = [fact for fact in facts if fact.step == step and fact.undone_at is None]
    if step == "sheet":
        # After new keys the sheet of before opens nothing.
        mine = [fact for fact in mine if fact.waived or fact.about == sheet]
    if step in SEEN:
        mine = [fact for fact in mine if fact.waived and not seen[step]]
    return max(mine, key=lambda fact: fact.at, default=None)


def is_open(step: str, fact: ReadyFact | None, seen: Mapping[str, bool]) -> bool:
    """Whether somebody still has to see to it."""
    return fact is None and not seen.get(step, False)


def to_call(lines: Iterable[str], called: Mapping[str, datetime], now: datetime) -> list[str]:
    """The help lines that nobody called within the last 90 days."""
    due = now - CALL_AGAIN_AFTER
    return [line for line in lines if line not in NEVER_CALLED and (line not in called or called[line] < due)]


def sensible(day: date, today: date) -> bool:
    """A check was made on a day that has come, and not before anybody had such software."""
    return date(2020, 1, 1) <= day <= today
