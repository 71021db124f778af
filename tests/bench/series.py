"""Series: two hundred numbers of a client with five thousand shared sheets, against one with no more than these."""

import tempfile
from pathlib import Path

from tests.bench.many_numbers import FEW, SHEETS
from tests.bench.measure import Finding, at_most, times, told
from tests.bench.product import Bench, inside

OWN_MS = 150


async def run(bench: Bench) -> list[Finding]:
    """On a practice of its own, without the way to the page, which costs both the same."""
    with tempfile.TemporaryDirectory(prefix="betterjournal-bench-") as name:
        taken = inside(Path(name), "tests.bench.many_numbers")
    return [
        times(f"series of {SHEETS:,} sheets (floor: {FEW})", taken["drawn"], taken["drawn of few"], "ms", 1.2),
        told("the same page with nothing drawn", taken["nothing drawn"], "ms"),
        at_most("the client's own series", taken["own"], "ms", OWN_MS),
    ]
