"""Reading: what staff open of a client with five thousand shared sheets, against one with as many as a page holds.

Without the way to the page, which costs both the same; on both databases.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measure import Finding, at_most, times, told
from tests.bench.product import Bench, inside
from tests.bench.ten_years import FEW, SHEETS
from tests.postgres import Cluster

OWN_MS = 150
PAGES = ("timeline", "brief", "look", "series")


async def run(bench: Bench) -> list[Finding]:
    """On a practice of its own for each database."""
    found: list[Finding] = []
    for name in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="betterjournal-bench-") as folder, _address(name) as address:
            taken = inside(Path(folder), "tests.bench.ten_years", **address)
        for page in PAGES:
            label = f"{page} of {SHEETS:,} sheets (floor: {FEW}), {name}"
            found.append(times(label, taken[page], taken[f"{page} of few"], "ms", 1.2))
        found += [
            told(f"series with nothing drawn, {name}", taken["nothing drawn"], "ms"),
            at_most(f"the client's own series, {name}", taken["own"], "ms", OWN_MS),
        ]
    return found


@contextmanager
def _address(name: str) -> Iterator[dict[str, str]]:
    """Where the practice lies: in a file, or in a server that is there for this alone."""
    if name == "SQLite":
        yield {}
        return
    print("a PostgreSQL of its own is started", file=sys.stderr)
    cluster = Cluster.start()
    try:
        yield {"BETTERJOURNAL_DATABASE_URL": cluster.fresh()}
    finally:
        cluster.stop()
