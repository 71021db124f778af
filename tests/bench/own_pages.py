"""Own pages: My pages, a month of one's days, and a search, of a client with three years of daily check-ins."""

import tempfile
from pathlib import Path

from tests.bench.many_days import DAYS, LOOKED_THROUGH
from tests.bench.measure import Finding, at_most
from tests.bench.product import Bench, inside

OPENING_MS, SEARCH_MS = 150, 1000


async def run(bench: Bench) -> list[Finding]:
    """On a practice of its own."""
    with tempfile.TemporaryDirectory(prefix="betterjournal-bench-") as name:
        taken = inside(Path(name), "tests.bench.many_days")
    return [
        at_most(f"My pages after {DAYS:,} days of check-ins", taken["journal"], "ms", OPENING_MS),
        at_most("a month of these days", taken["month"], "ms", OPENING_MS),
        at_most(f"search through {LOOKED_THROUGH:,} entries", taken["search"], "ms", SEARCH_MS),
    ]
