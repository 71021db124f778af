"""Record: the owner opens a log of a million lines, by every filter, on its first page and deep in it."""

import tempfile
from pathlib import Path

from tests.bench.measure import Finding, at_most
from tests.bench.product import Bench, inside

MOST_MS = 300


async def run(bench: Bench) -> list[Finding]:
    """On a practice of its own: the others' log stays as short as theirs is."""
    with tempfile.TemporaryDirectory(prefix="betterjournal-bench-") as name:
        slowest = inside(Path(name), "tests.bench.many_records")
    return [at_most(f"record of 1,000,000 lines, slowest of {slowest['asked']}", slowest["ms"], "ms", MOST_MS)]
