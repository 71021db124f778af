"""The whole loop with two people in two browsers, from the printed link to the next assignment."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, doors
from tests.browser.people import OWN, RECORD, SITUATION, THOUGHT, Client, Clinician, press, sign_out, titled
from tests.serving import Server

AT_ONCE_SECONDS = 1.0
NOTE = "You named the thought yourself today. That was the hard part."
SAID = "In line at the store, a neighbour walked by."
THOUGHT_SAID = "They do not want to know me."
TAKEAWAY = "One thought is not the whole story."


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Server]:
    """A practice that nobody has set up yet."""
    server = Server(tmp_path / "data").start()
    yield server
    server.stop()


@pytest.mark.parametrize("sizes", [(DESK, PHONE), (PHONE, DESK)], ids=["desk-and-phone", "phone-and-desk"])
def test_the_whole_loop(bare: Server, chromium: Browser, sizes: tuple[dict[str, int], dict[str, int]]) -> None:
    entered = doors(chromium, bare, {})
    enter = next(entered)
    alma, ben = Clinician(enter("", size=sizes[0])), Client(enter("", size=sizes[1]))
    _set_up_and_join(alma, ben, _printed_link(bare))
    _send(alma, ben)
    _write_part_and_share(alma, ben)
    _look_together(alma, ben)
    _leave(ben.page)
    next(entered, None)


def _printed_link(server: Server) -> str:
    found = re.search(r"http://\S+/setup/\S+", server.log.read_text())
    assert found is not None
    return found.group(0)


def _set_up_and_join(alma: Clinician, ben: Client, link: str) -> None:
    alma.set_up(link)
    expect(titled(alma.page, "Clients")).to_be_visible()
    alma.choose_window("Two days before")
    alma.go_without_the_list()
    alma.page.goto("/clients")
    link, spoken = alma.add_client("Ben Okafor")
    ben.join(link, spoken)
    alma.open_client("Ben Okafor")
    alma.meet_in(days=1)


def _send(alma: Clinician, ben: Client) -> None:
    """It stands on Ben's open page without a reload."""
    loaded = _mark(ben.page)
    alma.assign(RECORD, NOTE)
    pressed = time.monotonic()
    expect(ben.page.get_by_role("article", name=RECORD)).to_be_visible()
    took = time.monotonic() - pressed
    print(f"arrived on the open page after {took * 1000:.0f} ms")
    assert took < AT_ONCE_SECONDS
    expect(alma.page.get_by_role("status").filter(has_text="Sent to Ben Okafor")).to_be_visible()
    expect(ben.page.get_by_role("article", name=RECORD)).to_contain_text(NOTE)
    assert _is_marked(ben.page, loaded)


def _write_part_and_share(alma: Clinician, ben: Client) -> None:
    alma.page.get_by_role("link", name="Back to Ben").click()
    expect(titled(alma.page, "Ben Okafor")).to_be_visible()
    loaded = _mark(alma.page)
    ben.start(RECORD)
    ben.write(SITUATION, SAID)
    ben.write(THOUGHT, THOUGHT_SAID)
    ben.saved()
    ben.share()
    told = "Shared with Alma, who can open it now. Until it is opened you can take it back."
    expect(ben.page.get_by_text(told)).to_be_visible()
    expect(ben.page.get_by_text("Part of it counts. Stop here, or come back.")).to_be_visible()
    article = alma.page.get_by_role("article", name=RECORD)
    expect(alma.page.get_by_role("status").filter(has_text="Something new is here.")).to_be_visible()
    expect(article).to_have_count(0)
    expect(ben.page.get_by_role("button", name="Take back")).to_be_visible()
    press(alma.page, "Show it")
    expect(article.locator(OWN).filter(has_text=SAID)).to_be_visible()
    assert _is_marked(alma.page, loaded)


def _look_together(alma: Clinician, ben: Client) -> None:
    page = alma.page
    alma.review(page.get_by_role("article", name=RECORD), TAKEAWAY, "Make smaller")
    expect(page.get_by_text("Saved. Ben keeps the takeaway.")).to_be_visible()
    expect(page.get_by_role("button", name="Copy for the chart")).to_be_visible()
    page.get_by_role("link", name="Assign the next one").click()
    expect(page.get_by_text("Starts from the last one, made smaller.")).to_be_visible()
    expect(page.get_by_role("radio", name=RECORD)).to_be_checked()
    expect(page.get_by_label("When", exact=True)).to_have_value("the same evening")
    expect(page.get_by_label("What", exact=True)).to_have_value(re.compile("just the thought"))
    ben.page.goto("/kept")
    expect(ben.page.get_by_text(TAKEAWAY)).to_be_visible()
    expect(ben.page.get_by_text("We make it smaller.")).to_be_visible()


def _leave(page: Page) -> None:
    """Nothing clinical is left behind the Back button."""
    sign_out(page)
    page.go_back()
    expect(page.get_by_text(TAKEAWAY)).to_have_count(0)
    page.go_back()
    expect(page.get_by_text(THOUGHT_SAID)).to_have_count(0)
    expect(page.get_by_text(NOTE)).to_have_count(0)


def _mark(page: Page) -> str:
    """A mark that a reload would take away."""
    return str(page.evaluate("window.mark = crypto.randomUUID()"))


def _is_marked(page: Page, mark: str) -> bool:
    return bool(page.evaluate("window.mark") == mark)
