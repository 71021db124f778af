"""What is pasted, and what the browser refuses: nothing lost, and said kindly."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.browser.conftest import DESK, Enter, Town
from tests.browser.people import REFUSED, Client, press, titled
from tests.browser.test_device_copy import SECRET, WORDS, another_sign_in, become, come_back
from tests.browser.test_device_left import TOO_LONG, Held

FORBIDDEN = """for (const name of ["sessionStorage", "localStorage"])
  Object.defineProperty(window, name, {
    configurable: true,
    get: () => { throw new DOMException("no", "SecurityError"); },
  });"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


def test_what_is_pasted_and_too_long_stays_and_says_how_much_fits(enter: Enter) -> None:
    ben = Client(enter("ben"))
    ben.new_page("first. ")
    field = ben.page.get_by_label(WORDS)
    pasted = "a line of a long paste\n" * 9000
    assert len(pasted) > 200_000
    ben.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ben.page.evaluate("words => navigator.clipboard.writeText(words)", pasted)
    field.fill("")
    field.press("Control+V")
    expect(ben.page.get_by_text(TOO_LONG)).to_be_visible()
    expect(ben.status).to_have_text(REFUSED)
    expect(field).to_have_value(pasted)
    # Straight from the field, as it is: that it is being saved would not be true.
    press(ben.page, "Share")
    expect(ben.page.get_by_text("One answer cannot be saved as it is. Change it or clear it first.")).to_be_visible()
    expect(field).to_be_focused()
    field.evaluate("field => field.setRangeText('', 20000, field.value.length)")
    field.dispatch_event("input")
    ben.saved()
    ben.page.reload()
    expect(field).to_have_value(pasted[:20_000])


def test_a_press_on_share_leads_to_the_number_that_cannot_be_saved(town: Town, enter: Enter) -> None:
    with town.inside():
        work = builders.assignment(town.cast.alma, town.cast.ben, worksheet="thought_record_7", what="One moment")
        builders.draft(town.cast.ben, work, "On the bus", path="situation")
    page = enter("ben", size=DESK)
    page.goto(f"/today/{work}")
    number = page.locator("main input[data-number]").first
    number.fill("7x")
    press(page, "Share what I have")
    expect(page.get_by_text("One answer cannot be saved as it is. Change it or clear it first.")).to_be_visible()
    expect(number).to_be_focused()
    expect(number).to_have_value("7x")
    number.fill("7")
    expect(page.get_by_text("One answer cannot be saved")).to_have_count(0)
    press(page, "Share what I have")
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("year", [2009, 2044])
def test_a_device_whose_clock_was_wrong_by_years_loses_nothing_when_it_is_set(
    town: Town, enter: Enter, year: int
) -> None:
    page = enter("ben")
    page.clock.install(time=datetime(year, 3, 8, 11, tzinfo=UTC))
    held, ben = Held(page), Client(page)
    ben.new_page("first. ")
    held.is_held = True
    ben.write(WORDS, SECRET)
    expect(ben.status).to_have_text(re.compile("^Not saved yet. Your words are kept"))
    page.close()
    page.context.clock.set_system_time(datetime.now(UTC))
    again = come_back(page.context, page.url)
    expect(again.page.get_by_label(WORDS)).to_have_value(SECRET)
    again.saved()


def test_the_sign_in_says_that_cookies_are_refused(enter: Enter) -> None:
    page = enter("")
    page.goto("/sign-in")
    expect(titled(page, "Sign in")).to_be_visible()
    words = page.get_by_text("This browser refuses cookies")
    expect(words).to_have_count(0)
    # Such a browser refuses its storage too.
    page.add_init_script(f"Object.defineProperty(navigator, 'cookieEnabled', {{ value: false }}); {FORBIDDEN}")
    page.reload()
    expect(words).to_be_visible()


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_where_the_tab_may_remember_nothing_one_writes_hides_and_locks_all_the_same(
    enter: Enter, town: Town, storage: str
) -> None:
    page = enter("")
    become(page.context, town, "ben", another_sign_in(town))
    page.add_init_script(storage)
    ben = Client(page)
    ben.new_page(SECRET)
    press(page, "Hide")
    expect(page.get_by_role("columnheader").first).to_be_visible()
    press(page, "Open")
    expect(titled(page, "Locked")).to_be_visible()
    assert SECRET not in page.content()
