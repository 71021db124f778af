"""Every client page by the keys alone: each stop is seen, under nothing, large enough, and named; the journeys too."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from betterjournal import clock
from betterjournal.entries import actions as entries
from tests import builders
from tests.browser.conftest import PHONE, Demo, Enter, Town
from tests.browser.pages import CLIENT_PAGES, open_page
from tests.browser.people import Client, press, titled
from tests.browser.test_joining import PASSWORD, TOPICS, invite, visit

FAR = 160
WORDS = "I wrote this without a mouse"
TITLE = "One line after supper"
# Where the focus is: what it is on, whether it is seen, and whether anything lies over it (WCAG 2.4.7, 2.4.11).
STOP = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  const label = on.closest("label");
  const isRinged = (one, part) => one && getComputedStyle(one, part).outlineStyle !== "none";
  const drawn = label?.matches(".choice, .cell, .tick") ? label : on;
  const box = drawn.getBoundingClientRect();
  const inside = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]]
    .map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]);
  const over = points.map(([x, y]) => inside(x, y) && document.elementFromPoint(x, y));
  const mine = over.filter((one) => one && (drawn.contains(one) || one.contains(drawn)));
  return {
    what: on.outerHTML.slice(0, 120),
    name: (on.getAttribute("aria-label") ?? on.innerText ?? "").slice(0, 60),
    seen: on.matches(":focus-visible") && (isRinged(on) || isRinged(on, "::after") || isRinged(label)),
    free: mine.length > 0,
  };
}"""
# Whatever is pressed or filled on a client's page measures 44 by 44, the number field's parts too (WCAG 2.5.8 asks 24).
SMALL = """() => {
  const controls = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
  const found = [];
  for (const control of controls) {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.matches(".skip, .sr-only")) continue;
    // In the middle of a sentence a link is as high as the line (the exception of 2.5.8), also a number in one piece.
    const display = getComputedStyle(control).display;
    const flows = display === "inline" || (display === "inline-block" && control.matches("[href^='tel:']"));
    if (control.matches("p a, li > a") && flows) continue;
    const label = control.closest("label");
    const row = control.closest(".rows > li");
    const boxes = [control, label, row].filter(Boolean).map((one) => one.getBoundingClientRect());
    const width = Math.max(...boxes.map((box) => box.width)), height = Math.max(...boxes.map((box) => box.height));
    const size = `${Math.round(width)}x${Math.round(height)}`;
    if (width < 43.5 || height < 43.5) found.push(`${size} ${control.outerHTML.slice(0, 110)}`);
  }
  return found;
}"""
# A field has a name of its own, and what is wrong with it is tied to it.
UNTIED = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
  .filter((field) => field.checkVisibility())
  .filter((field) => {
    const named = field.labels?.length || field.getAttribute("aria-label") || field.getAttribute("aria-labelledby");
    const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
    const error = field.closest(".field")?.querySelector(".error:not(:empty), .field-error");
    const tied = !error || !error.checkVisibility() || described.includes(error.id) || error.closest("fieldset");
    return !named || !tied;
  })
  .map((field) => field.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", CLIENT_PAGES)
def test_every_stop_on_every_client_page_is_seen_and_under_nothing(demo: Demo, visit: Enter, path: str) -> None:
    page = visit("ben", size=PHONE)
    open_page(page, demo, path)
    forward = _walk(page, "Tab")
    assert forward > 5
    assert _walk(page, "Shift+Tab") > 5


@pytest.mark.parametrize("path", CLIENT_PAGES)
def test_every_control_of_every_client_page_is_large_enough_and_named(demo: Demo, visit: Enter, path: str) -> None:
    page = visit("ben", size=PHONE)
    open_page(page, demo, path)
    for fold in page.locator("details > summary").all():
        if fold.is_visible():
            fold.click()
    assert page.evaluate(SMALL) == []
    assert page.evaluate(UNTIED) == []


def _walk(page: Page, key: str) -> int:
    """Stop by stop to the end of the page; how many there were."""
    hidden, stops = [], 0
    for _ in range(FAR):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops += 1
        if not (stop["seen"] and stop["free"]):
            hidden.append(stop)
    assert hidden == []
    return stops


def test_joining_by_keys(town: Town, enter: Enter) -> None:
    invitation = invite(town, "Kay Roy", "en")
    page = enter("", size=PHONE)
    visit(page, town, invitation)
    expect(page.get_by_role("checkbox")).to_have_count(TOPICS)
    for at in range(TOPICS):
        _go(page, page.get_by_role("checkbox").nth(at), "Space")
    _go(page, page.get_by_role("button", name="Continue"), "Enter")
    _type(page, page.get_by_label("Code"), invitation.code)
    _type(page, page.get_by_label("Email"), "kay@demo.test")
    _type(page, page.get_by_role("textbox", name="Password"), PASSWORD)
    _go(page, page.get_by_role("button", name="Open my pages"), "Enter")
    page.wait_for_url("**/today")


def test_sharing_taking_back_and_not_this_time_by_keys(town: Town, enter: Enter) -> None:
    with town.inside():
        builders.appointment(town.cast.alma, town.cast.ben, clock.now() + timedelta(days=9))
        work = builders.assignment(town.cast.alma, town.cast.ben, what=TITLE)
        builders.draft(town.cast.ben, work, WORDS)
    page = enter("ben", size=PHONE)
    page.goto(f"/today/{work}")
    share = page.get_by_role("button", name=re.compile("^Share( what I have)?$"))
    _go(page, share, "Enter")
    _go(page, page.get_by_role("button", name="Share with Alma Reyes"), "Enter")
    expect(page.get_by_text(re.compile("^Shared with Alma"))).to_be_visible()
    _go(page, page.get_by_role("button", name="Take back", exact=True), "Enter")
    expect(page.get_by_role("button", name="Take back", exact=True)).to_have_count(0)
    _go(page, page.get_by_role("button", name="Not this time", exact=True), "Enter")
    expect(page.get_by_role("dialog", name="Not this time")).to_be_visible()
    assert page.evaluate(SMALL) == []
    _go(page, page.get_by_role("checkbox", name="I forgot"), "Space")
    _go(page, page.get_by_role("dialog").get_by_role("button", name="Send", exact=True), "Enter")
    expect(page.get_by_text("Thanks for saying so.")).to_be_visible()


def test_a_page_of_ones_own_by_keys(enter: Enter) -> None:
    page = enter("ben", size=PHONE)
    page.goto("/journal")
    _go(page, page.get_by_role("button", name="New page"), "Enter")
    _type(page, page.get_by_label("Your words"), WORDS)
    Client(page).saved()
    _go(page, page.get_by_role("button", name="Delete this page"), "Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(SMALL) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Delete this page")).to_be_focused()


