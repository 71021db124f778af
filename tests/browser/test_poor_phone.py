"""A phone whose storage takes nothing, or to which no script comes: the page says how it stands, and is of use."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Enter, Town, over_a_line
from tests.browser.people import ALONE, KEPT, Client, follow, press, titled
from tests.kill.line import Line, Reached

WORDS = "Your words"
# A family as one sign, a flag, a tone of skin, Arabic, Hebrew, both ways in one line, letters with marks of their own.
ODD = "👩‍👩‍👧 🇨🇦 👍🏽 مشيت فوق الجسر — הלכתי על הגשר, then on. e\u0301 ẹ̀ \u200f!\n  \tsaid\u00a0so"
# How a storage refuses: private modes do not open it, a full disk takes nothing.
REFUSALS = {
    "forbidden": "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };",
    "not opened": """indexedDB.open = () => {
      const request = { error: new DOMException('no', 'InvalidStateError') };
      setTimeout(() => request.onerror?.(), 0);
      return request;
    };""",
    "full": "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
}

# Until the service worker stands between this page and the line.
LOOKED_AFTER = """new Promise((done) => {
  if (navigator.serviceWorker.controller) done();
  else navigator.serviceWorker.addEventListener("controllerchange", () => done());
})"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    yield from over_a_line(tmp_path_factory.mktemp("town") / "data")


@pytest.fixture
def line(town: Town) -> Iterator[Line]:
    assert isinstance(town.server, Reached)
    yield town.server.line
    town.server.line.mend()


def there(page: Page, words: str) -> None:
    """On the server: a page opened anew shows it."""
    page.reload()
    expect(page.get_by_label(WORDS)).to_have_value(words)


def test_letters_of_every_kind_come_back_from_the_device_as_they_were(enter: Enter, line: Line) -> None:
    ben = Client(enter("ben"))
    ben.new_page("first. ")
    line.cut()
    ben.write(WORDS, ODD)
    expect(ben.status).to_have_text(KEPT)
    context, address = ben.page.context, ben.page.url
    ben.page.close()
    line.mend()
    again = Client(context.new_page())
    again.page.goto(address)
    expect(again.page.get_by_label(WORDS)).to_have_value(ODD)
    again.saved()


@pytest.mark.parametrize("how", REFUSALS)
def test_a_storage_that_takes_nothing_is_told_and_everything_is_saved_all_the_same(
    enter: Enter, line: Line, how: str
) -> None:
    page = enter("ben")
    page.add_init_script(REFUSALS[how])
    ben = Client(page)
    ben.new_page("first. ")
    line.cut()
    ben.write(WORDS, "in the tunnel")
    expect(ben.status).to_have_text(ALONE)
    line.mend()
    ben.saved()
    there(page, "in the tunnel")


def test_a_press_in_a_short_tunnel_leads_on_once_it_is_passed(enter: Enter, line: Line) -> None:
    page = enter("ben")
    page.goto("/me")
    expect(titled(page, "Me")).to_be_visible()
    page.evaluate(LOOKED_AFTER)
    line.cut()
    follow(page, "My pages")
    page.wait_for_timeout(1_000)
    line.mend()
    expect(titled(page, "My pages")).to_be_visible()
    assert page.url.endswith("/journal")


def test_before_any_script_comes_the_page_says_whom_to_call_and_leads_to_help(enter: Enter) -> None:
    ben, held = Client(enter("ben")), list[Route]()
    ben.new_page("first. ")
    # A phone that was never here: nothing of ours lies on it.
    page = enter("ben")
    page.route("**/assets/*.js", lambda route: held.append(route))
    page.goto(ben.page.url, wait_until="commit")
    expect(page.get_by_text("In danger, call 911").first).to_be_visible()
    expect(page.get_by_text("9-8-8").first).to_be_visible()
    expect(page.get_by_role("link", name="Help now").first).to_have_attribute("href", "/help-now")
    expect(page.get_by_label(WORDS)).to_have_count(0)
    assert held


def test_a_line_too_weak_to_carry_a_page_does_not_hold_up_help_now(enter: Enter, line: Line) -> None:
    page = enter("ben")
    page.goto("/today")
    assert page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    line.hush()
    page.goto("/help-now?lang=fr", timeout=6000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Aide immédiate")


HELD = "You are offline, so nothing was sent. Press it again when you are back."
WAITS = "You are offline. What you pressed goes on by itself when you are back."


def test_a_press_without_a_line_says_that_it_waits_and_goes_on_by_itself(enter: Enter, line: Line) -> None:
    page = enter("ben")
    page.goto("/journal")
    page.get_by_role("group", name="Mood").get_by_role("radio", name="7", exact=True).check(force=True)
    line.cut()
    press(page, "Energy, anxiety, a few words")
    page.wait_for_timeout(1_000)
    expect(page.get_by_text(WAITS)).to_have_count(0)
    press(page, "Keep")
    expect(page.get_by_text(WAITS)).to_be_visible()
    line.mend()
    expect(page.get_by_text("Mood 7")).to_have_count(1)
    expect(page.get_by_text(WAITS)).to_have_count(0)


def test_what_is_pressed_in_a_dialog_without_a_line_is_not_taken_and_not_now_closes_it(
    enter: Enter, line: Line
) -> None:
    """Who goes on to "Not now" means it: nothing is shared behind their back when the line returns."""
    ben = Client(enter("ben"))
    ben.new_page("to be shared, in a tunnel")
    ben.saved()
    press(ben.page, "Share")
    dialog = ben.page.get_by_role("dialog", name="Share this page?")
    expect(dialog.get_by_role("button", name="Share with Alma Reyes")).to_be_visible()
    line.cut()
    ben.page.wait_for_timeout(3_000)
    press(dialog, "Share with Alma Reyes")
    told = ben.page.get_by_text(HELD)
    expect(told).to_be_visible()
    assert told.evaluate("told => told.matches(':popover-open')")
    press(dialog, "Not now")
    expect(dialog).to_have_count(0)
    line.mend()
    expect(told).to_have_count(0)
    ben.page.wait_for_timeout(4_000)
    expect(ben.page.get_by_text("Only you can read this.")).to_be_visible()
    press(ben.page, "Share")
    press(dialog, "Share with Alma Reyes")
    expect(ben.page.get_by_role("button", name="Stop sharing")).to_be_visible()
