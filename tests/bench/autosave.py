"""Autosave: a word reaches the disk, guarded and sealed, against an event of the blank app that only counts.

Both servers are asked in turn, tab by tab: a tab may send a burst of sixty events, so many tabs send fifty each.
"""

import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from uuid import uuid4

from tests.bench.blank import TICK
from tests.bench.handlers import SAVE
from tests.bench.measure import Finding, beyond, median, percentile, timed, told
from tests.bench.product import Bench, Writer
from tests.bench.seed import PATH
from tests.bench.wire import Wire, has, wire

TABS, WARMING, EVENTS = 16, 8, 40
_seq = count(2)


async def run(bench: Bench) -> list[Finding]:
    empty: list[float] = []
    saves: list[float] = []
    for writer in bench.seeded.writers[:TABS]:
        empty += await _several(bench.blank.url, "", "/", tick)
        keep = Saving(writer)
        saves += await _several(bench.product.url, writer.cookie, keep.path, keep.save)
    return [
        beyond("autosave, median", median(saves), median(empty), 3),
        beyond("autosave, p95", percentile(saves, 0.95), percentile(empty, 0.95), 8),
        told("the disk's own fsync, median", median(fsyncs(bench.data)), "ms"),
    ]


async def empty_event(bench: Bench) -> float:
    """The floor of everything that is an event: the blank app's median round trip."""
    return median([each for _ in range(4) for each in await _several(bench.blank.url, "", "/", tick)])


class Saving:
    """One tab on a work page, where one field is saved again and again."""

    def __init__(self, writer: Writer) -> None:
        self.path = f"/today/{writer.assignment_id}"
        self._entry = writer.entry_id
        self._name = uuid4().hex

    async def save(self, tab: Wire) -> None:
        seq = next(_seq)
        words = f"Number {seq}: I noticed it was easier than I thought."
        await tab.send(SAVE, self.path, entry=self._entry, field=PATH, value=words, base=1, writer=self._name, seq=seq)
        await tab.until(lambda delta: has(delta, "ack"))


async def tick(tab: Wire) -> None:
    """The blank app's event."""
    await tab.send(TICK)
    await tab.until(lambda delta: has(delta, "count"))


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


async def _several(url: str, cookie: str, path: str, act: Callable[[Wire], Awaitable[None]]) -> list[float]:
    async with wire(url, cookie) as tab:
        await tab.open(path)
        taken = [await timed(lambda: act(tab)) for _ in range(WARMING + EVENTS)]
    return taken[WARMING:]
