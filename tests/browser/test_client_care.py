"""Handed over: the card, the answer by keys, and Me that shows it; and coming back, with consent anew."""

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from betterjournal.accounts.consent import TOPICS
from betterjournal.care import discharging, handing
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from tests import builders
from tests.browser.conftest import Enter, Town, quick_hashes
from tests.browser.people import press, titled

FAR = 60
GRAVE = ("serious", "critical")
WORDS = "A quiet page from before"
ASKS = "What may Cora open of what you and Alma did?"
TAKEAWAYS = "Only the takeaways we wrote down"


def test_ben_answers_about_the_time_before_by_keys_and_me_shows_it(town: Town, enter: Enter) -> None:
    with town.inside(), quick_hashes():
        handing.hand_over(builders.proved(town.cast.alma), town.cast.ben.client_id or "", town.cast.cora.person_id)
    page = enter("ben")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto("/today")
    expect(titled(page, "Cora Singh is with you now.")).to_be_visible()
    question = page.get_by_role("group", name=ASKS)
    expect(question.get_by_role("radio", checked=True)).to_have_count(0)
    assert troubles(page) == []
    _go(page, page.get_by_role("button", name="Save my choice"), "Enter")
    expect(question.get_by_text("Please choose one")).to_be_visible()
    page.reload()
    _tab_to(page, question.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    expect(question.get_by_role("radio", name=TAKEAWAYS)).to_be_checked()
    _go(page, page.get_by_role("button", name="Save my choice"), "Enter")
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()
    expect(question).to_have_count(0)
    _go(page, page.get_by_role("link", name="See it on Me"), "Enter")
    expect(titled(page, "Who can read what you share")).to_be_visible()
    expect(page.get_by_text("Cora Singh, since")).to_be_visible()
    expect(page.get_by_role("group", name=ASKS).get_by_role("radio", name=TAKEAWAYS)).to_be_checked()
    assert troubles(page) == []


def test_dan_comes_back_reads_says_not_now_and_then_agrees(town: Town, enter: Enter) -> None:
    client = town.cast.dan.client_id or ""
    with town.inside():
        entry = entries.new_page(town.cast.dan)
        drafts.save(town.cast.dan, drafts.Words(entry, "text", WORDS, 0, "tab", 1))
        discharging.discharge(town.cast.cora, client)
        discharging.take_up_again(town.cast.cora, client)
    page = enter("dan")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto("/today")
    expect(titled(page, "Welcome back")).to_be_visible()
    assert troubles(page) == []
    page.get_by_role("link", name="Not now, just read my pages").click()
    expect(page.get_by_role("link", name="Read what we ask")).to_be_visible()
    expect(page.get_by_role("button", name="New page")).to_have_count(0)
    page.get_by_role("link", name=WORDS).click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("link", name="Read what we ask").click()
    press(page, "I agree")
    expect(page.get_by_text("Not ticked yet.")).to_have_count(len(TOPICS))
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    press(page, "I agree")
    expect(titled(page, "Today")).to_be_visible()
    page.goto(f"/journal/{entry}")
    expect(page.get_by_role("textbox", name="Your words")).to_have_value(WORDS)


def troubles(page: Page) -> list[str]:
    """What axe calls serious or critical, and whether anything is wider than the phone."""
    found = [one for one in page.evaluate("axe.run(document)")["violations"] if one["impact"] in GRAVE]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found] + ["too wide"] * wide


def _go(page: Page, control: Locator, key: str) -> None:
    _tab_to(page, control)
    page.keyboard.press(key)


def _tab_to(page: Page, control: Locator) -> None:
    expect(control).to_be_visible()
    for _ in range(FAR):
        if control.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keys do not reach {control}")
