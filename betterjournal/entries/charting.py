"""The lines of a chart of check-ins: where each value entered stands. Pure; it draws and says nothing of its own."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from betterjournal.entries.checkins import SCALES
from betterjournal.entries.views import ChartLine

# The drawing: a strip with room on its left for 0 and 10, and on its right for the last value.
WIDTH, HEIGHT, LEFT, RIGHT, EDGE = 320, 88, 24, 20, 10
HIGHEST = 10


class CheckedIn(Protocol):
    """A check-in as anybody reads it: a local date, and each scale as it is written, "" for unset."""

    @property
    def on(self) -> str: ...
    @property
    def mood(self) -> str: ...
    @property
    def energy(self) -> str: ...
    @property
    def anxiety(self) -> str: ...


def lines(rows: Sequence[CheckedIn], first: date, last: date) -> list[ChartLine]:
    """One for each scale that was ever set; `rows` in the order of their days, all from `first` to `last`."""
    places = _across(rows, first, (last - first).days + 1)
    drawn = [_line(name, [getattr(row, name) for row in rows], places) for name in SCALES]
    return [line for line in drawn if line.dots]


def _across(rows: Sequence[CheckedIn], first: date, days: int) -> list[float]:
    """Several of one day share its width."""
    many, seen = Counter(row.on for row in rows), Counter[str]()
    width, found = (WIDTH - LEFT - RIGHT) / days, []
    for row in rows:
        seen[row.on] += 1
        within = seen[row.on] / (many[row.on] + 1)
        found.append(LEFT + width * ((date.fromisoformat(row.on) - first).days + within))
    return found


def _line(name: str, values: list[str], places: list[float]) -> ChartLine:
    path, dots, joins, at = "", "", False, (0.0, 0.0)
    for value, x in zip(values, places, strict=True):
        if value:
            at = (round(x, 1), _height(int(value)))
            path += f"{'L' if joins else 'M'}{at[0]} {at[1]}"
            dots += f"M{at[0]} {at[1]}h0"
        joins = bool(value)
    given = [int(value) for value in values if value]
    low, high, end = (str(each) for each in (min(given), max(given), given[-1])) if given else ("", "", "")
    return ChartLine(name, path, dots, end, round(at[0]), round(at[1]), low, high)


def _height(value: int) -> float:
    return round(HEIGHT - EDGE - value * (HEIGHT - 2 * EDGE) / HIGHEST, 1)
