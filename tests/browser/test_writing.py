"""Writing on a phone: nothing typed is lost, and each honest end says who reads it and when."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from betterjournal import clock, database, vault
from betterjournal.entries import actions as entries
from betterjournal.operations.starting import prepare
from betterjournal.settings import Settings
from tests import builders
from tests.browser.conftest import Enter, Town

READ = ("p.tabular-nums", "[data-own-words]:has-text('A long')")
SAVED, UNSAVED = re.compile(r"^Saved \d"), re.compile("^Not saved yet")


@pytest.fixture
def sent(town: Town) -> "Send":
    return Send(town)


class Send:
    """Sends work to Ben as Alma; this process closes the house again."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def __call__(self, worksheet: str = "just_a_task", what: str = "Text one friend") -> str:
        prepare(Settings(data_dir=self.town.server.data))
        try:
            return builders.assignment(self.town.cast.alma, self.town.cast.ben, worksheet=worksheet, what=what)
        finally:
            database.use(None)
            vault.close()


def begin(page: Page, assignment_id: str) -> None:
    page.goto(f"/today/{assignment_id}")
    page.get_by_role("button", name="It fits").click()


def standing(page: Page, words: re.Pattern[str]) -> None:
    expect(page.locator("[data-standing]")).to_have_text(words, timeout=20_000)


def test_from_today_to_shared_and_back(sent: Send, enter: Enter) -> None:
    sent(what="Text Sam")
    page = enter("ben")
    page.goto("/today")
    page.get_by_role("article", name="Text Sam").get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", name="Does this still fit?")).to_be_visible()
    page.get_by_label("When").fill("Friday after lunch")
    page.get_by_role("button", name="It fits").click()
    words = page.get_by_label("How did it go?")
    words.press_sequentially("I wrote to Sam", delay=70)
    standing(page, SAVED)
    page.reload()
    expect(words).to_have_value("I wrote to Sam")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("it becomes part of your file")
    page.get_by_role("button", name="Share with Alma Reyes").click()
    expect(page.get_by_text("Shared with Alma")).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Shared with Alma")).to_have_count(0)
    expect(words).to_have_value("I wrote to Sam")


def test_words_outlive_the_server(town: Town, sent: Send, enter: Enter) -> None:
    page = enter("ben")
    begin(page, sent())
    words = page.get_by_label("How did it go?")
    words.press_sequentially("Before ", delay=70)
    town.server.kill_worker()
    words.press_sequentially("and after the power went.", delay=70)
    expect(words).to_be_focused()
    standing(page, SAVED)
    page.reload()
    expect(words).to_have_value("Before and after the power went.")


def test_words_outlive_the_network_while_the_page_stays_open(sent: Send, enter: Enter) -> None:
    page = enter("ben")
    begin(page, sent())
    words = page.get_by_label("How did it go?")
    words.press_sequentially("On the train. ", delay=70)
    page.context.set_offline(True)
    words.press_sequentially("In the tunnel.", delay=70)
    standing(page, UNSAVED)
    page.context.set_offline(False)
    standing(page, SAVED)
    page.reload()
    expect(words).to_have_value("On the train. In the tunnel.")


def test_two_tabs_keep_both_and_the_client_chooses(sent: Send, enter: Enter) -> None:
    first = enter("ben")
    identity = sent()
    begin(first, identity)
    second = first.context.new_page()
    second.goto(f"/today/{identity}")
    # A page that comes in after the first save has its words.
    expect(second.get_by_label("How did it go?")).to_be_visible()
    for page, words in ((first, "On the phone."), (second, "On the laptop.")):
        page.get_by_label("How did it go?").press_sequentially(words, delay=30)
        page.locator("[data-standing]").filter(has_text=re.compile("^(Saved|Not saved yet)")).wait_for()
    expect(second.get_by_role("heading", name="You wrote this answer in two places")).to_be_visible()
    second.get_by_role("button", name="Use these words instead").click()
    expect(second.get_by_role("heading", name="You wrote this answer in two places")).to_have_count(0)
    second.reload()
    expect(second.get_by_label("How did it go?")).to_have_value("On the laptop.")


