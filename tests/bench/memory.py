"""Memory: what one more connected client costs the worker, against a tab of the blank app."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from betterjournal.web import routes
from tests.bench.measure import Finding, times
from tests.bench.product import Bench
from tests.bench.serving import Served
from tests.bench.wire import Page, wire

# The first ones fill what all share: pools, caches, compiled queries.
WARMING, COUNTED = 30, 60


async def run(bench: Bench) -> list[Finding]:
    floor = await _a_tab(bench.blank, Page(routes.HOME), [""])
    ours = await _a_tab(bench.product, Page(routes.TODAY), [writer.cookie for writer in bench.seeded.writers])
    return [times("memory per connected client", ours, floor, "KB", 1.5)]


async def _a_tab(server: Served, page: Page, cookies: list[str]) -> float:
    async with AsyncExitStack() as tabs:

        async def more(number: int) -> int:
            for each in range(number):
                tab = await tabs.enter_async_context(wire(server.url, cookies[each % len(cookies)]))
                await tab.open(page)
            await asyncio.sleep(0.5)
            return private_kb(server.worker)

        before = await more(WARMING)
        return (await more(COUNTED) - before) / COUNTED


def private_kb(process: int) -> int:
    """Memory that is this process's own."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))
