"""Alma's day on her phone and at her desk: whom she just met, whom she looks for, whom she has finished with."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from betterjournal import clock, database
from betterjournal.access import Actor
from tests import builders
from tests.browser.conftest import PHONE, Enter, Town
from tests.browser.people import follow, press, titled

# The page is open before the appointment ends, also on a busy machine.
SOON = timedelta(seconds=12)


def someone(town: Town, name: str) -> Actor:
    """A client of Alma's for one test alone. Call it inside the town."""
    with database.writing() as session:
        return town.cast._client(session, name, town.cast.alma)


def test_whom_she_just_met_comes_by_itself_and_is_one_press_from_new_work(town: Town, enter: Enter) -> None:
    with town.inside():
        builders.appointment(town.cast.alma, someone(town, "Gil Roy"), clock.now() - timedelta(minutes=50) + SOON)
    page = enter("alma", size=PHONE)
    page.goto("/clients")
    expect(page.get_by_text(re.compile("^(Today|Tomorrow), "))).to_be_visible()
    expect(titled(page, "Just met: Gil")).to_have_count(0)
    expect(titled(page, "Just met: Gil")).to_be_visible(timeout=30_000)
    follow(page.get_by_role("article", name="Gil Roy"), "Assign work")
    expect(page.get_by_role("button", name="Send to Gil")).to_be_visible()


def test_we_did_not_meet_is_one_press_and_undone_by_another(town: Town, enter: Enter) -> None:
    with town.inside():
        builders.appointment(town.cast.alma, someone(town, "Hal Ode"), clock.now() - timedelta(minutes=51))
    page, other = enter("alma", size=PHONE), enter("alma")
    for each in (page, other):
        each.goto("/clients")
        expect(titled(each, "Just met: Hal")).to_be_visible()
    press(page.get_by_role("article", name="Hal Ode"), "We did not meet")
    for each in (page, other):
        expect(each.get_by_text("You did not meet Hal.")).to_be_visible()
        expect(titled(each, "Just met: Hal")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    for each in (page, other):
        expect(titled(each, "Just met: Hal")).to_be_visible()


def test_a_client_is_found_and_opened_by_keys_alone(town: Town, enter: Enter) -> None:
    with town.inside():
        someone(town, "Éloïse Côté")
    page = enter("alma")
    page.goto("/clients")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("zz")
    expect(page.get_by_text("Nobody by that name.")).to_be_visible()
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("eloi")
    expect(titled(page, "Found")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Éloïse Côté")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(titled(page, "Éloïse Côté")).to_be_visible()
    page.go_back()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("cote")
    # Before the answer is there.
    page.keyboard.press("Enter")
    expect(titled(page, "Éloïse Côté")).to_be_visible()


def test_finishing_says_what_happens_and_the_way_back_stands_there(town: Town, enter: Enter) -> None:
    with town.inside():
        ivo = someone(town, "Ivo Lund")
    page = enter("alma")
    page.goto(f"/clients/{ivo.client_id}")
    press(page, "Finish with Ivo")
    dialog = page.get_by_role("dialog", name="Finish with Ivo?")
    expect(dialog.get_by_text("Ivo keeps every page")).to_be_visible()
    press(dialog, "Not now")
    expect(dialog).to_have_count(0)
    press(page, "Finish with Ivo")
    press(dialog, "Finish with Ivo")
    expect(titled(page, "You and Ivo have finished")).to_be_in_viewport()
    for gone in ("Assign work", "Set a day", "Invite", "Finish with Ivo"):
        expect(page.get_by_text(gone, exact=True)).to_have_count(0)
    follow(page, "Clients")
    follow(page, "Finished")
    expect(page.get_by_text("Finished on")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Finished on")).to_have_count(0)
    page.go_forward()
    follow(page, "Ivo Lund")
    press(page, "Take up again")
    press(page.get_by_role("dialog", name="Work with Ivo again?"), "Take up again")
    expect(page.get_by_role("link", name="Assign work")).to_be_visible()
