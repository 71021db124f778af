"""The lines of a chart: where each value entered stands. Pure; it draws and says nothing of its own."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from betterjournal.entries.checkins import SCALES
from betterjournal.entries.views import ChartLine
from betterjournal.worksheets import figures

# The drawing: a strip with room on its left for the ends of the scale, and on its right for the last value.
WIDTH, HEIGHT, LEFT, RIGHT, EDGE = 320, 88, 36, 36, 10
HIGHEST = 10.0
# The two of a pair stand so far beside each other, so that both are seen where they are the same.
APART = 2.5
Spot = tuple[float, float]


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


@dataclass(frozen=True)
class Point:
    """One value on a local day, or two that belong together, the earlier first; "" for unset.

    The line goes on to it from the one before only if it `follows`.
    """

    on: date
    values: tuple[str, ...]
    follows: bool = True


def lines(rows: Sequence[CheckedIn], first: date, last: date) -> list[ChartLine]:
    """One for each scale that was ever set; `rows` in the order of their days, all from `first` to `last`."""
    of = {name: [Point(date.fromisoformat(row.on), (getattr(row, name),)) for row in rows] for name in SCALES}
    drawn = [line(name, points, first, last, (0.0, HIGHEST)) for name, points in of.items()]
    return [one for one in drawn if one.dots]


def line(
    name: str,
    points: Sequence[Point],
    first: date,
    last: date,
    ends: tuple[float, float] | None = None,
    met: Iterable[date] = (),
) -> ChartLine:
    """The points in the order of their days, between the ends of their scale or else of what was entered."""
    given = [float(value) for point in points for value in point.values if value]
    bottom, top = ends or (min(given, default=0.0), max(given, default=0.0))
    spots = [_spots(point, x, bottom, top) for point, x in zip(points, _across(points, first, last), strict=True)]
    latest = [each[-1] for each in spots]
    pairs = [(each[0], each[1]) for each in spots if len(each) > 1]
    end_x, end_y = next((spot for spot in reversed(latest) if spot), (0.0, 0.0))
    return ChartLine(
        id=name,
        path="" if pairs else _path(points, latest),
        dots=_dots(latest),
        end=next((point.values[-1] for point in reversed(points) if point.values[-1]), ""),
        end_x=round(end_x),
        end_y=round(end_y),
        low=figures.plain(min(given)) if given else "",
        high=figures.plain(max(given)) if given else "",
        top=figures.plain(top),
        bottom=figures.plain(bottom),
        before=_dots([one for one, _ in pairs]),
        pairs="".join(f"{_at('M', one)}{_at('L', other)}" for one, other in pairs if one and other),
        met=_met(met, first, last),
    )


def _spots(point: Point, x: float, bottom: float, top: float) -> list[Spot | None]:
    """Where each of its values stands; nowhere while it is unset."""
    apart = (-APART, APART) if len(point.values) > 1 else (0.0,)
    both = zip(point.values, apart, strict=True)
    return [(round(x + aside, 1), _height(float(value), bottom, top)) if value else None for value, aside in both]


def _path(points: Sequence[Point], spots: Sequence[Spot | None]) -> str:
    path, joins = "", False
    for point, spot in zip(points, spots, strict=True):
        path += _at("L" if joins and point.follows else "M", spot) if spot else ""
        joins = spot is not None
    return path


def _dots(spots: Iterable[Spot | None]) -> str:
    return "".join(f"{_at('M', spot)}h0" for spot in spots if spot)


def _at(move: str, spot: Spot) -> str:
    return f"{move}{spot[0]} {spot[1]}"


def _across(points: Sequence[Point], first: date, last: date) -> list[float]:
    """Several of one day share its width."""
    many, seen = Counter(point.on for point in points), Counter[date]()
    width, found = _day_width(first, last), []
    for point in points:
        seen[point.on] += 1
        within = seen[point.on] / (many[point.on] + 1)
        found.append(LEFT + width * ((point.on - first).days + within))
    return found


def _day_width(first: date, last: date) -> float:
    return (WIDTH - LEFT - RIGHT) / ((last - first).days + 1)


def _height(value: float, bottom: float, top: float) -> float:
    """Where all that was entered is one number, that is in the middle."""
    share = (value - bottom) / (top - bottom) if top > bottom else 0.5
    return round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1)


def _met(days: Iterable[date], first: date, last: date) -> str:
    width = _day_width(first, last)
    across = [round(LEFT + width * ((on - first).days + 0.5), 1) for on in days if first <= on <= last]
    return "".join(f"M{x} {EDGE}V{HEIGHT - EDGE}" for x in across)
