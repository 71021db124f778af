"""The composer under the hands: how few interactions it takes, one hand on a phone, and what is done with sent work."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from betterjournal.assignments import favourites
from betterjournal.review.actions import Together, save_review
from tests import builders
from tests.browser.conftest import DESK, PHONE, Demo, Enter, Town
from tests.browser.people import RECORD, follow, press

BOTH = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@dataclass
class Hand:
    """Counts what somebody does: a press, or going to a field and typing in it, is one interaction."""

    page: Page
    count: int = 0

    def press(self, what: Locator) -> None:
        self.count += 1
        what.click()

    def type(self, label: str, words: str) -> None:
        self.count += 1
        self.page.get_by_label(label, exact=True).fill(words)

    def keys(self, keys: str) -> None:
        self.count += 1
        self.page.keyboard.press(keys)


def at_bens(enter: Enter, town: Town, size: dict[str, int]) -> Hand:
    """On Ben's page, with nothing done yet."""
    page = enter("alma", size=size)
    page.goto(f"/clients/{town.cast.ben.client_id}")
    expect(page.get_by_role("heading", name="Ben Okafor")).to_be_visible()
    return Hand(page)


def is_sent(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="Sent to Ben Okafor")


def compose(page: Page, town: Town, what: str, note: str = "You can.") -> None:
    page.goto(f"/clients/{town.cast.ben.client_id}/assign")
    page.get_by_role("radio", name="Just a task").check()
    page.get_by_label("What", exact=True).fill(what)
    page.get_by_label("Personal note").fill(note)


@BOTH
def test_from_bens_page_to_sent_in_six(town: Town, enter: Enter, size: dict[str, int]) -> None:
    hand = at_bens(enter, town, size)
    page = hand.page
    hand.press(page.get_by_role("link", name="Assign work"))
    hand.press(page.get_by_role("radio", name=RECORD))
    hand.type("What", f"One worry in line {size['width']}")
    hand.type("When", "the same evening")
    hand.type("Personal note", "You named it yourself today.")
    hand.press(page.get_by_role("button", name="Send to Ben"))
    expect(is_sent(page)).to_be_visible()
    assert hand.count <= 6


@BOTH
def test_a_favourite_is_sent_in_three(town: Town, enter: Enter, size: dict[str, int]) -> None:
    what = f"Stretch at the {size['width']} window"
    with town.inside():
        favourites.keep(town.cast.alma, builders.assignment(town.cast.alma, town.cast.ben, what=what))
    hand = at_bens(enter, town, size)
    hand.press(hand.page.get_by_role("link", name="Assign work"))
    hand.press(hand.page.get_by_role("button", name=what))
    expect(hand.page.get_by_role("region", name="As Ben will see it").get_by_text(what)).to_be_visible()
    hand.press(hand.page.get_by_role("button", name="Send to Ben"))
    expect(is_sent(hand.page)).to_be_visible()
    assert hand.count <= 3


@BOTH
def test_last_times_decision_is_carried_on_in_three(town: Town, enter: Enter, size: dict[str, int]) -> None:
    what = f"Three lines at {size['width']}"
    with town.inside():
        work = builders.assignment(town.cast.alma, town.cast.ben, what=what)
        save_review(town.cast.alma, Together(work, "bigger"))
    hand = at_bens(enter, town, size)
    hand.press(hand.page.get_by_role("link", name="Assign work"))
    hand.press(hand.page.get_by_role("button", name=what))
    expect(hand.page.get_by_label("What", exact=True)).to_have_value(what)
    hand.keys("Control+Enter")
    expect(is_sent(hand.page)).to_be_visible()
    assert hand.count <= 3
    press(hand.page, "Assign something else")
    expect(hand.page.get_by_label("What", exact=True)).to_have_value("")
    expect(hand.page.get_by_role("button", name=what)).to_have_count(0)


@pytest.mark.parametrize("keys", ["Control+Enter", "Meta+Enter"])
def test_the_keys_send_from_a_field_and_once(town: Town, enter: Enter, keys: str) -> None:
    page, ben = enter("alma"), enter("ben")
    what = f"Walk with {keys}"
    compose(page, town, what)
    page.get_by_label("What", exact=True).focus()
    for _ in range(2):
        page.keyboard.press(keys)
    expect(is_sent(page)).to_be_visible()
    ben.goto("/today")
    expect(ben.get_by_role("article", name=what)).to_have_count(1)


