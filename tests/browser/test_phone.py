"""On the home screen of a phone: a neutral name, and without a network the help lines and a kind page."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from sqlmodel import select

from betterjournal import database
from betterjournal.accounts.models import Practice
from tests.browser.conftest import PHONE, Demo, Enter, Town

# Resolves when the worker has what it needs to answer alone.
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  }
  return found;
}"""
NOT_OF_ANYBODY = re.compile(r"/assets/.+|/offline|/offline\.js|/betterjournal\.css|/icon\.svg|/help-now")
LINES = """(link) => {
  const words = new Range();
  words.selectNodeContents(link);
  return new Set([...words.getClientRects()].map((line) => line.top)).size;
}"""
SHIFTS = """window.shifts = 0;
new PerformanceObserver((seen) => seen.getEntries().forEach((one) => (window.shifts += one.value)))
  .observe({ type: "layout-shift", buffered: true });"""


def test_without_a_network_help_now_opens_and_everything_else_says_so(visit: Enter) -> None:
    page = visit("ben", size=PHONE)
    _ready(page)
    page.context.set_offline(True)
    page.goto("/journal")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network just now")
    expect(page.locator("body")).to_contain_text("9-8-8")
    page.get_by_role("link", name="Help now").click()
    expect(page.get_by_role("link", name="911", exact=True)).to_be_visible()
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aide immédiate")
    page.goto("/today")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network just now")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def test_help_now_is_not_lost_to_a_line_that_comes_back_under_the_press(visit: Enter) -> None:
    page = visit("ben", size=PHONE)
    _ready(page)
    page.context.set_offline(True)
    page.goto("/journal")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network just now")
    page.evaluate("""addEventListener("click", () => setTimeout(() => dispatchEvent(new Event("online"))))""")
    page.get_by_role("link", name="Help now").click()
    expect(page.get_by_role("link", name="911", exact=True)).to_be_visible()


@pytest.mark.parametrize("who", ["ben", "fay"])
@pytest.mark.parametrize("path", ["/journal/{page}", "/today/{work}", "/me", "/privacy"])
def test_the_number_to_call_is_dialled_with_one_press(demo: Demo, visit: Enter, who: str, path: str) -> None:
    page = visit(who, size=PHONE)
    page.goto(demo.address(path, who))
    number = page.get_by_role("main").get_by_role("link", name="403-555-0134").first
    expect(number).to_be_visible()
    expect(number).to_have_attribute("href", "tel:403-555-0134")
    assert number.evaluate(LINES) == 1


def test_a_number_is_dialled_however_it_was_typed_and_a_long_one_stays_on_the_screen(town: Town, enter: Enter) -> None:
    typed = "+1 (403) 555 0134, ext. 22, or ask Eve"
    with town.inside(), database.writing() as session:
        row = session.exec(select(Practice)).one()
        row.phone = typed
        session.add(row)
    page = enter("ben", size={"width": 320, "height": 640})
    page.goto("/privacy")
    number = page.get_by_role("main").get_by_role("link", name=typed)
    expect(number).to_have_attribute("href", "tel:+1(403)5550134,ext.22,oraskEve")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_a_network_a_french_reader_is_told_in_french(visit: Enter) -> None:
    page = visit("fay", size=PHONE, language="fr-CA")
    _ready(page)
    page.context.set_offline(True)
    page.goto("/journal")
    expect(page.get_by_role("heading", level=1)).to_have_text("Il n'y a pas de réseau pour l'instant")
    assert page.evaluate("document.documentElement.lang") == "fr-CA"


def test_what_the_device_keeps_is_nobodys(visit: Enter) -> None:
    page = visit("ben", size=PHONE)
    _ready(page)
    for path in ("/today", "/journal", "/shared", "/kept", "/me"):
        page.goto(path)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
    kept = [urlsplit(url).path for url in page.evaluate(KEPT)]
    assert any(path.startswith("/assets/") for path in kept)
    assert [path for path in kept if not NOT_OF_ANYBODY.fullmatch(path)] == []


def test_the_name_below_the_icon_is_the_one_that_was_chosen(visit: Enter) -> None:
    page = visit("ben", size=PHONE)
    page.goto("/me")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.get_by_text("Put it on your home screen").click()
    expect(page.get_by_role("radio", name="Notes")).to_be_checked()
    page.get_by_text("Lists", exact=True).click()
    manifest = page.evaluate("fetch('/manifest.webmanifest').then((answer) => answer.json())")
    assert (manifest["name"], manifest["start_url"]) == ("Lists", "/today")
    page.reload()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.get_by_text("Put it on your home screen").click()
    expect(page.get_by_role("radio", name="Lists")).to_be_checked()


def _ready(page: Page) -> None:
    page.goto("/today")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert page.evaluate(READY)


@pytest.mark.parametrize("path", ["/today", "/journal", "/me", "/kept", "/shared"])
def test_nothing_in_view_moves_as_a_page_comes_in(visit: Enter, path: str) -> None:
    page = visit("ben", size=PHONE)
    page.add_init_script(SHIFTS)
    page.goto(path)
    expect(page.locator("main [aria-busy=true]")).to_have_count(0)
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifts") < 0.1


def test_the_foot_of_today_waits_below_until_all_is_known(enter: Enter) -> None:
    page = enter("ben", size={"width": 390, "height": 2400})
    release = _hold_back(page, "offer_hide")
    page.goto("/today")
    expect(page.locator("main .ghost")).to_have_count(0)
    expect(page.get_by_text("Try Hide once")).to_have_count(0)
    expect(page.get_by_role("contentinfo")).not_to_be_in_viewport()
    release()
    expect(page.get_by_text("Try Hide once")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_be_in_viewport()


def _hold_back(page: Page, mark: str) -> Callable[[], None]:
    """From the server's first message with `mark` in it on, the page hears nothing until the answer is called."""
    held: list[Callable[[], None]] = []

    def meet(page_side: WebSocketRoute) -> None:
        server = page_side.connect_to_server()

        def hear(message: str | bytes) -> None:
            if held or mark in str(message):
                held.append(lambda: page_side.send(message))
            else:
                page_side.send(message)

        server.on_message(hear)

    def release() -> None:
        for say in held:
            say()
        assert held
        held.clear()

    page.route_web_socket(re.compile("/_event"), meet)
    return release
