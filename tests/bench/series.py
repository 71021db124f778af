"""Series: the numbers of a client with five thousand shared sheets, against one with ten."""

import tempfile
from pathlib import Path

from tests.bench.many_numbers import FEW, SHEETS
from tests.bench.measure import Finding, at_most, times
from tests.bench.product import Bench, inside

OWN_MS = 150


async def run(bench: Bench) -> list[Finding]:
    """On a practice of its own, without the way to the page, which costs both the same."""
    with tempfile.TemporaryDirectory(prefix="betterjournal-bench-") as name:
        taken = inside(Path(name), "tests.bench.many_numbers")
    return [
        times(f"series of {SHEETS:,} sheets (floor: {FEW})", taken["list"], taken["list of few"], "ms", 1.2),
        times(f"one of them drawn, 200 points (floor: {FEW})", taken["drawn"], taken["drawn of few"], "ms", 1.2),
        at_most("the client's own", taken["own"], "ms", OWN_MS),
    ]
