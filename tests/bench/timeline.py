"""Timeline: a clinician opens a client with ten years of history, against one with little more than a page."""

from betterjournal.web import routes
from tests.bench.measure import Finding, median, timed, times
from tests.bench.product import Bench
from tests.bench.wire import Page, Wire, var, wire

OPENINGS = 40


async def run(bench: Bench) -> list[Finding]:
    long: list[float] = []
    short: list[float] = []
    # Once each before counting: what is opened for the first time is written down.
    for number in range(OPENINGS + 1):
        for client_id, taken in ((bench.seeded.long, long), (bench.seeded.short, short)):
            async with wire(bench.product.url, bench.seeded.clinician) as tab:
                page = Page(routes.client(client_id), {"client_id": client_id})
                one = await timed(lambda: _open(tab, page))  # noqa: B023  (awaited in this very round)
            if number:
                taken.append(one)
    return [times("timeline of 5,000 entries (floor: 100)", median(long), median(short), "ms", 1.2)]


async def _open(tab: Wire, page: Page) -> None:
    seen = await tab.open(page)
    if not (var(seen, "view") or {}).get("things"):
        raise RuntimeError(f"{page.path} shows no timeline")
