"""The closed set of sums a worksheet may show: sum, difference, count, mean, minutes between two times."""

from collections.abc import Sequence
from datetime import datetime

from betterjournal.worksheets.question import Computed

_DAY = 24 * 60


def result(computed: Computed, operands: Sequence[str]) -> float | None:
    """The number, or None when there is nothing to tell: an unset answer is unknown, never 0.

    A sum, mean or count goes over what is answered; a difference or a span needs all of it.
    """
    known = [value for value in operands if value]
    if not known or (computed.op in ("difference", "minutes_between") and len(known) != len(operands)):
        return None
    match computed.op:
        case "count":
            return float(len(known))
        case "minutes_between":
            return _minutes_between(known[0], known[1])
        case "difference":
            return float(known[0]) - sum(map(float, known[1:]))
        case "sum":
            return sum(map(float, known))
        case "mean":
            return sum(map(float, known)) / len(known)


def in_doubt(computed: Computed, found: float) -> bool:
    """A result that can hardly be meant; it is said softly and refused nowhere."""
    return (computed.least is not None and found < computed.least) or (
        computed.most is not None and found > computed.most
    )


def _minutes_between(start: str, end: str) -> float | None:
    """Minutes from `start` to the next time the wall clock shows `end`, across midnight.

    Times without a day know no daylight saving: on the night the clocks change the span is that of the wall
    clock, an hour off, and the worksheet says so. Two answers with a day are simply subtracted.
    """
    if start.startswith("T") or end.startswith("T"):
        start, end = start[-5:], end[-5:]
    if len(start) != len(end) or len(start) not in (5, 16):
        return None
    if len(start) == 5:
        return float((_minute(end) - _minute(start)) % _DAY)
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])