def test_check_ins_are_shared_by_keys(town: Town, enter: Enter) -> None:
    with town.inside():
        entries.check_in(town.cast.dan, 5, None, None)
    page = enter("dan", size=PHONE)
    page.goto("/journal")
    _go(page, page.get_by_role("button", name="Share my check-ins"), "Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(SMALL) == []
    _go(page, page.get_by_role("button", name="Share with Cora Singh"), "Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_me_by_keys(enter: Enter) -> None:
    page = enter("ben", size=PHONE)
    page.goto("/me")
    expect(titled(page, "Me")).to_be_visible()
    _tab_to(page, page.get_by_role("radio", name="English"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")
    expect(page.get_by_role("radio", name="Français")).to_be_checked()
    press(page, "English")
    _go(page, page.get_by_role("link", name="Read it, print it, or stop using these pages"), "Enter")
    expect(titled(page, "What you agreed to")).to_be_visible()


def _go(page: Page, control: Locator, key: str) -> None:
    _tab_to(page, control)
    page.keyboard.press(key)


def _type(page: Page, control: Locator, words: str) -> None:
    _tab_to(page, control)
    page.keyboard.type(words)


def _tab_to(page: Page, control: Locator) -> None:
    """Forward, stop by stop, until it has the focus; seen and under nothing at each."""
    expect(control).to_be_visible()
    for _ in range(FAR):
        if control.evaluate("element => element === document.activeElement"):
            stop = page.evaluate(STOP)
            assert stop["seen"], stop
            assert stop["free"], stop
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {control} by keys")


def test_the_first_save_and_trouble_are_announced_and_no_save_after_a_pause(enter: Enter) -> None:
    ben = Client(enter("ben"))
    ben.new_page("One.")
    live = ben.page.locator(".save-line")
    expect(live).to_have_attribute("aria-live", "polite")
    ben.write("Your words", "One. Two.")
    expect(live).to_have_attribute("data-standing", "saving")
    ben.saved()
    expect(live).to_have_attribute("aria-live", "off")
    ben.page.context.set_offline(True)
    ben.write("Your words", "One. Two. Three.")
    expect(live).to_contain_text("Not saved yet")
    expect(live).to_have_attribute("aria-live", "polite")
    ben.page.context.set_offline(False)
    ben.saved()
    expect(live).to_have_attribute("aria-live", "polite")