def test_the_first_part_is_locked_once_the_second_opens(sent: Send, enter: Enter) -> None:
    page = enter("ben")
    begin(page, sent("exposure_record", "Take the lift"))
    step = page.get_by_label("What step will you take?")
    step.fill("Two floors")
    # As after a swipe: the row has come to rest, and its last step is the next one.
    page.get_by_role("button", name="Open the after part").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Check my answers")).to_be_visible()
    page.get_by_role("button", name="Open the after part").click()
    page.get_by_role("dialog").get_by_role("button", name="Open the after part").click()
    expect(page.get_by_role("heading", name="After", exact=True)).to_be_visible()
    expect(step).to_have_attribute("readonly", "")
    expect(step).to_have_value("Two floors")


def test_not_this_time_is_one_press_and_a_thanks(sent: Send, enter: Enter) -> None:
    page = enter("ben")
    begin(page, sent())
    page.get_by_role("button", name="Not this time").click()
    expect(page.get_by_role("dialog").get_by_role("checkbox")).to_have_count(10)
    page.get_by_label("I forgot").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thanks for saying so. It helps you and Alma choose what comes next.")).to_be_visible()


def test_not_this_time_taken_back_and_said_again_begins_with_what_was_said(sent: Send, enter: Enter) -> None:
    page = enter("ben")
    begin(page, sent())
    ask, words = page.get_by_role("button", name="Not this time"), page.get_by_label("In your own words, if you want")
    ask.click()
    page.get_by_label("I forgot").check()
    words.fill("My sister was here")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("My sister was here")).to_have_count(0)
    ask.click()
    expect(words).to_have_value("My sister was here")
    expect(page.get_by_label("I forgot")).to_be_checked()
    page.get_by_label("I forgot").uncheck()
    words.fill("My sister was here all week")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#standing")).to_contain_text("My sister was here all week")
    expect(page.locator("#standing")).not_to_contain_text("I forgot")


def test_a_page_of_ones_own_is_written_shared_and_stopped(enter: Enter) -> None:
    page = enter("ben")
    page.goto("/journal")
    page.get_by_role("button", name="New page").click()
    page.get_by_label("Your words").press_sequentially("A quiet evening.", delay=70)
    standing(page, SAVED)
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Share with Alma Reyes").click()
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_text("If Alma has already read it, it stays in your file.")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_text("Only you can read this.")).to_be_visible()
    page.goto("/journal")
    expect(page.get_by_role("link", name="A quiet evening.")).to_be_visible()


@pytest.mark.parametrize("path", ["/today", "/journal", "/shared", "/kept", "/me"])
def test_every_page_of_the_clients_has_hide_help_and_who_reads(enter: Enter, path: str) -> None:
    page = enter("ben", size={"width": 320, "height": 640})
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("button", name="Hide")).to_be_visible()
    expect(page.get_by_role("link", name="Help now")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_contain_text("Alma may open what you share on any day.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_preview_of_check_ins_is_to_the_byte_what_the_clinician_reads(town: Town, enter: Enter) -> None:
    prepare(Settings(data_dir=town.server.data))
    builders.appointment(town.cast.alma, town.cast.ben, clock.now() + timedelta(hours=1))
    for mood, words in ((4, "A long <day> & night"), (7, "This one stays mine")):
        entries.check_in(town.cast.ben, mood, None, 0, words)
    database.use(None)
    vault.close()
    page = enter("ben")
    page.goto("/journal")
    page.get_by_role("button", name="Share my check-ins").click()
    dialog = page.get_by_role("dialog", name="Share these check-ins?")
    dialog.get_by_role("listitem").filter(has_text="stays mine").get_by_role("checkbox").press("Space")
    row = dialog.get_by_role("listitem").filter(has_text="A long")
    preview = [row.locator(part).evaluate("each => each.outerHTML") for part in READ]
    dialog.get_by_role("button", name="Share with Alma Reyes").press("Enter")
    expect(dialog).to_have_count(0)
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    expect(alma.get_by_text("A long <day>")).to_be_visible()
    expect(alma.get_by_text("stays mine")).to_have_count(0)
    read = alma.get_by_role("article").filter(has_text="A long")
    assert [read.locator(part).evaluate("each => each.outerHTML") for part in READ] == preview
