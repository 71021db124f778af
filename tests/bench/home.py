"""Home: a clinician with 500 clients opens the list, and looks for a name in it."""

from betterjournal.web import routes
from tests.bench.handlers import SEARCH
from tests.bench.measure import Finding, at_most, median, timed
from tests.bench.product import Bench
from tests.bench.wire import Delta, Page, Wire, var, wire

TIMES = 20
PAGE = Page(routes.CLIENTS)


async def run(bench: Bench) -> list[Finding]:
    opened, searched = [], []
    for _ in range(TIMES):
        async with wire(bench.product.url, bench.seeded.many) as tab:
            opened.append(await timed(lambda: tab.open(PAGE)))
            for words in ("eloise 4", "cote", "nobody"):
                searched.append(await timed(lambda: _search(tab, words)))  # noqa: B023
    return [
        at_most("clients: open the home of 500", median(opened), "ms", 100),
        at_most("clients: find a name among 500", median(searched), "ms", 100),
    ]


async def _search(tab: Wire, words: str) -> Delta:
    await tab.send(SEARCH, PAGE, words=words)
    return await tab.until(lambda delta: (var(delta, "view") or {}).get("search") == words)
