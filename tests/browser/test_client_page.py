"""A client's page at a desk: the line of time in stretches, narrowed and searched, and still while it is read."""

import re
from datetime import timedelta

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from betterjournal import clock
from betterjournal.operations.demo.history import identity
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import press

BEN = f"/clients/{identity('client', 'ben')}"
OPEN = "Find in the timeline"
GRAVE = ("serious", "critical")


def test_the_line_is_read_in_stretches_and_narrowed_by_keys(visit: Enter) -> None:
    page = visit("alma")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto(BEN)
    expect(_stretches(page).first).to_be_visible()
    named = _stretches(page).all_inner_texts()
    assert len(named) == len(set(named)) > 3
    expect(page.get_by_label("Worksheet")).to_have_count(0)

    _press_by_key(page, page.get_by_role("button", name=OPEN))
    expect(page.get_by_label("Worksheet").locator("option")).not_to_have_count(1)
    assert _troubles(page) == []
    page.get_by_label("What", exact=True).select_option("Decisions")
    _press_by_key(page, page.get_by_role("button", name="Show", exact=True))
    expect(page.get_by_text("Only a part of the timeline is shown.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_text("Looked at together").first).to_be_visible()

    press(page, "Show everything again")
    expect(page.get_by_role("article").first).to_be_visible()
    expect(page.get_by_text("Only a part")).to_have_count(0)


def test_words_are_found_and_an_appointment_is_gone_to(visit: Enter) -> None:
    page = visit("alma")
    page.goto(BEN)
    expect(_stretches(page).first).to_be_visible()
    day = _stretches(page).nth(2).inner_text().partition(" of ")[2]
    read = page.get_by_role("article").first.locator("[data-own-words]")
    expect(read.first).to_be_visible()
    longest = max(re.findall(r"[A-Za-z]+", " ".join(read.all_inner_texts())), key=len)
    press(page, OPEN)
    page.get_by_label("Words to look for").fill(longest)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Only where these words stand is shown: {longest}")).to_be_visible()
    expect(page.get_by_role("article").first).to_contain_text(longest)
    assert longest not in page.url

    page.get_by_label("Words to look for").fill("xylophone")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing like that is here.")).to_be_visible()

    page.get_by_label("Words to look for").fill("")
    # One that was held: with it a stretch begins.
    page.get_by_label("Go to the appointment of").select_option(day)
    press(page, "Show")
    expect(_stretches(page).first).to_contain_text(day)


def test_what_comes_in_while_somebody_reads_moves_nothing(town: Town, enter: Enter) -> None:
    ben, alma = town.cast.ben, town.cast.alma
    with town.inside():
        builders.appointment(alma, ben, clock.now() + timedelta(hours=2))
        for number in range(12):
            builders.shared(ben, builders.assignment(alma, ben, what=f"Work {number}"), "Some words. " * 40)
        late = builders.assignment(alma, ben, what="Comes late")
    page = enter("alma")
    page.goto(f"/clients/{ben.client_id}")
    read = page.get_by_role("article", name="Work 4", exact=True)
    read.scroll_into_view_if_needed()
    page.mouse.wheel(0, 40)
    before = _top(page, read)
    with town.inside():
        builders.shared(ben, late, "Just now.")
    fresh = page.get_by_role("article", name="Comes late", exact=True)
    expect(fresh).to_contain_text("Not opened yet.")
    assert abs(_top(page, read) - before) <= 1
    expect(page.get_by_text("Just now.")).to_have_count(0)
    fresh.get_by_role("button", name="Read it").click()
    expect(fresh).to_contain_text("Just now.")


def _stretches(page: Page) -> Locator:
    return page.get_by_role("heading", level=2).filter(has_text="the appointment of")


def _top(page: Page, thing: Locator) -> float:
    """Where it stands on the screen once nothing moves it any more."""
    page.wait_for_timeout(400)
    box = thing.bounding_box()
    assert box is not None
    return box["y"]


def _press_by_key(page: Page, thing: Locator) -> None:
    thing.focus()
    page.keyboard.press("Enter")


def _troubles(page: Page) -> list[str]:
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [each["id"] for each in found if each["impact"] in GRAVE]
