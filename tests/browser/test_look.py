"""The appointment itself: Alma prepares, turns the screen, both look, decide, and the next work stands there filled."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from betterjournal import clock, database
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.composing import Given
from betterjournal.assignments.views import Content
from betterjournal.database import new_id
from betterjournal.entries import sharing
from betterjournal.review.actions import Together, save_review
from betterjournal.worksheets import queries as worksheets
from tests import builders
from tests.browser.conftest import DESK, PHONE, Enter, Town
from tests.browser.people import press

TAKEAWAY = "Half of it was enough."
SET = "Write three lines about the ice"


def _work(town: Town, what: str = SET, words: str = "The ice was loud.") -> tuple[str, str]:
    """Set with a smallest version and shared by Ben; the work and what came back."""
    with town.inside():
        with database.reading() as session:
            revision = worksheets.current_revision(session, "journal_prompt")
        content = Content(title=what, what=what, smallest="One line", how_many=3, minutes=10, repeat="times")
        given = Given(new_id(), revision, content)
        identity = assignments.send(town.cast.alma, town.cast.ben.client_id or "", given).id
        return identity, builders.shared(town.cast.ben, identity, words)


def _by_keys(page: Page, name: str, role: str = "button") -> None:
    """Come to it with Tab alone, and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.and_(page.get_by_role(role, name=name, exact=True)).count():  # type: ignore[arg-type]
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {name} with Tab")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_prepare_look_together_decide_and_the_next_work_stands_there_filled(
    town: Town, enter: Enter, size: dict[str, int]
) -> None:
    with town.inside():
        builders.appointment(town.cast.alma, town.cast.ben, clock.now() + timedelta(hours=2))
    _, shared = _work(town)
    alma = enter("alma", size=size)
    alma.goto(f"/clients/{town.cast.ben.client_id}/brief")
    expect(alma.get_by_role("heading", level=1)).to_contain_text("Ben Okafor")
    alma.get_by_role("link", name="Ben Okafor").click()
    article = alma.get_by_role("article", name=SET)
    expect(article.first).to_be_visible()
    alma.locator(f'a[href*="look?entry={shared}"]').click()
    expect(alma.get_by_role("heading", level=1)).to_have_text(SET)
    expect(alma).to_have_title("Page · Notes")
    expect(alma.get_by_role("main")).to_contain_text("The ice was loud.")
    expect(alma.locator("body")).not_to_contain_text("Okafor")
    links = [one.get_attribute("href") or "" for one in alma.get_by_role("link").all()]
    assert {each for each in links if each.startswith("/clients")} == {
        each for each in links if each.startswith(f"/clients/{town.cast.ben.client_id}")
    }
    press(alma, "Looked at together")
    alma.get_by_role("group", name="How much of it was done?").get_by_label("About half").check()
    alma.get_by_label("Takeaway").fill(TAKEAWAY)
    alma.get_by_label("Make smaller", exact=True).check()
    press(alma, "Save review")
    expect(alma.get_by_text(TAKEAWAY)).to_be_visible()
    expect(alma.get_by_role("status").filter(has_text="Ben keeps the takeaway")).to_be_visible()
    expect(alma.get_by_role("button", name="Looked at together")).to_have_count(0)
    alma.get_by_role("link", name="Assign the next one").click()
    # Smaller is smaller: the smallest version, fewer times, fewer minutes.
    expect(alma.get_by_label("What", exact=True)).to_have_value("One line")
    press(alma, "More")
    expect(alma.get_by_label("How many")).to_have_value("2")
    expect(alma.get_by_label("Minutes")).to_have_value("5")


