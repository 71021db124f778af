"""What a benchmark found, beside what it should be, and how times are taken and told."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One line of the table. `floor` is the blank app's figure, or None where there is none to compare with."""

    name: str
    value: float
    unit: str
    target: str
    met: bool
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio}


def beyond(name: str, value: float, floor: float, most: float) -> Finding:
    """Milliseconds that may be at most `most` more than the floor."""
    return Finding(name, value, "ms", f"floor + {most:g} ms", value <= floor + most, floor)


def times(name: str, value: float, floor: float, unit: str, most: float) -> Finding:
    """A figure that may be at most `most` times the floor."""
    return Finding(name, value, unit, f"{most:g} x floor", value <= floor * most, floor)


def at_most(name: str, value: float, unit: str, most: float) -> Finding:
    """A figure with a limit of its own."""
    return Finding(name, value, unit, f"at most {most:g} {unit}", value <= most)


def at_least(name: str, value: float, unit: str, least: float) -> Finding:
    """A figure that must be reached."""
    return Finding(name, value, unit, f"at least {least:g} {unit}", value >= least)


def holds(name: str, wrong: int, what: str) -> Finding:
    """Something of which there must be none."""
    return Finding(name, wrong, what, f"no {what}", wrong == 0)


def told(name: str, value: float, unit: str) -> Finding:
    """A figure printed beside the others, with no target."""
    return Finding(name, value, unit, "", True)


async def timed(act: Callable[[], Awaitable[Any]]) -> float:
    """How many milliseconds it took."""
    begun = time.perf_counter()
    await act()
    return (time.perf_counter() - begun) * 1000


def median(values: list[float]) -> float:
    return statistics.median(values)


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all stays below."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def table(findings: list[Finding]) -> str:
    """The findings as a table."""
    heads = ("benchmark", "measured", "floor", "ratio", "target", "")
    rows = [heads, *(_cells(each) for each in findings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _cells(one: Finding) -> tuple[str, ...]:
    floor = "" if one.floor is None else f"{one.floor:.2f} {one.unit}"
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
    verdict = "" if not one.target else "met" if one.met else "MISSED"
    return one.name, f"{one.value:.2f} {one.unit}", floor, ratio, one.target, verdict
