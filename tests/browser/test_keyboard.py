"""Everything that matters can be done with the keys alone, and the focus is always in sight."""

import re

from playwright.sync_api import Locator, Page, expect

from tests import builders
from tests.browser.conftest import DESK, Enter, Town
from tests.browser.people import Client

TITLE = "Three lines about the week"
WORDS = "I wrote this without a mouse"
FAR = 80
# The focus is seen when a ring is drawn around the control, or around the label that holds it.
SEEN = """element => {
  const isRinged = (each) => each && getComputedStyle(each).outlineStyle !== "none";
  return element.matches(":focus-visible") && [element, element.closest("label")].some(isRinged);
}"""


def test_ben_from_today_to_shared_by_keys(town: Town, enter: Enter) -> None:
    with town.inside():
        builders.assignment(town.cast.alma, town.cast.ben, worksheet="journal_prompt", what=TITLE)
    page = enter("ben", size=DESK)
    page.goto("/today")
    expect(page.get_by_role("article", name=TITLE)).to_be_visible()
    _go(page, page.get_by_role("article", name=TITLE).get_by_role("link", name="Start"), "Enter")
    expect(page.get_by_text("Does this still fit?")).to_be_visible()
    _go(page, page.get_by_role("radio", name="0", exact=True), "Space")
    _go(page, page.get_by_role("button", name="It fits"), "Enter")
    _tab_to(page, page.get_by_label("What is on your mind?"))
    page.keyboard.type(WORDS)
    Client(page).saved()
    _go(page, page.get_by_role("button", name="Share", exact=True), "Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    _go(page, page.get_by_role("button", name="Share with Alma Reyes"), "Space")
    expect(page.get_by_text(re.compile("^Shared with Alma"))).to_be_visible()


def test_alma_sends_with_control_and_enter(town: Town, enter: Enter) -> None:
    page = enter("alma")
    page.goto(f"/clients/{town.cast.ben.client_id}")
    _go(page, page.get_by_role("link", name="Assign work"), "Enter")
    expect(page.get_by_role("button", name="Send to Ben")).to_be_visible()
    _tab_to(page, page.get_by_role("radio").first)
    task = page.get_by_role("radio", name="Just a task")
    for _ in range(FAR):
        if task.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(task).to_be_checked()
    _tab_to(page, page.get_by_label("What", exact=True))
    page.keyboard.type("Call the library about the choir")
    _tab_to(page, page.get_by_label("When", exact=True))
    page.keyboard.type("Tuesday after lunch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Send to Ben")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="Sent to Ben Okafor")).to_be_visible()


def test_the_first_stop_hides_and_the_second_leads_past_the_bar(enter: Enter) -> None:
    page = enter("ben", size=DESK)
    page.goto("/journal")
    first = page.locator("main").get_by_role("radio").first
    expect(first).to_be_attached()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hide this page")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()


def _go(page: Page, control: Locator, key: str) -> None:
    _tab_to(page, control)
    page.keyboard.press(key)


def _tab_to(page: Page, control: Locator) -> None:
    """Forward, stop by stop, until it has the focus; the focus is seen at every stop."""
    expect(control).to_be_visible()
    for _ in range(FAR):
        if control.evaluate("element => element === document.activeElement"):
            assert control.evaluate(SEEN), f"the focus is not seen on {control}"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {control} by keys")
