"""Weight: what a browser fetches of JS and CSS for `/today`, gzipped as served, against the blank app's page."""

import gzip
import re
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from tests.bench.measure import Finding, times
from tests.bench.product import Bench

_IN_PAGE = re.compile(r"""(?:href|src)="([^"]+\.(?:js|css))"|(?:from|import)\s*"([^"]+\.js)\"""")
_IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport)\s*["'`](\.{1,2}/[^"'`]+\.js|/assets/[^"'`]+\.js)["'`]""")


async def run(bench: Bench) -> list[Finding]:
    ours, floor = weight(f"{bench.product.url}/today"), weight(f"{bench.blank.url}/")
    return [times("JS + CSS of /today, gzipped", ours / 1024, floor / 1024, "KB", 1.25)]


def weight(page: str) -> int:
    """Bytes of every script and style sheet the page needs before it works, each once."""
    html, _ = _fetch(page)
    wanted = {urljoin(page, found) for pair in _IN_PAGE.findall(html) for found in pair if found}
    seen: dict[str, int] = {}
    while wanted - seen.keys():
        address = (wanted - seen.keys()).pop()
        text, seen[address] = _fetch(address)
        if address.endswith(".js"):
            wanted |= {urljoin(address, found) for found in _IN_SCRIPT.findall(text)}
    if not any(each.endswith(".js") for each in seen):
        raise RuntimeError(f"{page} loads no script")
    return sum(seen.values())


def _fetch(address: str) -> tuple[str, int]:
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=10) as answer:  # noqa: S310
        body = answer.read()
        packed = answer.headers.get("content-encoding") == "gzip"
    return (gzip.decompress(body) if packed else body).decode(), len(body)
