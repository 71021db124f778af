"""Words in a form that is not sent yet outlive the page: what got in the way, the plan, a check-in."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import press, titled, unhide

END_WORDS = "In your own words, if you want"
FEW_WORDS = "A few words, if you want"
MORE = "Energy, anxiety, a few words"
WAITS = "You began to write under “Not this time”."
RECORDS = """() => new Promise((tell) => {
  const opening = indexedDB.open("device-copies");
  opening.onsuccess = () => {
    const found = opening.result.transaction("copies").objectStore("copies").getAll();
    found.onsuccess = () => {
      opening.result.close();
      tell(found.result.length);
    };
  };
})"""


@pytest.fixture
def work(town: Town) -> str:
    with town.inside():
        sent = builders.assignment(town.cast.alma, town.cast.ben, worksheet="just_a_task", what="A call")
        builders.draft(town.cast.ben, sent, "I called.")
    return f"/today/{sent}"


def kept(page: Page, records: int) -> None:
    """So many things lie on the device."""
    for _ in range(100):
        if page.evaluate(RECORDS) == records:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{page.evaluate(RECORDS)} things lie on the device, not {records}")


def another(page: Page) -> Page:
    """The tab is gone; another one of the same browser."""
    opened = page.context.new_page()
    page.close()
    return opened


def test_what_got_in_the_way_is_there_when_the_dialog_is_opened_again(enter: Enter, work: str) -> None:
    page = enter("ben")
    page.goto(work)
    press(page, "Not this time")
    dialog = page.get_by_role("dialog", name="Not this time")
    dialog.get_by_label("It felt too big").check()
    dialog.get_by_label(END_WORDS).fill("My sister was here all week")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(WAITS)).to_be_visible()
    kept(page, 1)
    page = another(page)
    page.goto(work)
    expect(page.get_by_text(WAITS)).to_be_visible()
    press(page, "I did it another way")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("")
    press(page.get_by_role("dialog"), "Not now")
    press(page, "Not this time")
    dialog = page.get_by_role("dialog", name="Not this time")
    expect(dialog.get_by_label(END_WORDS)).to_have_value("My sister was here all week")
    expect(dialog.get_by_label("It felt too big")).to_be_checked()
    press(dialog, "Send")
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(WAITS)).to_have_count(0)
    kept(page, 0)


def test_a_plan_that_was_not_sent_is_there_after_the_browser_died(town: Town, enter: Enter) -> None:
    with town.inside():
        sent = builders.assignment(town.cast.alma, town.cast.ben, worksheet="just_a_task", what="Tea", when="at noon")
    page = enter("ben")
    page.goto(f"/today/{sent}")
    page.get_by_label("When", exact=True).fill("on Sunday, after the market")
    kept(page, 1)
    page = another(page)
    page.goto(f"/today/{sent}")
    expect(page.get_by_label("When", exact=True)).to_have_value("on Sunday, after the market")
    press(page, "It fits")
    expect(page.get_by_label("How did it go?")).to_be_visible()
    kept(page, 0)


def test_the_words_of_a_check_in_outlive_the_page_and_are_kept_once(enter: Enter) -> None:
    page = enter("ben")
    page.goto("/journal")
    press(page, MORE)
    page.get_by_label(FEW_WORDS).fill("The ice was loud")
    page.get_by_role("group", name="Mood").get_by_role("radio", name="4", exact=True).check(force=True)
    kept(page, 1)
    page.context.set_offline(True)
    page.get_by_label(FEW_WORDS).press_sequentially(" tonight")
    page.wait_for_timeout(2_000)
    page = another(page)
    page.context.set_offline(False)
    page.goto("/journal")
    # Unfolded, or nobody would see that they are there.
    expect(page.get_by_label(FEW_WORDS)).to_be_visible()
    expect(page.get_by_label(FEW_WORDS)).to_have_value("The ice was loud tonight")
    expect(page.get_by_role("group", name="Mood").get_by_role("radio", name="4", exact=True)).to_be_checked()
    press(page, "Keep")
    expect(page.get_by_text("The ice was loud tonight")).to_be_visible()
    expect(page.get_by_label(FEW_WORDS)).to_have_value("")
    kept(page, 0)
    page.reload()
    expect(titled(page, "How are you just now?")).to_be_visible()
    expect(page.get_by_label(FEW_WORDS)).to_have_value("")


def test_words_typed_before_the_kept_ones_are_there_stand_below_them(enter: Enter) -> None:
    page = enter("ben")
    page.goto("/journal")
    press(page, MORE)
    page.get_by_label(FEW_WORDS).fill("From before")
    kept(page, 1)
    page = another(page)
    page.route("**/device-key*", lambda route: (page.wait_for_timeout(1_500), route.continue_()))
    page.goto("/journal")
    press(page, MORE)
    page.get_by_label(FEW_WORDS).fill("From now")
    expect(page.get_by_label(FEW_WORDS)).to_have_value("From before\nFrom now")
    page.get_by_label(FEW_WORDS).fill("")
    kept(page, 0)


def test_a_living_tab_keeps_its_own_and_a_lock_shows_none_of_it(enter: Enter, work: str) -> None:
    page = enter("ben")
    page.goto("/journal")
    press(page, MORE)
    page.get_by_label(FEW_WORDS).fill("Of this tab")
    kept(page, 1)
    beside = page.context.new_page()
    beside.goto("/journal")
    expect(titled(beside, "How are you just now?")).to_be_visible()
    beside.wait_for_timeout(1_500)
    expect(beside.get_by_label(FEW_WORDS)).to_have_value("")
    beside.close()
    press(page, "Hide")
    page.reload()
    assert "Of this tab" not in page.content()
    unhide(page)
    expect(page.get_by_label(FEW_WORDS)).to_have_value("Of this tab")
    # Gone to another page and back, in the same tab.
    page.get_by_role("link", name="Today", exact=True).click()
    expect(titled(page, "Today")).to_be_visible()
    page.go_back()
    expect(page.get_by_label(FEW_WORDS)).to_have_value("Of this tab")
    page.get_by_label(FEW_WORDS).fill("")
    kept(page, 0)


def test_signing_out_takes_them_off_the_device(town: Town, enter: Enter) -> None:
    page = enter("dan")
    page.goto("/journal")
    press(page, MORE)
    page.get_by_label(FEW_WORDS).fill("For nobody else")
    kept(page, 1)
    assert not re.search(
        "nobody else", str(page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"))
    )
    press(page, "Sign out")
    page.wait_for_url("**/sign-in")
    kept(page, 0)
