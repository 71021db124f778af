"""What is private stays where it is: on the screen, behind Back, on the wire and before the window."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from betterjournal import clock
from tests import builders
from tests.browser.conftest import Demo, Enter, Town, doors, quick_hashes, settle
from tests.browser.pages import CLIENT_PAGES, CLINICIAN_PAGES, OWNER_PAGES, PUBLIC_PAGES, open_page
from tests.browser.people import OWN, Client, press, sign_out, titled, unhide
from tests.serving import Server

WORDS = "I told nobody that I keep the letter"
REASON = "Ben asked me by phone to read it today."
TITLE = "Write a few lines"
NEXT_WEEK = timedelta(days=9)


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A practice that reads on the working day before, and Ben's appointment is next week."""
    data = tmp_path_factory.mktemp("shut") / "data"
    with quick_hashes():
        cast = settle(data, "previous_working_day")
    practice = Town(Server(data), cast)
    with practice.inside():
        builders.appointment(cast.alma, cast.ben, clock.now() + NEXT_WEEK)
        builders.assignment(cast.alma, cast.ben, what=TITLE)
    practice.server.start()
    yield practice
    practice.server.stop()


@pytest.fixture
def knock(shut: Town, chromium: Browser) -> Iterator[Enter]:
    yield from doors(chromium, shut.server, shut.cast.tokens)


@pytest.mark.parametrize(
    ("who", "pages"),
    [("", PUBLIC_PAGES), ("ben", CLIENT_PAGES), ("alma", CLINICIAN_PAGES), ("eve", OWNER_PAGES)],
    ids=["public", "client", "clinician", "owner"],
)
def test_no_page_asks_any_other_host_for_anything(demo: Demo, visit: Enter, who: str, pages: tuple[str, ...]) -> None:
    page = visit(who)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.on("websocket", lambda socket: asked.add(socket.url.replace("ws://", "http://")))
    for path in pages:
        open_page(page, demo, path)
    assert {url for url in asked if not url.startswith((f"{demo.server.url}/", "data:", "blob:"))} == set()


@pytest.mark.parametrize("how", ["button", "keys"])
def test_hide_leaves_a_calendar_and_none_of_the_words(knock: Enter, how: str) -> None:
    ben = Client(knock("ben"))
    ben.new_page(WORDS)
    if how == "button":
        press(ben.page, "Hide")
    else:
        for _ in range(3):
            ben.page.keyboard.press("Shift")
    expect(ben.page.get_by_role("columnheader").first).to_be_visible()
    assert WORDS not in ben.page.locator("body").inner_text()
    expect(ben.page.get_by_label("Your words")).to_be_hidden()
    assert ben.page.title() == clock.today("America/Edmonton").strftime("%B %Y")
    ben.page.reload()
    expect(ben.page.get_by_role("columnheader").first).to_be_visible()
    expect(ben.page.get_by_label("Your words")).to_be_hidden()
    unhide(ben.page)
    expect(ben.page.get_by_label("Your words")).to_have_value(WORDS)


def test_back_after_signing_out_leads_to_the_sign_in(knock: Enter) -> None:
    dan = Client(knock("dan"))
    dan.new_page(WORDS)
    written = dan.page.url
    dan.page.goto("/today")
    sign_out(dan.page)
    dan.page.go_back()
    _only_the_door(dan.page)
    dan.page.goto(written)
    _only_the_door(dan.page)


def _only_the_door(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert WORDS not in page.content()


class Frames:
    """What one page hears over its socket."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._hear(str(frame)))

    def _hear(self, frame: str) -> None:
        # "2" and "3" keep the line alive, whoever does what.
        if frame not in ("2", "3"):
            self.heard.append(frame)


def test_before_the_window_nothing_of_bens_reaches_alma(shut: Town, knock: Enter) -> None:
    alma = knock("alma")
    frames = Frames(alma)
    alma.goto(f"/clients/{shut.cast.ben.client_id}")
    expect(titled(alma, "Ben Okafor")).to_be_visible()
    expect(alma.get_by_text(re.compile("^Opens "))).to_be_visible()
    ben = Client(knock("ben"))
    ben.page.goto("/today")
    expect(ben.page.get_by_role("article", name=TITLE)).to_be_visible()
    heard = len(frames.heard)
    _write_and_share(ben)
    told = re.compile("^Shared with Alma. Alma can open it from .+ Until then you can take it back.$")
    expect(ben.page.get_by_text(told)).to_be_visible()
    press(ben.page, "Take back")
    expect(ben.page.get_by_role("button", name="Share", exact=True)).to_be_visible()
    ben.share("Share")
    expect(ben.page.get_by_text(told)).to_be_visible()
    assert frames.heard[heard:] == []
    alma.reload()
    expect(alma.get_by_text(re.compile("^Opens "))).to_be_visible()
    expect(alma.get_by_text(WORDS)).to_have_count(0)
    assert all(WORDS not in frame for frame in frames.heard)
    _open_early(alma, ben)


def _write_and_share(ben: Client) -> None:
    ben.start(TITLE)
    ben.write("What is on your mind?", WORDS)
    ben.saved()
    ben.share("Share")


def _open_early(alma: Page, ben: Client) -> None:
    """One deliberate press with a reason, which Ben reads from the next day on."""
    press(alma, "Open now")
    expect(alma.get_by_role("dialog")).to_contain_text("Ben was told you would not open this before")
    alma.get_by_label("Reason").fill(REASON)
    press(alma, "Open it now")
    expect(alma.get_by_role("article", name=TITLE).locator(OWN).filter(has_text=WORDS)).to_be_visible()
    ben.page.goto("/shared")
    expect(ben.page.get_by_role("article").filter(has_text=TITLE)).to_be_visible()
    expect(ben.page.get_by_text(re.compile("opened early"))).to_have_count(0)
    expect(ben.page.get_by_text(REASON)).to_have_count(0)
