"""Weight: what a browser fetches of JS and CSS for a client's pages, gzipped as served, against a blank page."""

import gzip
import re
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from tests.bench.measure import Finding, times
from tests.bench.product import Bench

MOST = 1.25
_IN_PAGE = re.compile(r"""(?:href|src)="([^"]+\.(?:js|css))"|(?:from|import)\s*"([^"]+\.js)\"""")
_IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport)\s*["'`](\.{1,2}/[^"'`]+\.js|/assets/[^"'`]+\.js)["'`]""")
# A page with an id in its address has no HTML of its own: its scripts are named in a header.
_IN_HEADER = re.compile(r"<([^>]+\.js)>; rel=modulepreload")


async def run(bench: Bench) -> list[Finding]:
    floor = weight(f"{bench.blank.url}/")
    pages = {"/today": "/today", "/today/<id>": bench.seeded.writers[0].work.path}
    return [
        times(f"JS + CSS of {name}, gzipped", weight(f"{bench.product.url}{path}") / 1024, floor / 1024, "KB", MOST)
        for name, path in pages.items()
    ]


def weight(page: str) -> int:
    """Bytes of every script and style sheet the page needs before it works, each once."""
    html, _, link = _fetch(page)
    named = [*_IN_PAGE.findall(html), *((each, "") for each in _IN_HEADER.findall(link))]
    wanted = {urljoin(page, found) for pair in named for found in pair if found}
    seen: dict[str, int] = {}
    while wanted - seen.keys():
        address = (wanted - seen.keys()).pop()
        text, seen[address], _ = _fetch(address)
        if address.endswith(".js"):
            wanted |= {urljoin(address, found) for found in _IN_SCRIPT.findall(text)}
    if not any(each.endswith(".js") for each in seen):
        raise RuntimeError(f"{page} loads no script")
    return sum(seen.values())


def _fetch(address: str) -> tuple[str, int, str]:
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=10) as answer:  # noqa: S310
        body = answer.read()
        packed = answer.headers.get("content-encoding") == "gzip"
        link = answer.headers.get("link") or ""
    return (gzip.decompress(body) if packed else body).decode(), len(body), link
