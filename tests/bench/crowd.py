"""Crowd: fifty people save at once for thirty seconds while a monitor asks for /health; then the power fails."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

from tests.bench.handlers import SAVE
from tests.bench.measure import Finding, at_least, at_most, holds, percentile, told
from tests.bench.product import Bench, Writer, inside
from tests.bench.seed import PATH
from tests.bench.wire import Wire, has, wire

SECONDS = 30
# A tab may send twenty events a second.
PACE = 1 / 19


@dataclass
class Person:
    """One of the fifty: what was acknowledged, and how long it took."""

    writer: Writer
    name: str = field(default_factory=lambda: uuid4().hex)
    taken: list[float] = field(default_factory=list)
    acknowledged: int = 0
    lost: int = 0

    def words(self, seq: int) -> str:
        return f"{self.name} wrote line {seq}"


@dataclass
class Monitor:
    """Asks for /health as an operator's monitor does."""

    slowest: float = 0.0
    failed: int = 0


async def run(bench: Bench) -> list[Finding]:
    people, monitor, until = [Person(each) for each in bench.seeded.writers], Monitor(), asyncio.Event()
    watching = asyncio.create_task(_watch(bench.product.url, monitor, until))
    seconds = await _all_write(bench.product.url, people)
    until.set()
    await watching
    # No goodbye: what was acknowledged has to be on the disk already.
    os.killpg(bench.product.process.pid, signal.SIGKILL)
    bench.product.process.wait(10)
    missing = _missing(people, inside(bench.data, "tests.bench.kept"))
    taken = [each for person in people for each in person.taken]
    return [
        at_least("50 people saving, together", len(taken) / seconds, "saves/s", 300),
        told("50 people saving, median", percentile(taken, 0.5), "ms"),
        told("50 people saving, p99", percentile(taken, 0.99), "ms"),
        at_most("/health meanwhile, slowest", monitor.slowest, "s", 1),
        holds("/health meanwhile, unwell", monitor.failed, "failures"),
        holds("saves never answered", sum(person.lost for person in people), "hangs"),
        holds("acknowledged saves not on the disk", missing, "lost saves"),
    ]


async def _all_write(url: str, people: list[Person]) -> float:
    ready = asyncio.Barrier(len(people))
    begun: list[float] = []

    async def one(person: Person) -> None:
        async with wire(url, person.writer.cookie) as tab:
            await tab.open(f"/today/{person.writer.assignment_id}")
            await ready.wait()
            begun.append(time.perf_counter())
            await _write(tab, person, begun[0] + SECONDS)

    await asyncio.gather(*(one(person) for person in people))
    return time.perf_counter() - min(begun)


async def _write(tab: Wire, person: Person, until: float) -> None:
    path, seq = f"/today/{person.writer.assignment_id}", 1
    while (begun := time.perf_counter()) < until:
        seq += 1
        words = person.words(seq)
        entry = person.writer.entry_id
        await tab.send(SAVE, path, entry=entry, field=PATH, value=words, base=1, writer=person.name, seq=seq)
        try:
            await tab.until(lambda delta: has(delta, "ack"))
        except (TimeoutError, ConnectionError):
            person.lost += 1
            return
        person.acknowledged = seq
        person.taken.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(max(0.0, PACE - (time.perf_counter() - begun)))


async def _watch(url: str, monitor: Monitor, until: asyncio.Event) -> None:
    while not until.is_set():
        begun = time.perf_counter()
        monitor.failed += not await asyncio.to_thread(_is_well, url)
        monitor.slowest = max(monitor.slowest, time.perf_counter() - begun)
        await asyncio.sleep(0.2)


def _is_well(url: str) -> bool:
    try:
        with urlopen(f"{url}/health", timeout=10) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _missing(people: list[Person], kept: dict[str, list[str | int]]) -> int:
    """Every acknowledged save raised the version by one, and the last one's words are what stands."""
    missing = 0
    for person in people:
        words, versions = kept[person.writer.entry_id]
        missing += max(0, len(person.taken) - int(versions))
        missing += person.acknowledged > 0 and words != person.words(person.acknowledged)
    return missing
