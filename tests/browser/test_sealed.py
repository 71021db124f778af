"""Two journeys nobody wishes for: a sealed record for a named person, and everything stopped in one press."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from betterjournal.review.opening import open_for
from tests import builders
from tests.browser.conftest import PASSPHRASE, Enter, Town
from tests.browser.people import follow, press, titled
from tests.privacy.records import opened

READ, UNREAD = "It was easier on the second day.", "Nobody has opened this line."
RECIPIENT, REASON = "Dr. Noor Aziz", "Alma is ill and care goes on with Dr. Aziz."


def prove(page: Page) -> None:
    """The dialog that asks again who it is."""
    dialog = page.get_by_role("dialog", name="Is it still you?")
    dialog.get_by_label("Password").fill(PASSPHRASE)
    press(dialog, "Go on")


def fill_in(page: Page) -> None:
    page.get_by_label("Who it is for").fill(RECIPIENT)
    page.get_by_label("How you know who they are").fill("Called back at the number in the register")
    page.get_by_role("radio", name=re.compile("^The clinician died, left or is ill")).check()
    page.get_by_label("Reason").fill(REASON)


def test_the_owner_makes_a_sealed_record_without_seeing_a_word(town: Town, enter: Enter, tmp_path: Path) -> None:
    with town.inside():
        read = builders.shared(town.cast.ben, builders.assignment(town.cast.alma, town.cast.ben), READ)
        open_for(town.cast.alma, town.cast.ben.client_id or "", [read])
        builders.shared(town.cast.ben, builders.assignment(town.cast.alma, town.cast.ben), UNREAD)
    ben, eve = enter("ben"), enter("eve")
    ben.goto("/shared")
    expect(titled(ben, "Copies of your record")).to_have_count(0)
    eve.goto("/practice")
    follow(eve, "Make a sealed record, or stop everything for a client")
    # The page before leads to the same client by a link of that name.
    expect(titled(eve, "Sealed records")).to_be_visible()
    follow(eve, "Ben Okafor")
    press(eve, "Look at it once more")
    expect(eve.get_by_text("Please fill this in.")).to_be_visible()
    expect(eve.get_by_label("The order forbids telling Ben")).to_be_hidden()
    fill_in(eve)
    press(eve, "Look at it once more")
    expect(eve.get_by_text("Ben will read today that it was made, for whom and why.")).to_be_visible()
    press(eve, "Make the file")
    prove(eve)
    words = eve.get_by_text(re.compile(r"^([a-z]+ ){7}[a-z]+$")).inner_text()
    with eve.expect_download() as fetched:
        press(eve, "Download the file")
    file = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(file)
    expect(eve.get_by_text(re.compile(r"^Made on .+ by Eve Tran\. File "))).to_be_visible()
    inside = opened(file.read_bytes(), words)["record.html"]
    assert READ in inside
    assert UNREAD not in inside
    assert re.fullmatch(r"notes-[0-9a-f]{8}\.zip\.age", file.name)
    expect(eve.get_by_text(READ)).to_have_count(0)
    eve.reload()
    expect(eve.get_by_text(re.compile(r"^Made on "))).to_be_visible()
    # A page that is loaded anew draws what it had until the server has emptied it.
    expect(eve.get_by_text(words)).to_have_count(0)
    assert words not in eve.content()
    expect(titled(ben, "Copies of your record")).to_be_visible()
    expect(ben.get_by_text(re.compile(f"^A sealed copy of your record was made for {RECIPIENT} on"))).to_be_visible()
    expect(ben.get_by_text(REASON)).to_be_visible()


def test_cora_stops_everything_and_dans_phone_does_not_say_why(town: Town, enter: Enter) -> None:
    cora, dan = enter("cora"), enter("dan")
    dan.goto("/today")
    expect(titled(dan, "Today")).to_be_visible()
    cora.goto(f"/clients/{town.cast.dan.client_id}")
    press(cora, "Stop everything")
    dialog = cora.get_by_role("dialog", name="Stop everything for Dan?")
    expect(dialog).to_contain_text("No mail and no reminder goes out to Dan any more.")
    press(dialog, "Stop everything now")
    expect(dialog.get_by_text("Please choose one of these.")).to_be_visible()
    dialog.get_by_role("radio", name=re.compile("^Messages put Dan in danger")).check()
    press(dialog, "Stop everything now")
    expect(titled(cora, "Everything is stopped")).to_be_visible()
    expect(cora.get_by_text("messages put the client in danger.")).to_be_visible()
    expect(cora.get_by_role("link", name="Assign work")).to_have_count(0)
    expect(cora.get_by_role("button", name="Set a day")).to_have_count(0)
    cora.get_by_text("Dan cannot get in, or lost a device").click()
    expect(cora.get_by_text("While everything is stopped, no new code for Dan can be made.")).to_be_visible()
    # His open page went away at once; he comes in again, and nothing there tells why.
    dan.goto("/today")
    expect(dan.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    dan.get_by_label("Email").fill("dan@demo.test")
    dan.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    press(dan, "Sign in")
    expect(dan.get_by_text("Nothing new comes here for now.")).to_be_visible()
    assert not re.search("danger in|messages put|stopped", dan.locator("main").inner_text())
    press(cora, "Start again")
    expect(titled(cora, "Everything is stopped")).to_have_count(0)
    expect(dan.get_by_text("Nothing new comes here for now.")).to_have_count(0)
