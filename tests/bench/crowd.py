"""Crowd: fifty people save at once for thirty seconds while a monitor asks for /health; then the power fails."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.measure import Finding, at_least, at_most, holds, percentile, timed, told
from tests.bench.product import Bench, inside
from tests.bench.saving import Saving
from tests.bench.wire import Wire, wire

SECONDS = 30
# A tab may send twenty events a second.
PACE = 1 / 19


@dataclass
class Person:
    """One of the fifty, and how long each of their saves took."""

    saving: Saving
    taken: list[float] = field(default_factory=list)
    lost: int = 0


@dataclass
class Monitor:
    """Asks for /health as an operator's monitor does."""

    slowest: float = 0.0
    failed: int = 0


async def run(bench: Bench) -> list[Finding]:
    people, monitor, until = [Person(Saving(each)) for each in bench.seeded.writers], Monitor(), asyncio.Event()
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
        async with wire(url, person.saving.writer.cookie) as tab:
            await person.saving.open(tab)
            await ready.wait()
            begun.append(time.perf_counter())
            await _write(tab, person, begun[0] + SECONDS)

    await asyncio.gather(*(one(person) for person in people))
    return time.perf_counter() - min(begun)


async def _write(tab: Wire, person: Person, until: float) -> None:
    while (begun := time.perf_counter()) < until:
        try:
            person.taken.append(await timed(lambda: person.saving.save(tab)))
        except (TimeoutError, ConnectionError):
            person.lost += 1
            return
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


def _missing(people: list[Person], kept: dict[str, tuple[str, int]]) -> int:
    """Every acknowledged save raised the version by one, and the last one's words are what stands."""
    missing = 0
    for saving in (person.saving for person in people):
        words, version = kept[saving.writer.entry_id]
        missing += max(saving.version - version, words != saving.acknowledged)
    return missing
