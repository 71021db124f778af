"""A slow phone on a slow line: when the first words and the first field are there, and how soon a key is drawn.

A processor four times slower than this machine's, 1.6 Mbit/s, 150 ms there and back, and nothing in the cache.
"""

import shutil
import sys
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from tests.bench.measure import Finding, at_most, median, told
from tests.bench.product import Bench
from tests.needs import BROWSERS

SLOWER, BYTES_A_SECOND, MS = 4, 1_600_000 / 8, 150
WORDS_MS, FIELD_MS, KEY_MS = 1000.0, 3000.0, 100.0
TURNS, KEYS, PATIENCE_MS = 5, 40, 60_000
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}
FIELD = "main [data-field]"
WATCH = """
window.firstField = 0;
window.keys = [];
const look = () => {
  const field = document.querySelector("main [data-field]");
  if (field?.checkVisibility()) window.firstField = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
new PerformanceObserver((seen) => seen.getEntries().forEach(({ name, duration }) =>
  name === "keydown" && window.keys.push(duration))).observe({ type: "event", durationThreshold: 16 });
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"


async def run(bench: Bench) -> list[Finding]:
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        print("a slow phone needs Chromium on the path", file=sys.stderr)
        return [told("slow phone, no browser to try it with", 0, "pages")]
    writer = bench.seeded.writers[1]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        turns = [await _turn(browser, bench.product.url, writer.cookie, writer.work.path) for _ in range(TURNS)]
        await browser.close()
    painted, ready, drawn = (median([turn[at] for turn in turns]) for at in range(3))
    return [
        at_most("slow phone, first words of /today/<id>", painted, "ms", WORDS_MS),
        at_most("slow phone, first field of /today/<id>", ready, "ms", FIELD_MS),
        at_most(f"slow phone, slowest of {KEYS} keys drawn", drawn, "ms", KEY_MS),
    ]


async def _turn(browser: Browser, url: str, cookie: str, path: str) -> tuple[float, float, float]:
    """Milliseconds until the first words, until the first field, and of the key that took longest."""
    context = await browser.new_context(**PHONE)
    await context.add_cookies([{"name": "betterjournal", "value": cookie, "url": url}])
    page = await context.new_page()
    await page.add_init_script(WATCH)
    await _slow_down(page)
    await page.goto(f"{url}{path}", timeout=PATIENCE_MS)
    await page.locator(FIELD).first.wait_for(timeout=PATIENCE_MS)
    await page.locator(FIELD).first.press_sequentially("a" * KEYS, delay=90, timeout=PATIENCE_MS)
    await page.wait_for_timeout(500)
    painted, ready = await page.evaluate(PAINTED), await page.evaluate("() => window.firstField")
    drawn = await page.evaluate("() => Math.max(0, ...window.keys)")
    await context.close()
    return painted, ready, drawn


async def _slow_down(page: Page) -> None:
    steered = await page.context.new_cdp_session(page)
    line = {"offline": False, "latency": MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    await steered.send("Network.emulateNetworkConditions", line)
    await steered.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
