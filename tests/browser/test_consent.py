"""The text of the consent: asked anew when it changes, read again, and taken back."""

import re

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from betterjournal.accounts.consent import TOPICS, VERSION
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import REFUSED, Client, press, titled
from tests.browser.test_client_care import WORDS, troubles


def test_a_new_text_is_asked_about_while_reading_goes_on_and_typed_words_wait(town: Town, enter: Enter) -> None:
    with town.inside():
        entry = entries.new_page(town.cast.ben)
        drafts.save(town.cast.ben, drafts.Words(entry, "text", WORDS, 0, "tab", 1))
        work = builders.assignment(town.cast.alma, town.cast.ben, what="Ten minutes outside")
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
    assert troubles(page) == []
    agree(page)
    page.goto(f"/journal/{entry}")
    expect(page.get_by_role("textbox", name="Your words")).to_have_value(WORDS)


def test_words_typed_as_the_text_changes_are_there_once_they_agree(town: Town, enter: Enter) -> None:
    page = enter("ben")
    ben = Client(page)
    ben.new_page("It rained")
    with town.inside():
        builders.earlier_text(town.cast.ben)
    page.get_by_label("Your words").press_sequentially(" and then it stopped", delay=20)
    expect(page.get_by_text(REFUSED, exact=True)).to_be_visible()
    # The page is read anew, as when the new text comes with a server that starts again: now it may only be read.
    town.server.kill_worker()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value("It rained and then it stopped")
    expect(page.get_by_text(REFUSED, exact=True)).to_be_visible()
    address = page.url
    page.get_by_role("link", name="Read what we ask").click()
    agree(page)
    page.goto(address)
    expect(page.get_by_label("Your words")).to_have_value("It rained and then it stopped")
    # Today may have sent them already, as Ben came by there.
    expect(ben.status).to_have_text(re.compile("^Saved"))


def test_taking_consent_back_says_what_it_does_and_does_it(town: Town, enter: Enter) -> None:
    page, alma = enter("ben"), enter("alma")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto("/me")
    page.get_by_role("link", name="Read it, print it, or stop using these pages").click()
    expect(titled(page, "What you agreed to")).to_be_visible()
    expect(page.get_by_text(f"Text {VERSION}: you agreed on")).to_be_visible()
    page.get_by_text("Stop using these pages").click()
    expect(page.get_by_role("button", name="Stop now")).to_be_visible()
    assert troubles(page) == []
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    expect(alma.get_by_role("link", name="Assign work")).to_be_visible()
    press(page, "Stop now")
    expect(titled(page, "You stopped using these pages")).to_be_visible()
    expect(alma.get_by_text("Ben stopped using these pages on")).to_be_visible()
    page.goto("/journal")
    expect(page.get_by_text("You stopped using these pages.")).to_be_visible()
    expect(page.get_by_role("button", name="New page")).to_have_count(0)
    page.get_by_role("link", name="Read what we ask").click()
    agree(page)
    expect(alma.get_by_text("Ben stopped using these pages on")).to_have_count(0)


def agree(page: Page) -> None:
    ticks = page.get_by_role("checkbox")
    expect(ticks).to_have_count(len(TOPICS))
    for tick in ticks.all():
        tick.check()
    press(page, "I agree")
    expect(titled(page, "Today")).to_be_visible()
