"""Push: somebody presses a button in one tab, and another tab shows it without asking."""

import asyncio

from betterjournal.web import routes
from tests.bench.autosave import empty_event
from tests.bench.handlers import FIT
from tests.bench.measure import Finding, beyond, median, timed, told
from tests.bench.product import Bench, Writer
from tests.bench.wire import Page, Wire, var, wire

TABS, WARMING, PRESSES = 8, 3, 12


async def run(bench: Bench) -> list[Finding]:
    empty = await empty_event(bench)
    alone: list[float] = []
    seen: list[float] = []
    for writer in bench.seeded.writers[:TABS]:
        one, other = await _pushed(bench.product.url, writer)
        alone, seen = alone + one[WARMING:], seen + other[WARMING:]
    after = [there - here for here, there in zip(alone, seen, strict=True)]
    return [
        beyond("push to another tab, after one's own answer", max(median(after), 0.0), empty, 5),
        told("push to another tab, from the press", median(seen), "ms"),
    ]


async def _pushed(url: str, writer: Writer) -> tuple[list[float], list[float]]:
    """For each press: when the tab it was pressed in had its answer, and when the other one had the new page."""
    here, there = [], []
    async with wire(url, writer.cookie) as pressing, wire(url, writer.cookie) as watching:
        await pressing.open(writer.work)
        await watching.open(Page(routes.TODAY))
        for number in range(WARMING + PRESSES):
            answered, shown = await asyncio.gather(
                timed(lambda: _press(pressing, writer, number)),  # noqa: B023  (awaited in this very round)
                timed(lambda: watching.until(lambda delta: var(delta, "view") is not None)),
            )
            here.append(answered)
            there.append(shown)
            await asyncio.gather(_quiet(pressing), _quiet(watching))
    return here, there


async def _press(tab: Wire, writer: Writer, number: int) -> None:
    form = {"when": f"After breakfast, {number}", "where": "", "first_step": "Sit down"}
    await tab.send(FIT, writer.work, assignment_id=writer.assignment_id, form=form)
    await tab.until(lambda delta: var(delta, "view") is not None)


async def _quiet(tab: Wire) -> None:
    """Until the rest of what the press set off has arrived."""
    try:
        async with asyncio.timeout(0.15):
            while True:
                await tab.delta()
    except TimeoutError:
        return
