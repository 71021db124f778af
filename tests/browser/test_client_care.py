"""Handed over: the card, the answer by keys, and Me that shows it; coming back, a new text, and taking consent back."""

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from betterjournal.accounts.consent import TOPICS, VERSION
from betterjournal.care import discharging, handing
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from tests import builders
from tests.browser.conftest import Enter, Town, quick_hashes
from tests.browser.people import KEPT, Client, press, titled

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
    assert _troubles(page) == []
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
    assert _troubles(page) == []


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
    assert _troubles(page) == []
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


def test_a_new_text_is_asked_about_while_reading_goes_on_and_typed_words_wait(town: Town, enter: Enter) -> None:
    with town.inside():
        entry = entries.new_page(town.cast.ben)
        drafts.save(town.cast.ben, drafts.Words(entry, "text", WORDS, 0, "tab", 1))
        work = builders.assignment(town.cast.cora, town.cast.ben, what="Ten minutes outside")
        builders.earlier_text(town.cast.ben)
    page = enter("ben")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto("/today")
    expect(page.get_by_text("What we ask you to agree to has changed.")).to_be_visible()
    expect(page.get_by_role("article", name="Ten minutes outside")).to_be_visible()
    expect(page.get_by_role("contentinfo")).not_to_contain_text("Nobody reads this just now.")
    page.goto(f"/today/{work}")
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.goto(f"/journal/{entry}")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("link", name="Help now")).to_be_visible()
    page.get_by_role("link", name="Read what we ask").click()
    expect(titled(page, "The words have changed")).to_be_visible()
    assert _troubles(page) == []
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    press(page, "I agree")
    expect(titled(page, "Today")).to_be_visible()
    page.goto(f"/journal/{entry}")
    expect(page.get_by_role("textbox", name="Your words")).to_have_value(WORDS)


def test_words_typed_as_the_text_changes_are_there_once_they_agree(town: Town, enter: Enter) -> None:
    page = enter("ben")
    ben = Client(page)
    ben.new_page("It rained")
    with town.inside():
        builders.earlier_text(town.cast.ben)
    page.get_by_label("Your words").press_sequentially(" and then it stopped", delay=20)
    expect(page.get_by_text(KEPT)).to_be_visible()
    address = page.url
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("link", name="Read what we ask").click()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    press(page, "I agree")
    expect(titled(page, "Today")).to_be_visible()
    page.goto(address)
    expect(page.get_by_label("Your words")).to_have_value("It rained and then it stopped")
    ben.saved()


def test_taking_consent_back_says_what_it_does_and_does_it(town: Town, enter: Enter) -> None:
    page, cora = enter("ben"), enter("cora")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto("/me")
    page.get_by_role("link", name="Read it, print it, or stop using these pages").click()
    expect(titled(page, "What you agreed to")).to_be_visible()
    expect(page.get_by_text(f"Text {VERSION}: you agreed on")).to_be_visible()
    page.get_by_text("Stop using these pages").click()
    expect(page.get_by_role("button", name="Stop now")).to_be_visible()
    assert _troubles(page) == []
    cora.goto(f"/clients/{town.cast.ben.client_id}")
    expect(cora.get_by_role("link", name="Assign work")).to_be_visible()
    press(page, "Stop now")
    expect(titled(page, "You stopped using these pages")).to_be_visible()
    expect(cora.get_by_text("Ben stopped using these pages on")).to_be_visible()
    page.goto("/journal")
    expect(page.get_by_text("You stopped using these pages.")).to_be_visible()
    expect(page.get_by_role("button", name="New page")).to_have_count(0)
    page.get_by_role("link", name="Read what we ask").click()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    press(page, "I agree")
    expect(titled(page, "Today")).to_be_visible()
    expect(cora.get_by_text("Ben stopped using these pages on")).to_have_count(0)


def _troubles(page: Page) -> list[str]:
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
