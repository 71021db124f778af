"""Autosave: a word reaches the disk, guarded and sealed, against an event of the blank app that only counts.

Both servers are asked in turn, tab by tab: a tab may send a burst of sixty events, so many tabs send fifty each.
"""

import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bench.blank import TICK
from tests.bench.measure import Finding, beyond, median, percentile, timed, told
from tests.bench.product import Bench
from tests.bench.saving import Saving
from tests.bench.wire import Page, Wire, var, wire

TABS, WARMING, EVENTS = 16, 8, 40
HOME = Page("/")


async def run(bench: Bench) -> list[Finding]:
    empty: list[float] = []
    saves: list[float] = []
    for writer in bench.seeded.writers[:TABS]:
        empty += await _ticks(bench.blank.url)
        saves += await _saves(bench.product.url, Saving(writer))
    return [
        beyond("autosave, median", median(saves), median(empty), 3),
        beyond("autosave, p95", percentile(saves, 0.95), percentile(empty, 0.95), 8),
        told("the disk's own fsync, median", median(fsyncs(bench.data)), "ms"),
    ]


async def empty_event(bench: Bench) -> float:
    """The floor of everything that is an event: the blank app's median round trip."""
    return median([each for _ in range(4) for each in await _ticks(bench.blank.url)])


async def tick(tab: Wire) -> None:
    """The blank app's event."""
    await tab.send(TICK, HOME)
    await tab.until(lambda delta: var(delta, "count") is not None)


def fsyncs(folder: Path) -> list[float]:
    """What the disk alone needs to keep a few hundred bytes."""
    taken = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(200):
            file.write(b"x" * 400)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - begun) * 1000)
    return taken


async def _ticks(url: str) -> list[float]:
    async with wire(url) as tab:
        await tab.open(HOME)
        return await _taken(lambda: tick(tab))


async def _saves(url: str, saving: Saving) -> list[float]:
    async with wire(url, saving.writer.cookie) as tab:
        await saving.open(tab)
        return await _taken(lambda: saving.save(tab))


async def _taken(act: Callable[[], Awaitable[None]]) -> list[float]:
    return [await timed(act) for _ in range(WARMING + EVENTS)][WARMING:]
