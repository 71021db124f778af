"""A client's page at a desk: the line of time in stretches, narrowed and searched, and still while it is read."""

import re

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from betterjournal.entries.models import Opened, Shared
from betterjournal.operations.demo.history import identity
from tests import builders
from tests.browser.conftest import DESK, PHONE, Enter, Town
from tests.browser.people import Clinician, press

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


def test_the_form_says_what_the_page_shows_after_a_reload_and_a_restart(town: Town, enter: Enter) -> None:
    _much_to_read(town, "Form", 1)
    page = enter("alma")
    page.goto(f"/clients/{town.cast.ben.client_id}")
    press(page, OPEN)
    sheet, kind = page.get_by_label("Worksheet"), page.get_by_label("What", exact=True)
    expect(sheet.locator("option")).not_to_have_count(1)
    sheet.select_option("just_a_task")
    kind.select_option("assignment")
    press(page, "Show")
    expect(page.get_by_text("Only a part of the timeline is shown.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Only a part of the timeline is shown.")).to_be_visible()
    if not kind.is_visible():
        press(page, OPEN)
    expect(kind).to_have_value("assignment")
    expect(sheet).to_have_value("just_a_task")

    # The server forgets what was asked for, and so does the form; there is still something to choose from.
    town.server.kill_worker()
    expect(page.get_by_text("Only a part of the timeline is shown.")).to_have_count(0, timeout=60_000)
    expect(kind).to_have_value("")
    expect(sheet).to_have_value("")
    expect(sheet.locator("option")).not_to_have_count(1)
    expect(page.get_by_role("article", name="Form 0", exact=True)).to_be_visible()


def test_a_form_that_is_half_written_stays_as_another_is_kept(town: Town, enter: Enter) -> None:
    _much_to_read(town, "Half", 2)
    page = enter("alma")
    page.goto(f"/clients/{town.cast.ben.client_id}")
    half, whole = (page.get_by_role("article", name=f"Half {number}", exact=True) for number in range(2))
    press(half, "Looked at together")
    half.get_by_label("Takeaway").fill("Half of a thought")
    Clinician(page).review(whole, "All of it", "Keep")
    expect(whole.get_by_role("button", name="Looked at together")).to_have_count(0)
    expect(half.get_by_label("Takeaway")).to_have_value("Half of a thought")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_comes_in_while_somebody_reads_moves_nothing(
    town: Town, enter: Enter, size: dict[str, int], request: pytest.FixtureRequest
) -> None:
    """Nor does it when it goes again: until the press nobody opened it."""
    late = _much_to_read(town, request.node.name)
    page, ben = enter("alma", size=size), enter("ben")
    page.goto(f"/clients/{town.cast.ben.client_id}")
    top = page.get_by_role("button", name=OPEN)
    read = page.get_by_role("article", name=f"{request.node.name} 4", exact=True)
    for thing, wheel in ((top, 0), (read, 40)):
        thing.scroll_into_view_if_needed()
        page.mouse.wheel(0, wheel)
        before = _top(page, thing)
        _share(ben, late)
        expect(_line(page)).to_be_visible()
        assert _top(page, thing) == before
        press(ben, "Take back")
        expect(_line(page)).to_have_count(0)
        assert _top(page, thing) == before
    with town.inside():
        opened = {row.shared_id for row in builders.rows(Opened)}
        assert not [row for row in builders.rows(Shared) if row.assignment_id == late and row.id in opened]


def test_what_came_is_shown_by_one_press_and_the_focus_is_on_it(town: Town, enter: Enter) -> None:
    late, other = _much_to_read(town, "First"), _much_to_read(town, "Second", 1)
    page, ben = enter("alma"), enter("ben")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto(f"/clients/{town.cast.ben.client_id}")
    held = page.get_by_role("article", name="First 3", exact=True).locator("xpath=..").get_by_role("button").last
    held.focus()
    _share(ben, late)
    _share(ben, other)
    expect(_line(page)).to_be_visible()
    # How many they are, and when they came, is not said.
    assert not re.search(r"\d", _line(page).inner_text())
    assert _troubles(page) == []
    # It follows who reads, but not over what has the focus of who goes by keys.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(held).to_be_focused()
    expect(_line(page)).not_to_be_in_viewport()
    held.evaluate("node => node.blur()")
    expect(_line(page)).to_be_in_viewport()

    _press_by_key(page, page.get_by_role("button", name="Show it"))
    newest = page.get_by_role("article", name="Second late", exact=True)
    expect(newest).to_contain_text("Just now.")
    expect(newest.locator("xpath=..")).to_be_focused()
    expect(newest).to_be_in_viewport()
    expect(page.get_by_role("article", name="First late", exact=True)).to_contain_text("Just now.")
    expect(_line(page)).to_have_count(0)


def _much_to_read(town: Town, name: str, number: int = 8) -> str:
    """An open window, a long line, and work of which nothing has come."""
    ben, alma = town.cast.ben, town.cast.alma
    with town.inside():
        for each in range(number):
            builders.shared(ben, builders.assignment(alma, ben, what=f"{name} {each}"), "Some words. " * 40)
        late = builders.assignment(alma, ben, worksheet="just_a_task", what=f"{name} late")
        builders.draft(ben, late, "Just now.")
    return late


def _share(ben: Page, work: str) -> None:
    ben.goto(f"/today/{work}")
    expect(ben.get_by_label("How did it go?")).to_have_value("Just now.")
    press(ben, "Share")
    press(ben.get_by_role("dialog"), "Share with Alma Reyes")
    expect(ben.get_by_role("button", name="Take back")).to_be_visible()


def _line(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="Something new is here.")


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
