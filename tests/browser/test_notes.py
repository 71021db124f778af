"""Working notes on a client's page: written, put better, struck, no word of them lost, none shown to the client."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from betterjournal import clock
from betterjournal.review.opening import open_for
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import OWN, press, titled

TITLE = "One line at night"
ON_BEN, ON_WORK = "Gorse: came in tired.", "Gorse: wrote it the same night."


@pytest.fixture
def client_page(town: Town) -> str:
    """Ben's, with something he shared and Alma opened."""
    with town.inside():
        ben = town.cast.ben
        builders.appointment(town.cast.alma, ben, clock.now() + timedelta(days=2))
        shared = builders.shared(ben, builders.assignment(town.cast.alma, ben, what=TITLE))
        open_for(town.cast.alma, ben.client_id or "", [shared])
        return f"/clients/{ben.client_id}"


def beside(page: Page) -> Locator:
    """The place on the line of time of what Ben shared."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("article", name=TITLE)).last


def note(where: Page | Locator, words: str) -> None:
    where.get_by_label("Note", exact=True).first.fill(words)
    press(where, "Keep note")


def go(page: Page, at: str) -> None:
    page.goto(at)
    expect(titled(page, "Ben Okafor")).to_be_visible()
    expect(titled(page, "Working notes on Ben")).to_be_visible()


def about_ben(page: Page) -> Locator:
    return page.locator(".card").filter(has=titled(page, "Working notes on Ben"))


def test_notes_are_kept_changed_and_struck_and_no_word_is_lost(town: Town, enter: Enter, client_page: str) -> None:
    alma, ben = enter("alma"), enter("ben")
    go(alma, client_page)
    _write(alma)
    _change_in_two_tabs(alma, client_page)
    _half_written_while_the_server_restarts(alma, town)
    _strike(alma)
    for path in ("/today", "/shared", "/kept", "/me"):
        ben.goto(path)
        expect(ben.get_by_role("heading", level=1)).to_be_visible()
        expect(ben.locator("[aria-busy=true]")).to_have_count(0)
        expect(ben.get_by_text("Gorse")).to_have_count(0)


def _write(alma: Page) -> None:
    """On the work and on Ben; a form stays as it is when another is kept, and an empty one is refused at its field."""
    here, there = beside(alma), about_ben(alma)
    press(there, "Working note")
    expect(there.get_by_text("Part of the record. Ben does not see it here.")).to_be_visible()
    there.get_by_label("Note", exact=True).fill(ON_BEN)
    press(here, "Working note")
    press(here, "Keep note")
    expect(here.get_by_role("alert")).to_be_visible()
    expect(there.get_by_role("alert")).to_have_count(0)
    note(here, ON_WORK)
    expect(here.locator(OWN).filter(has_text=ON_WORK)).to_be_visible()
    expect(here.get_by_label("Note", exact=True).first).to_have_value("")
    expect(there.get_by_label("Note", exact=True)).to_have_value(ON_BEN)
    press(there, "Keep note")
    expect(there.locator(OWN).filter(has_text=ON_BEN)).to_be_visible()
    expect(there.get_by_role("button", name="1 working note")).to_be_visible()


def _change_in_two_tabs(alma: Page, at: str) -> None:
    other = alma.context.new_page()
    go(other, at)
    for page in (alma, other):
        if page is other:
            press(about_ben(page), "1 working note")
        press(about_ben(page), "Change")
    _reword(other, "Gorse: newer words.")
    here = about_ben(alma)
    expect(here.locator(OWN).filter(has_text="newer words")).to_be_visible()
    _reword(alma, "Gorse: my words.")
    expect(alma.get_by_text("This note was changed or struck on another page.")).to_be_visible()
    expect(_rewording(alma)).to_have_value("Gorse: my words.")
    press(here, "Save changes")
    expect(here.locator(OWN).filter(has_text="my words")).to_be_visible()
    here.get_by_text("Words before").click()
    expect(here.locator(OWN).filter(has_text="newer words")).to_be_visible()
    other.close()


def _half_written_while_the_server_restarts(alma: Page, town: Town) -> None:
    here = about_ben(alma)
    press(here, "Change")
    _rewording(alma).fill("Gorse: half a sent")
    town.server.kill()
    town.server.start()
    # It is back when it answers.
    _rewording(alma).fill("Gorse: half a sentence.")
    press(here, "Save changes")
    expect(here.locator(OWN).filter(has_text="half a sentence.")).to_be_visible()


def _strike(alma: Page) -> None:
    here = about_ben(alma)
    press(here, "Strike")
    press(here, "Strike this note")
    expect(here.get_by_text("Struck on")).to_be_visible()
    expect(here.get_by_role("button", name="Change")).to_have_count(0)


def _rewording(page: Page) -> Locator:
    return (
        about_ben(page).locator("form").filter(has=page.get_by_role("button", name="Save changes")).get_by_label("Note")
    )


def _reword(page: Page, words: str) -> None:
    _rewording(page).fill(words)
    press(about_ben(page), "Save changes")