def test_on_a_phone_send_stays_at_the_thumb(town: Town, enter: Enter) -> None:
    page = at_bens(enter, town, PHONE).page
    follow(page, "Assign work")
    expect(page.get_by_label("What", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Send to Ben")).to_be_in_viewport(ratio=1)
    page.get_by_label("Personal note").focus()
    expect(page.get_by_label("Personal note")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Send to Ben")).to_be_in_viewport(ratio=1)


def test_undone_it_leaves_bens_page_and_stands_in_the_composer(town: Town, enter: Enter) -> None:
    page, ben = enter("alma"), enter("ben")
    ben.goto("/today")
    compose(page, town, "Ring the wrong bell", "Too soon.")
    press(page, "Send to Ben")
    expect(ben.get_by_role("article", name="Ring the wrong bell")).to_be_visible()
    press(page, "Undo")
    expect(page.get_by_role("status").filter(has_text="Taken back. Ben may have seen it.")).to_be_visible()
    expect(page.get_by_label("What", exact=True)).to_have_value("Ring the wrong bell")
    expect(page.get_by_label("Personal note")).to_have_value("Too soon.")
    expect(ben.get_by_text("Ring the wrong bell")).to_have_count(0)
    page.get_by_label("What", exact=True).fill("Ring the right bell")
    press(page, "Send to Ben")
    expect(is_sent(page)).to_be_visible()
    expect(ben.get_by_role("article", name="Ring the right bell")).to_be_visible()


def test_undo_goes_after_twenty_seconds_and_takes_no_focus_along(town: Town, enter: Enter) -> None:
    page = enter("alma")
    page.clock.install()
    compose(page, town, "Wait for the bell")
    press(page, "Send to Ben")
    undo = page.get_by_role("button", name="Undo")
    undo.focus()
    page.clock.fast_forward(19_000)
    expect(undo).to_be_visible()
    page.clock.fast_forward(2_000)
    expect(undo).to_have_count(0)
    expect(page.locator("main :focus").get_by_role("link", name="Back to Ben")).to_be_visible()


def test_a_change_reaches_bens_open_page_and_is_told(town: Town, enter: Enter) -> None:
    page, ben = enter("alma"), enter("ben")
    ben.goto("/today")
    compose(page, town, "Draw the old tree")
    press(page, "Send to Ben")
    follow(page, "Back to Ben")
    page.get_by_role("listitem").filter(has=page.get_by_text("Draw the old tree", exact=True)).get_by_role(
        "link", name="Change"
    ).click()
    expect(page.get_by_text("Ben will see the new words, and that you changed this today.")).to_be_visible()
    page.get_by_label("What", exact=True).fill("Draw the new tree")
    press(page, "Save the changes")
    expect(page.get_by_role("status").filter(has_text="Changed. Ben reads the new words.")).to_be_visible()
    article = ben.get_by_role("article", name="Draw the new tree")
    expect(article.get_by_text("Alma changed this on")).to_be_visible()
    expect(ben.get_by_text("Draw the old tree")).to_have_count(0)


def test_a_day_that_is_missing_is_asked_for_and_nothing_typed_is_lost(town: Town, enter: Enter) -> None:
    page = enter("alma")
    compose(page, town, "Plant the bulbs", "In good time.")
    page.get_by_role("radio", name="On a date").check()
    press(page, "Send to Ben")
    expect(page.get_by_role("alert").filter(has_text="Write a date.")).to_be_visible()
    expect(page.get_by_label("Personal note")).to_have_value("In good time.")
    page.get_by_label("Day it arrives").fill("2020-02-29")
    press(page, "Send to Ben")
    expect(page.get_by_role("alert").filter(has_text="That day is over.")).to_be_visible()
    expect(page.get_by_label("What", exact=True)).to_have_value("Plant the bulbs")


def test_what_is_wrong_far_above_the_thumb_is_brought_into_view(town: Town, enter: Enter) -> None:
    page = enter("alma", size=PHONE)
    compose(page, town, "Sweep the step")
    page.get_by_label("What", exact=True).fill(" ")
    page.get_by_role("radio", name="Send now").focus()
    for _ in range(2):
        press(page, "Send to Ben")
        expect(page.get_by_label("What", exact=True)).to_be_focused()
        expect(page.get_by_role("alert").filter(has_text="Please fill this in.")).to_be_in_viewport()
        page.get_by_role("radio", name="Send now").focus()


def test_a_phrase_is_kept_put_into_another_note_and_changed_there(town: Town, enter: Enter) -> None:
    page = enter("alma")
    compose(page, town, "Hum a tune", "That took courage.")
    press(page, "Phrases")
    press(page, "Keep these words")
    expect(page.get_by_role("status").filter(has_text="Kept among your phrases.")).to_be_visible()
    compose(page, town, "Hum another", "Hello.")
    press(page, "Phrases")
    press(page, "That took courage.")
    note = page.get_by_label("Personal note")
    expect(note).to_have_value("Hello. That took courage.")
    expect(note).to_be_focused()
    page.keyboard.type(" Truly.")
    expect(page.get_by_role("region", name="As Ben will see it")).to_contain_text("That took courage. Truly.")


def test_how_often_is_shown_as_the_client_will_read_it(visit: Enter, demo: Demo) -> None:
    alma = visit("alma", size=DESK)
    alma.goto(demo.address("/clients/{client}/assign", "fay"))
    shown = alma.get_by_role("region", name="As Fay will see it")
    press(alma, "More")
    for kind, number, words in (
        ("daily", "", "Chaque jour"),
        ("diary", "3", "Environ 3 par semaine"),
        ("times", "2", "2 fois"),
    ):
        alma.get_by_label("How often").select_option(kind)
        if number:
            alma.get_by_label("How many").fill(number)
        expect(shown).to_contain_text(words)
    alma.get_by_label("How often").select_option("weekdays")
    for day in ("Monday", "Thursday"):
        alma.get_by_label(day).check()
    expect(shown).to_contain_text("lundi · jeudi", ignore_case=True)
    expect(shown).not_to_contain_text("2 fois")


def test_the_note_is_in_the_language_the_client_reads(visit: Enter, demo: Demo) -> None:
    page = visit("alma")
    page.goto(demo.address("/clients/{client}/assign", "fay"))
    expect(page.get_by_text("Fay reads in French.")).to_be_visible()
    expect(page.get_by_label("Personal note")).to_have_attribute("lang", "fr")
    press(page, "More")
    page.get_by_label("Language of the note").select_option("English")
    expect(page.get_by_text("This note is in English.")).to_be_visible()
    expect(page.get_by_label("Personal note")).to_have_attribute("lang", "en")