def test_the_whole_view_is_walked_with_the_keyboard_alone(town: Town, enter: Enter) -> None:
    _work(town, "The older one")
    _, shared = _work(town, "The newer one")
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}/look?entry={shared}")
    expect(alma.get_by_role("heading", level=1)).to_have_text("The newer one")
    _by_keys(alma, "Next", "link")
    expect(alma.get_by_role("heading", level=1)).to_have_text("The older one")
    alma.get_by_role("heading", level=1).click()
    _by_keys(alma, "Looked at together")
    alma.keyboard.press("Tab")
    alma.keyboard.press("Space")
    expect(alma.get_by_label("None")).to_be_checked()
    _by_keys(alma, "Save review")
    expect(alma.get_by_text("Please choose one of these.")).to_be_visible()
    alma.get_by_label("Keep", exact=True).focus()
    alma.keyboard.press("Space")
    alma.keyboard.press("Enter")
    expect(alma.get_by_role("status").filter(has_text="Ben keeps the takeaway")).to_be_visible()
    alma.get_by_role("link", name="Previous").focus()
    alma.keyboard.press("Enter")
    expect(alma.get_by_role("heading", level=1)).to_have_text("The newer one")
    _by_keys(alma, "Leave this view", "link")
    expect(alma.get_by_role("heading", level=1)).to_have_text("Ben Okafor")


def test_what_was_typed_stays_whatever_becomes_of_the_work_and_while_one_turns_to_the_next(
    town: Town, enter: Enter
) -> None:
    _work(town, "Another thing")
    _, shared = _work(town, "Looked at twice")
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}/look?entry={shared}")
    expect(alma.get_by_role("heading", level=1)).to_have_text("Looked at twice")
    press(alma, "Looked at together")
    takeaway = alma.get_by_label("Takeaway").locator("visible=true")
    takeaway.fill(TAKEAWAY)
    alma.get_by_role("link", name="Next", exact=True).click()
    expect(alma.get_by_role("heading", level=1)).to_have_text("Another thing")
    expect(takeaway).to_have_count(0)
    alma.get_by_role("link", name="Previous", exact=True).click()
    expect(takeaway).to_have_value(TAKEAWAY)
    # On her other screen the same work is decided.
    second = enter("alma")
    second.goto(f"/clients/{town.cast.ben.client_id}/look?entry={shared}")
    press(second, "Looked at together")
    second.get_by_label("Keep", exact=True).check()
    press(second, "Save review")
    expect(alma.get_by_text("This was decided on another screen meanwhile.")).to_be_visible()
    expect(takeaway).to_have_value(TAKEAWAY)
    alma.get_by_label("Make bigger", exact=True).locator("visible=true").check()
    press(alma, "Save review")
    expect(alma.get_by_role("status").filter(has_text="decided meanwhile").first).to_be_visible()
    expect(takeaway).to_have_value(TAKEAWAY)
    # Deciding about the other thing leaves it there, and takes its own form alone.
    alma.get_by_role("link", name="Next", exact=True).click()
    expect(alma.get_by_role("heading", level=1)).to_have_text("Another thing")
    alma.get_by_role("button", name="Looked at together").locator("visible=true").click()
    alma.get_by_label("Keep", exact=True).locator("visible=true").check()
    alma.get_by_role("button", name="Save review").locator("visible=true").click()
    expect(alma.get_by_role("status").filter(has_text="Ben keeps the takeaway")).to_be_visible()
    expect(alma.get_by_role("button", name="Looked at together").locator("visible=true")).to_have_count(0)
    alma.get_by_role("link", name="Previous", exact=True).click()
    expect(takeaway).to_have_value(TAKEAWAY)


def test_what_is_taken_back_before_it_was_opened_is_told(town: Town, enter: Enter) -> None:
    identity, shared = _work(town, "Taken back")
    with town.inside():
        sharing.take_back(town.cast.ben, shared)
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}/look?entry={shared}")
    expect(alma.get_by_text(re.compile("This is not here any more"))).to_be_visible()
    alma.get_by_role("link", name="See what there is").click()
    expect(alma.get_by_role("article")).to_be_visible()
    with town.inside():
        save_review(town.cast.alma, Together(identity, "let_go"))
