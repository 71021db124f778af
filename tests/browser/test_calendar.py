"""Alma connects her calendar: what is wrong is named, and what cannot be reached is told kindly."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, expect

from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from tests.browser.conftest import doors, quick_hashes
from tests.browser.people import follow, press, titled
from tests.cast import Cast
from tests.serving import Server

# Nobody's, ever (RFC 2606): no name server knows it.
HOST = "calendar.invalid"
SECRET = "private-5up3r"


@pytest.fixture
def alma(tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    with quick_hashes():
        prepare(Settings(data_dir=tmp_path / "data"))
        cast = Cast.gather()
        let_go()
    server = Server(tmp_path / "data").start()
    entered = doors(chromium, server, cast.tokens)
    page = next(entered)("alma")
    page.context.add_init_script(path=AXE_FILE_PATH)
    yield page
    next(entered, None)
    server.stop()
    assert SECRET not in server.log.read_text()


def test_alma_connects_her_calendar_and_leaves_it_again(alma: Page) -> None:
    alma.goto("/clients")
    follow(alma, "Let appointments follow your calendar")
    expect(titled(alma, "Where to find the address")).to_be_visible()
    address = alma.get_by_label("Secret address of your calendar")
    address.fill(f"http://{HOST}/{SECRET}")
    press(alma, "Connect")
    expect(alma.get_by_role("alert")).to_contain_text("It begins with https://")
    expect(address).to_have_value(f"http://{HOST}/{SECRET}")
    address.fill(f"webcal://{HOST}/{SECRET}")
    press(alma, "Connect")
    expect(titled(alma, f"Reading {HOST}")).to_be_visible()
    code = alma.get_by_label("Code for Ben Okafor")
    code.fill("B")
    code.press("Enter")
    expect(alma.get_by_role("alert")).to_contain_text("at least two letters")
    code.fill("BO")
    code.press("Enter")
    expect(alma.get_by_text("Code BO.")).to_be_visible()
    press(alma, "Look now")
    # What a name server says of it, or that none was to be had.
    kind = re.compile("There is no calendar under this address|took too long to answer|did not answer")
    expect(alma.get_by_text(kind).first).to_be_visible(timeout=30_000)
    assert SECRET not in alma.content()
    assert alma.evaluate("axe.run().then(found => found.violations.map(each => each.id))") == []
    alma.reload()
    expect(alma.get_by_text("Code BO.")).to_be_visible()
    press(alma, "Disconnect")
    press(alma, "Disconnect the calendar")
    expect(titled(alma, "Where to find the address")).to_be_visible()
