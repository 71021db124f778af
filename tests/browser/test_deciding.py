"""What two members of staff decide about one client at the same time, and what becomes of pages and check-ins."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from betterjournal import clock, database
from betterjournal.accounts.models import Care
from betterjournal.entries import actions as entries
from betterjournal.entries import sharing
from tests import builders
from tests.browser.conftest import DESK, PHONE, Enter, Town
from tests.browser.people import press
from tests.review.test_line import as_if_long_ago

TAKEAWAY = "Half of it was enough."


def _colleagues(town: Town) -> None:
    """Cora has Ben in her care too."""
    with database.writing() as session:
        at = clock.now() - timedelta(days=1)
        session.add(Care(client_id=town.cast.ben.client_id, person_id=town.cast.cora.person_id, from_at=at))


def _client_page(page: Page, town: Town) -> None:
    page.goto(f"/clients/{town.cast.ben.client_id}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Okafor")


def test_what_alma_typed_stays_when_cora_decides_meanwhile_and_says_so(town: Town, enter: Enter) -> None:
    with town.inside():
        _colleagues(town)
        builders.shared(town.cast.ben, builders.assignment(town.cast.alma, town.cast.ben, what="Decided by Cora"))
        builders.shared(town.cast.ben, builders.assignment(town.cast.alma, town.cast.ben, what="Left as it is"))
    alma, cora = enter("alma"), enter("cora")
    for page in (alma, cora):
        _client_page(page, town)
    mine, theirs = (page.get_by_role("article", name="Decided by Cora") for page in (alma, cora))
    press(mine, "Looked at together")
    mine.get_by_label("Takeaway").fill(TAKEAWAY)
    press(theirs, "Looked at together")
    theirs.get_by_label("Keep", exact=True).check()
    press(theirs, "Save review")
    expect(cora.get_by_role("status").filter(has_text="Ben keeps the takeaway")).to_be_visible()
    # Her own form goes: nothing was typed in it that is not saved.
    expect(theirs.get_by_role("button", name="Looked at together")).to_have_count(0)
    told = mine.get_by_role("status").filter(has_text="Cora decided about this meanwhile.")
    expect(told).to_be_visible()
    expect(mine.get_by_label("Takeaway")).to_have_value(TAKEAWAY)
    expect(alma.get_by_text("With Cora.", exact=True).first).to_be_visible()
    # Pressed all the same it changes nothing, and the words stay.
    mine.get_by_label("Make bigger", exact=True).check()
    press(mine, "Save review")
    expect(alma.get_by_role("status").filter(has_text="This was decided meanwhile.").first).to_be_visible()
    expect(mine.get_by_label("Takeaway")).to_have_value(TAKEAWAY)
    # What nobody began to decide about is offered as before.
    expect(
        alma.get_by_role("article", name="Left as it is").get_by_role("button", name="Looked at together")
    ).to_be_visible()


def test_open_work_that_cora_decides_about_leaves_what_alma_typed_beside_it(town: Town, enter: Enter) -> None:
    with town.inside():
        _colleagues(town)
        as_if_long_ago()
        with clock.stopped_at(clock.now() - timedelta(days=1)):
            for what in ("Nothing came back", "Nothing came back here"):
                builders.assignment(town.cast.alma, town.cast.ben, what=what)
    alma, cora = enter("alma"), enter("cora")
    for page in (alma, cora):
        _client_page(page, town)
    mine, other, theirs = (
        page.get_by_role("listitem").filter(has=page.get_by_text(what, exact=True)).filter(has_text="Set")
        for page, what in ((alma, "Nothing came back"), (alma, "Nothing came back here"), (cora, "Nothing came back"))
    )
    press(mine.first, "Decide together")
    alma.get_by_label("Takeaway").fill(TAKEAWAY)
    press(theirs.first, "Decide together")
    cora.get_by_label("Let go", exact=True).check()
    press(cora, "Save review")
    expect(alma.get_by_text("Cora decided about this meanwhile.")).to_be_visible()
    expect(alma.get_by_label("Takeaway")).to_have_value(TAKEAWAY)
    expect(other.first.get_by_role("button", name="Decide together")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_page_and_check_ins_are_looked_at_or_let_go_of_in_one_press(
    town: Town, enter: Enter, size: dict[str, int]
) -> None:
    with town.inside():
        known = builders.shared_page(town.cast.ben, "The ice was loud.")
        other = builders.shared_page(town.cast.ben, "And then it was quiet.")
        said = [entries.check_in(town.cast.ben, mood, None, None, "") for mood in (4, 5)]
        sharing.share_check_ins(town.cast.ben, said)
    alma = enter("alma", size=size)
    _client_page(alma, town)
    page = alma.get_by_role("article", name="Journal page").filter(has_text="The ice was loud.").first
    press(page, "Let go of it: Journal page")
    expect(page.get_by_role("status").filter(has_text="Let go of on")).to_be_visible()
    # By mistake: the way back is the only button there, one step on from the words that took the focus.
    expect(page.get_by_role("button")).to_have_text(["Undo"])
    alma.keyboard.press("Tab")
    alma.keyboard.press("Enter")
    press(page, "Looked at together: Journal page")
    expect(page.get_by_role("status").filter(has_text="Looked at together on")).to_be_visible()
    # With those before it: one press for the check-ins of the stretch.
    check_ins = alma.get_by_role("button", name="Looked at together: Check-in")
    expect(check_ins).to_have_count(1)
    check_ins.click()
    told = alma.get_by_role("article", name="Check-in").get_by_role("status").filter(has_text="Looked at together on")
    expect(told.nth(1)).to_be_visible()
    expect(check_ins).to_have_count(0)
    # Turned to Ben, the other page says at which appointment, and is let go of.
    alma.goto(f"/clients/{town.cast.ben.client_id}/look?entry={other}")
    expect(alma.get_by_role("heading", level=1)).to_have_text("Journal page")
    press(alma, "Let go of it: Journal page")
    expect(alma.get_by_role("status").filter(has_text="Let go of on")).to_be_visible()
    expect(alma.get_by_role("button", name="Undo")).to_be_visible()
    alma.goto(f"/clients/{town.cast.ben.client_id}/look?entry={known}")
    expect(alma.get_by_role("status").filter(has_text="Looked at together on")).to_be_visible()
