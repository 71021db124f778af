"""A long sheet on a phone, one question at a time: nothing is lost, and every field is where it is looked for."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests import builders
from tests.browser.conftest import DESK, Enter, Town
from tests.browser.people import SITUATION, THOUGHT, Client, press
from tests.cast import PASSPHRASE

PLACE = re.compile(r"^\d+ of about 10 questions$")


class Sheet(Client):
    """Ben with the ten questions of a thought record before him."""

    @property
    def place(self) -> Locator:
        return self.page.get_by_text(PLACE)

    def stands_at(self, number: int, question: str) -> None:
        expect(self.place).to_have_text(f"{number} of about 10 questions")
        expect(self.page.get_by_role("heading", name=question, exact=True)).to_be_in_viewport()


@pytest.fixture
def work(town: Town) -> str:
    with town.inside():
        return builders.assignment(town.cast.alma, town.cast.ben, worksheet="thought_record_7", what="One moment")


@pytest.fixture
def sheet(enter: Enter, work: str) -> Sheet:
    sheet = Sheet(enter("ben"))
    sheet.page.goto(f"/today/{work}")
    sheet.fit()
    return sheet


def test_one_question_after_the_other_by_keyboard_alone(sheet: Sheet) -> None:
    page = sheet.page
    expect(page.get_by_text("10 short questions. Skip any.")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Share what I have")).to_be_visible()
    page.get_by_role("button", name="Begin").press("Enter")
    sheet.stands_at(1, "When was it?")
    expect(page.get_by_role("heading", name="When was it?")).to_be_focused()
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_role("heading", name=SITUATION)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label(SITUATION, exact=True)).to_be_focused()
    page.keyboard.type("At the bus stop.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("heading", name=SITUATION)).to_be_focused()
    sheet.stands_at(2, SITUATION)
    page.get_by_role("button", name="Back").press("Enter")
    sheet.stands_at(1, "When was it?")
    expect(page.get_by_role("heading", name="When was it?")).to_be_focused()


def test_each_field_is_found_by_its_label_and_brings_its_question(sheet: Sheet, town: Town) -> None:
    page = sheet.page
    sheet.write(THOUGHT, "They will all be angry.")
    sheet.stands_at(4, THOUGHT)
    page.get_by_role("button", name="How much did you believe it then?: 50").click()
    sheet.stands_at(5, "How much did you believe it then?")
    expect(page.get_by_role("heading", name=THOUGHT, exact=True)).not_to_be_in_viewport()
    sheet.write(THOUGHT, "They will all be angry with")
    town.server.kill_worker()
    page.keyboard.type(" me.")
    expect(sheet.status).to_have_text(re.compile("^Saved [0-9]"), timeout=60_000)
    sheet.stands_at(4, THOUGHT)
    page.reload()
    expect(page.get_by_label(THOUGHT, exact=True)).to_have_value("They will all be angry with me.")


def test_at_the_end_the_answers_are_there_to_check_and_on_paper(sheet: Sheet) -> None:
    page = sheet.page
    sheet.write(SITUATION, "At the bus stop.")
    sheet.saved()
    while page.get_by_role("button", name="Check my answers").count() == 0:
        press(page, "Next")
    press(page, "Check my answers")
    answers = page.get_by_role("listitem").filter(has_text=SITUATION)
    expect(answers).to_contain_text("At the bus stop.")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_role("listitem").filter(has_text="At the bus stop.")).to_be_visible()
    expect(page.get_by_label(SITUATION, exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    press(answers, "Change")
    sheet.stands_at(2, SITUATION)
    page.evaluate("window.dispatchEvent(new Event('lock-now'))")
    page.get_by_label("PIN or password").fill(PASSPHRASE)
    press(page, "Unlock")
    sheet.stands_at(2, SITUATION)


def test_all_at_once_is_the_clients_choice_and_remembered(sheet: Sheet, enter: Enter, work: str) -> None:
    page = sheet.page
    sheet.write(THOUGHT, "They will all be angry.")
    press(page, "All at once")
    expect(sheet.place).to_have_count(0)
    expect(page.get_by_label(THOUGHT, exact=True)).to_have_value("They will all be angry.")
    sheet.saved()
    again = Sheet(enter("ben", size=DESK))
    again.page.goto(f"/today/{work}")
    expect(again.page.get_by_label(THOUGHT, exact=True)).to_be_visible()
    expect(again.place).to_have_count(0)
    press(again.page, "One question at a time")
    again.stands_at(5, "How much did you believe it then?")


def test_a_wide_screen_and_a_short_sheet_are_all_at_once(enter: Enter, town: Town) -> None:
    page = enter("dan", size=DESK)
    with town.inside():
        long, short = (
            builders.assignment(town.cast.cora, town.cast.dan, worksheet=key)
            for key in ("thought_record_7", "sleep_diary")
        )
    for work, turn in ((long, 1), (short, 0)):
        page.goto(f"/today/{work}")
        Client(page).fit()
        expect(page.get_by_role("button", name="Share what I have")).to_be_visible()
        expect(page.get_by_role("button", name="One question at a time")).to_have_count(turn)
        expect(page.get_by_role("button", name="Next")).to_have_count(0)
        page.set_viewport_size({"width": 390, "height": 844})
        expect(page.get_by_role("button", name="Begin")).to_have_count(turn)
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
