"""Lighthouse on a phone: performance, accessibility and best practices of what clients open.

All pages are looked at in turn, three times, and the median told. Each look is a first visit, in a browser that was
never there: what an earlier look left in its cache would give every page the best score there is. Performance stands
beside that of the framework's blank page: on a machine that does other things every page falls, and only what lies
between the two is ours.
`npx` fetches it at this version when it is not there; without a network or a browser the part says so and ends.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.async_api import async_playwright

from tests.bench.measure import Finding, at_least, median, told
from tests.bench.product import Bench
from tests.bench.serving import clean, free_port
from tests.needs import BROWSERS

VERSION = "12.8.2"
LEAST = {"performance": 95.0, "accessibility": 100.0, "best-practices": 100.0}
OPEN = ("/", "/sign-in", "/help-now")
BLANK = "the blank page"
SECONDS, TURNS = 300, 3
_QUIET = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


async def run(bench: Bench) -> list[Finding]:
    try:
        return await _all(bench)
    except (RuntimeError, subprocess.TimeoutExpired) as problem:
        print(problem, file=sys.stderr)
        return [told("Lighthouse could not look; the line above says why", 0, "pages")]


async def _all(bench: Bench) -> list[Finding]:
    writer, url = bench.seeded.writers[0], bench.product.url
    own = ("/today", writer.work.path, "/journal", "/me")
    pages: dict[str, tuple[str, str, str | None]] = {BLANK: (bench.blank.url, "/", None)}
    pages |= {path: (url, path, None) for path in OPEN} | {path: (url, path, writer.cookie) for path in own}
    turns = [{path: await _first_visit(*visit) for path, visit in pages.items()} for _ in range(TURNS)]
    scores = {path: {what: median([turn[path][what] for turn in turns]) for what in LEAST} for path in pages}
    floor = scores.pop(BLANK)["performance"]
    findings = [told(f"performance of {BLANK}", floor, "")]
    for path, found in scores.items():
        shown = path.replace(writer.assignment_id, "<id>")
        findings += [_finding(what, shown, found[what], floor) for what in LEAST]
    return findings


def _finding(what: str, shown: str, score: float, floor: float) -> Finding:
    found = at_least(f"{what} of {shown}", score, "", LEAST[what])
    return replace(found, floor=floor) if what == "performance" else found


async def _first_visit(url: str, path: str, cookie: str | None) -> dict[str, float]:
    # The browser may still be writing as its folder goes.
    profile = TemporaryDirectory(prefix="lighthouse-", ignore_cleanup_errors=True)
    with profile as name, _browser(Path(name)) as port:
        if cookie:
            await _sign_in(port, url, cookie)
        return _scores(url + path, port)


def _scores(url: str, port: int) -> dict[str, float]:
    """Each category out of a hundred.

    Raises `RuntimeError` when Lighthouse could not be fetched, could not look, or was shown another page.
    """
    command = ["npx", "--yes", f"lighthouse@{VERSION}", url, f"--port={port}", "--output=json", "--quiet"]
    wanted = [f"--only-categories={','.join(LEAST)}", "--disable-storage-reset"]
    done = subprocess.run([*command, *wanted], env=clean(), capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        raise RuntimeError(f"Lighthouse {VERSION} could not be fetched, or could not look:\n{done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    if report["finalDisplayedUrl"] != url:
        raise RuntimeError(f"Lighthouse was sent from {url} to {report['finalDisplayedUrl']}")
    print(f"  {url}: performance {100 * report['categories']['performance']['score']:.0f}", file=sys.stderr)
    for each in report["audits"].values():
        if each["score"] is not None and each["score"] < 1:
            print(f"  {url}: {each['id']} {each.get('displayValue', '')}", file=sys.stderr)
    return {name: round(100 * found["score"]) for name, found in report["categories"].items()}


@contextmanager
def _browser(profile: Path) -> Iterator[int]:
    """The port by which a browser with a profile of its own is steered."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise RuntimeError("Lighthouse needs Chromium on the path")
    port = free_port()
    asked = [f"--remote-debugging-port={port}", f"--user-data-dir={profile}", *_QUIET, "about:blank"]
    process = subprocess.Popen([program, *asked], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(300):
        with suppress(OSError):
            urlopen(f"http://127.0.0.1:{port}/json/version", timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError("Chromium did not start")


async def _sign_in(port: int, url: str, cookie: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=60_000)
        await browser.contexts[0].add_cookies([{"name": "betterjournal", "value": cookie, "url": url}])
