"""My pages on a phone: a check-in in two presses, one's own days, one's own words found, a page from a question."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from betterjournal import clock, database
from betterjournal.entries import actions as entries
from betterjournal.entries import days, drafts
from betterjournal.entries.models import Entry
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import Client, press, unhide
from tests.cast import ZONE

MORE = "Energy, anxiety, a few words"
KEPT = "Kept. Only you can read it."


@pytest.fixture
def ben(enter: Enter) -> Page:
    page = enter("ben")
    page.goto("/journal")
    expect(page.get_by_role("heading", name="How are you just now?")).to_be_visible()
    return page


def check_ins(page: Page) -> Locator:
    return (
        page.get_by_role("region")
        .or_(page.locator("section"))
        .filter(has=page.get_by_role("heading", name="Check-ins", exact=True))
    )


def mood(page: Page, value: str) -> Locator:
    return page.get_by_role("group", name="Mood").get_by_role("radio", name=value, exact=True)


def test_a_press_on_a_number_and_one_on_keep_is_a_check_in(ben: Page) -> None:
    expect(ben.get_by_role("radio", checked=True)).to_have_count(0)
    mood(ben, "4").check(force=True)
    press(ben, "Keep")
    # What was pressed is drawn anew, or gone: the focus is where it goes on.
    expect(ben.locator(":focus")).to_contain_text(KEPT)
    row = check_ins(ben).get_by_role("listitem").first
    expect(row).to_contain_text("Mood 4")
    expect(row).not_to_contain_text("Energy")
    expect(row).to_contain_text("Private")
    expect(ben.get_by_role("radio", checked=True)).to_have_count(0)
    press(ben, "Undo")
    expect(ben.get_by_text("Mood 4")).to_have_count(0)
    expect(ben.get_by_text(KEPT)).to_have_count(0)
    expect(ben.get_by_role("heading", name="How are you just now?")).to_be_focused()
    # To mend it is not to begin again.
    expect(mood(ben, "4")).to_be_checked()


def test_what_was_kept_and_undone_stands_in_the_form_again(ben: Page) -> None:
    press(ben, MORE)
    words = ben.get_by_label("A few words, if you want")
    words.fill("The ice was lowd")
    press(ben, "Keep")
    expect(words).to_have_value("")
    press(ben, "Undo")
    expect(words).to_be_visible()
    expect(words).to_have_value("The ice was lowd")
    words.fill("The ice was loud")
    press(ben, "Keep")
    expect(check_ins(ben).get_by_role("listitem").first).to_contain_text("The ice was loud")
    expect(ben.get_by_text("The ice was lowd")).to_have_count(0)


def test_it_can_be_done_by_keys_alone_and_deleted_after_a_question(ben: Page) -> None:
    mood(ben, "0").focus()
    ben.keyboard.press("ArrowRight")
    ben.keyboard.press("Enter")
    expect(check_ins(ben)).to_contain_text("Mood 1")
    ben.reload()
    check_ins(ben).get_by_role("button", name="Delete the check-in of").first.press("Enter")
    ben.get_by_role("dialog", name="Delete this check-in?").get_by_role("button", name="Delete").press("Enter")
    expect(ben.get_by_text("Mood 1")).to_have_count(0)


def test_half_written_words_are_there_after_a_lock_a_restart_and_a_check_in_from_elsewhere(
    town: Town, ben: Page
) -> None:
    press(ben, MORE)
    words = ben.get_by_label("A few words, if you want")
    mood(ben, "6").check(force=True)
    words.fill("The ice was loud")
    press(ben, "Hide")
    unhide(ben)
    expect(words).to_have_value("The ice was loud")
    expect(words).to_be_visible()
    with town.inside():
        entries.check_in(town.cast.ben, None, 9, None)
    town.server.kill_worker()
    town.server.wait()
    expect(check_ins(ben)).to_contain_text("Energy 9")
    expect(words).to_have_value("The ice was loud")
    expect(mood(ben, "6")).to_be_checked()
    press(ben, "Keep")
    expect(check_ins(ben)).to_contain_text("The ice was loud")
    expect(words).to_be_hidden()
    expect(words).to_have_value("")


def test_my_days_are_a_table_by_keys_and_can_be_put_away(town: Town, ben: Page) -> None:
    today = clock.today(ZONE)
    with town.inside(), clock.stopped_at(clock.now() - timedelta(days=today.day)):
        entries.check_in(town.cast.ben, 3, None, None)
    mood(ben, "8").check(force=True)
    press(ben, "Keep")
    ben.get_by_role("button", name="See a month").press("Enter")
    for _ in ("to the first month", "and back to this one"):
        turning = ben.locator(".turning button")
        month = turning.inner_text()
        turning.press("Enter")
        # The button that was pressed has the same words until the answer is there.
        expect(ben.locator("div:focus")).to_have_text(month)
    table = ben.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(7)
    day = table.get_by_role("button", name=f"{today.day} ").and_(table.get_by_role("button", name="a check-in")).first
    day.press("Enter")
    expect(day).to_have_attribute("aria-pressed", "true")
    expect(ben.locator(".days-of").get_by_role("listitem").filter(has_text="Mood 8")).to_be_visible()
    expect(ben.locator("[aria-live] .days-of")).to_have_count(0)
    expect(ben.get_by_role("figure").filter(has_text="Mood")).to_be_visible()
    expect(ben.get_by_role("group", name="Check-ins of this month")).to_contain_text("8")
    press(ben, "Hide my days")
    expect(ben.get_by_role("table")).to_have_count(0)
    expect(ben.locator("#days")).to_be_focused()
    ben.reload()
    expect(ben.get_by_role("heading", name="My days")).to_have_count(0)
    with town.inside():
        assert days.month(town.cast.ben).hidden
    press(ben, "Show my days again")
    expect(ben.locator("#days")).to_be_focused()
    expect(ben.get_by_role("heading", name="My days")).to_be_visible()


def test_own_words_are_found_and_stand_in_no_address(town: Town, ben: Page) -> None:
    with town.inside():
        entry = entries.new_page(town.cast.ben)
        drafts.save(town.cast.ben, drafts.Words(entry, "text", "Un café\navec l'élève", 0, "tab", 1))
    ben.get_by_role("link", name="Find my words").click()
    expect(ben.get_by_label("Words to look for")).to_be_visible()
    ben.get_by_label("Words to look for").fill("ELEVE")
    ben.keyboard.press("Enter")
    found = ben.get_by_role("region", name="Found").get_by_role("listitem")
    expect(found).to_contain_text("avec l'élève")
    assert ben.url.endswith("/find")
    found.get_by_role("link", name="A page").click()
    expect(ben.get_by_label("Your words")).to_have_value("Un café\navec l'élève")
    ben.go_back()
    expect(ben.get_by_label("Words to look for")).to_have_value("")
    expect(ben.get_by_role("region", name="Found")).to_have_count(0)
    ben.get_by_label("Words to look for").fill("zzzz")
    press(ben, "Find")
    expect(ben.get_by_text("These words are not in your pages.")).to_be_visible()


def test_a_page_starts_from_a_question_and_is_read_as_the_preview_says(town: Town, ben: Page, enter: Enter) -> None:
    ben.get_by_text("Start from a question").click()
    press(ben, "What was hard lately?")
    expect(ben.get_by_label("Your words")).to_be_visible()
    expect(ben.locator("#prompt")).to_have_text("What was hard lately?")
    client = Client(ben)
    client.write("Your words", "The <bridge> & the ice")
    client.saved()
    ben.get_by_text("Another question, or none").click()
    press(ben, "What helped, even a little?")
    expect(ben.locator("#prompt")).to_have_text("What helped, even a little?")
    expect(ben.locator(":focus #prompt")).to_have_count(1)
    expect(ben.get_by_label("Your words")).to_have_value("The <bridge> & the ice")
    ben.get_by_label("Your words").press("End")
    ben.keyboard.type(", again")
    press(ben, "Share")
    answer = ben.get_by_role("dialog").locator(".answer")
    expect(answer).to_contain_text("The <bridge> & the ice, again")
    preview = answer.evaluate("each => each.outerHTML")
    press(ben, "Share with Alma Reyes")
    expect(ben.get_by_role("dialog")).to_have_count(0)
    with town.inside():
        builders.appointment(town.cast.alma, town.cast.ben, clock.now())
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    read = alma.get_by_role("article").filter(has_text="The <bridge>").locator(".answer")
    expect(read).to_contain_text("What helped, even a little?")
    assert read.evaluate("each => each.outerHTML") == preview


def test_a_sheet_that_was_found_is_read_beside_the_work_it_is_of(town: Town, ben: Page) -> None:
    with town.inside():
        work = builders.assignment(
            town.cast.alma, town.cast.ben, worksheet="just_a_task", what="A walk", repeat="daily"
        )
        sheet = builders.draft(town.cast.ben, work, "The larch was gold")
        with database.writing() as session:
            session.get_one(Entry, sheet).about_on -= timedelta(days=1)
    ben.goto("/find")
    ben.get_by_label("Words to look for").fill("larch")
    press(ben, "Find")
    ben.get_by_role("region", name="Found").get_by_role("link", name="A walk").click()
    read = ben.get_by_role("region", name="The ones before")
    expect(read).to_contain_text("The larch was gold")
    press(ben, "It fits")
    expect(ben.get_by_label("How did it go?")).to_have_value("")
    expect(read).to_contain_text("The larch was gold")
    press(read, "Close")
    expect(read).to_have_count(0)
    ben.goto(f"/today/{work}?sheet=none")
    expect(ben.get_by_label("How did it go?")).to_be_visible()
