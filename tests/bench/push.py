"""Push: a clinician sends work in one tab, and the Today of the client's tab shows it without asking."""

import asyncio
from typing import Any
from uuid import uuid4

from betterjournal.web import routes
from tests.bench.autosave import empty_event
from tests.bench.handlers import SEND
from tests.bench.measure import Finding, beyond, median, timed, told
from tests.bench.product import Bench, Writer
from tests.bench.wire import Page, Wire, var, wire

TABS, WARMING, PRESSES = 8, 3, 12


async def run(bench: Bench) -> list[Finding]:
    empty = await empty_event(bench)
    alone: list[float] = []
    seen: list[float] = []
    for writer in bench.seeded.writers[:TABS]:
        one, other = await _pushed(bench, writer)
        alone, seen = alone + one[WARMING:], seen + other[WARMING:]
    after = [there - here for here, there in zip(alone, seen, strict=True)]
    return [
        beyond("push to another tab, after the answer in one's own", max(median(after), 0.0), empty, 5),
        told("push to another tab, from the press", median(seen), "ms"),
    ]


async def _pushed(bench: Bench, writer: Writer) -> tuple[list[float], list[float]]:
    """For each press: when the tab it was pressed in had its answer, and when the other one showed the change."""
    here, there = [], []
    page = Page(routes.assign(writer.client_id), {"client_id": writer.client_id})
    url = bench.product.url
    async with wire(url, bench.seeded.clinician) as pressing, wire(url, writer.cookie) as watching:
        await watching.open(Page(routes.TODAY))
        composer = var(await pressing.open(page), "view", having="choices")
        for _ in range(WARMING + PRESSES):
            form = _form(writer, composer)
            answered, shown = await asyncio.gather(
                timed(lambda: _send(pressing, page, form)),  # noqa: B023  (awaited in this very round)
                timed(lambda: watching.until(lambda delta: var(delta, "view", having="more") is not None)),
            )
            here.append(answered)
            there.append(shown)
            await asyncio.gather(_quiet(pressing), _quiet(watching))
    return here, there


def _form(writer: Writer, composer: dict[str, Any]) -> dict[str, str]:
    revision = composer["choices"][0]["revision_id"]
    return {"client_id": writer.client_id, "worksheet": revision, "request_id": uuid4().hex, "what": "A short walk"}


async def _send(tab: Wire, page: Page, form: dict[str, str]) -> None:
    await tab.send(SEND, page, form_data=form)
    await tab.until(lambda delta: var(delta, "sent") is not None)


async def _quiet(tab: Wire) -> None:
    """Until the rest of what the press set off has arrived."""
    try:
        async with asyncio.timeout(0.15):
            while True:
                await tab.delta()
    except TimeoutError:
        return
