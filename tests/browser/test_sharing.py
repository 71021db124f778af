"""Sharing that can be checked: what was looked at is what is read, to the byte, and nothing else is shared."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Locator, Page, expect

from betterjournal import clock, database
from betterjournal.accounts.models import Client, Person
from betterjournal.assignments import actions as assignments
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from betterjournal.privacy.withdrawing import withdraw
from betterjournal.review import opening
from tests import builders, every_kind
from tests.browser.conftest import Enter, Town
from tests.browser.people import press

SAYS = {
    "en": ("Share", "Share with Alma Reyes", "Share this?", "Share this page?"),
    "fr": ("Partager", "Partager avec Alma Reyes", "Partager ceci?", "Partager cette page?"),
}
GIVEN = "[data-given]"
HOW = "How did it go?"
# Typed and pressed in one moment, as a thumb does it: the field is never left.
TYPE_AND_PRESS = """([label, words, press]) => {
  const field = [...document.querySelectorAll("label")].find((each) => each.textContent === label).control;
  field.value += words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  [...document.querySelectorAll("button")].find((each) => each.textContent === press).click();
}"""


@pytest.fixture
def speak(town: Town) -> Iterator[Callable[[str], None]]:
    """Ben and Alma in that language; in English again for whoever comes next."""
    yield lambda language: _speak(town, language)
    with town.inside():
        _speak(town, "en")


def _speak(town: Town, language: str) -> None:
    with database.writing() as session:
        session.get_one(Client, town.cast.ben.client_id).language = language
        for one in (town.cast.ben, town.cast.alma):
            session.get_one(Person, one.person_id).language = language


def _looked(page: Page, title: str) -> Locator:
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog.locator(GIVEN)).to_be_visible()
    return dialog


def _page_of(town: Town, words: str) -> str:
    page = entries.new_page(town.cast.ben)
    drafts.save(town.cast.ben, drafts.Words(page, "text", words, 0, "tab", 1))
    return page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_preview_is_to_the_byte_what_the_clinician_reads(
    town: Town, enter: Enter, speak: Callable[[str], None], language: str
) -> None:
    with town.inside():
        every_kind.install()
        speak(language)
        work, _ = every_kind.written(town.cast.alma, town.cast.ben, language)
        page_id = _page_of(town, every_kind.WORDS)
    share, with_alma, title, page_title = SAYS[language]
    ben, previews = enter("ben", language=f"{language}-CA"), []
    for path, name in ((f"/today/{work}", title), (f"/journal/{page_id}", page_title)):
        ben.goto(path)
        ben.get_by_role("button", name=share, exact=True).click()
        dialog = _looked(ben, name)
        previews.append(dialog.locator(GIVEN).inner_html())
        dialog.get_by_role("button", name=with_alma).press("Enter")
        expect(dialog).to_have_count(0)
        ben.get_by_role("checkbox").first.wait_for()
    alma = enter("alma", language=f"{language}-CA")
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    read = [alma.get_by_role("article", name="Every kind").first, alma.locator("article", has_text="مرحبا").first]
    expect(read[0].locator(GIVEN)).to_be_visible()
    found = alma.locator(GIVEN).evaluate_all("all => all.map((each) => each.innerHTML)")
    assert [preview in found for preview in previews] == [True, True]
    assert "<script>alert" not in previews[0]
    assert every_kind.HIDDEN not in previews[0]
    assert "After lunch" in previews[0]


def test_what_was_typed_in_this_moment_is_in_the_preview(town: Town, enter: Enter) -> None:
    with town.inside():
        work = builders.assignment(town.cast.alma, town.cast.ben, worksheet="just_a_task", what="A call")
        builders.draft(town.cast.ben, work, "I called.")
    ben = enter("ben")
    ben.goto(f"/today/{work}")
    expect(ben.get_by_label(HOW)).to_have_value("I called.")
    ben.evaluate(TYPE_AND_PRESS, [HOW, " She was glad.", "Share"])
    dialog = _looked(ben, "Share this?")
    expect(dialog.locator(GIVEN)).to_contain_text("I called. She was glad.")


def test_words_that_changed_on_another_page_are_looked_at_again(town: Town, enter: Enter) -> None:
    with town.inside():
        work = builders.assignment(town.cast.alma, town.cast.ben, worksheet="just_a_task", what="A walk")
        entry = builders.draft(town.cast.ben, work, "I walked.")
    ben = enter("ben")
    ben.goto(f"/today/{work}")
    ben.get_by_role("button", name="Share", exact=True).click()
    dialog = _looked(ben, "Share this?")
    dialog.get_by_role("checkbox", name="This matters most").check()
    with town.inside():
        drafts.save(town.cast.ben, drafts.Words(entry, "text", "I walked alone.", 1, "laptop", 1))
    dialog.get_by_role("button", name="Share with Alma Reyes").click()
    expect(dialog.get_by_role("alert")).to_have_text(re.compile("changed while you looked"))
    expect(ben.locator("[role=alert]")).to_have_count(1)
    expect(dialog.locator(GIVEN)).to_contain_text("I walked alone.")
    expect(dialog.get_by_role("checkbox", name="This matters most")).to_be_checked()
    dialog.get_by_role("button", name="Share with Alma Reyes").click()
    expect(dialog).to_have_count(0)
    expect(ben.get_by_role("checkbox", name="This matters most")).to_be_checked()


def test_what_matters_most_stands_first_and_a_page_is_shared_no_more(town: Town, enter: Enter) -> None:
    with town.inside():
        page_id = _page_of(town, "The thing about my sister")
        builders.share(town.cast.ben, page_id)
    ben = enter("ben")
    ben.goto(f"/journal/{page_id}")
    tick = ben.get_by_role("checkbox", name="This matters most")
    pressed = tick.element_handle()
    tick.press("Space")
    press(ben, "Delete this page")
    dialog = ben.get_by_role("dialog", name="Delete this page?")
    expect(dialog.get_by_text("Once it is deleted, it is not shared any more.")).to_be_visible()
    press(dialog, "Not now")
    expect(tick).to_be_checked()
    # The server has answered the press, and what was pressed still stands there, with the focus it had.
    assert pressed.evaluate("one => one.isConnected")
    ben.goto("/shared")
    article = ben.get_by_role("article").first
    expect(article.get_by_role("checkbox", name="This matters most")).to_be_checked()
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}/brief")
    expect(alma.get_by_role("heading", level=2).first).to_have_text("Bring this")
    expect(alma.get_by_text("The thing about my sister")).to_be_visible()
    # Nothing stirs as she opens it; it is so when he next comes by.
    ben.reload()
    expect(article.get_by_role("checkbox")).to_have_count(0)
    expect(article.get_by_text("It matters most")).to_be_visible()
    article.get_by_role("button", name="Stop sharing").press("Enter")
    dialog = ben.get_by_role("dialog", name="Stop sharing this?")
    expect(dialog).to_contain_text("Alma will not be able to open this again. If Alma has already read it, it stays")
    dialog.get_by_role("button", name="Stop sharing").press("Enter")
    expect(article.get_by_text("You stopped sharing this on")).to_be_visible()
    alma.reload()
    expect(alma.get_by_role("heading", level=1)).to_have_count(1)
    expect(alma.get_by_text("The thing about my sister")).to_have_count(0)
    ben.goto(f"/journal/{page_id}")
    expect(ben.get_by_text("You stopped sharing this. What was read")).to_be_visible()


@pytest.mark.parametrize("where", ["/today", "/today/{work}"])
def test_a_reminder_of_ones_own_is_a_file_of_one_neutral_event(
    town: Town, enter: Enter, tmp_path: Path, where: str
) -> None:
    with town.inside():
        work = builders.assignment(town.cast.alma, town.cast.ben, worksheet="just_a_task", what="Text Sam")
        builders.draft(town.cast.ben, work, "Not yet.")
    ben = enter("ben")
    asked: list[str] = []
    ben.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    ben.goto(where.format(work=work))
    ben.get_by_text("Put it in my own calendar").first.click()
    ben.get_by_role("radio", name="Time for your page.").check()
    ben.get_by_label("Time", exact=True).fill("20:15")
    if "{work}" in where:
        ben.get_by_label(HOW).press_sequentially(" Words on their way.")
    with ben.expect_download() as saved:
        ben.get_by_role("button", name="Get the file").click()
    assert saved.value.suggested_filename == "note.ics"
    saved.value.save_as(tmp_path / "note.ics")
    [event] = icalendar.Calendar.from_ical((tmp_path / "note.ics").read_bytes()).walk("VEVENT")
    tomorrow = clock.today("America/Edmonton") + timedelta(days=1)
    assert (str(event["summary"]), event["dtstart"].dt.isoformat()) == (
        "Time for your page.",
        f"{tomorrow}T20:15:00",
    )
    assert (len(event.subcomponents), asked) == (1, [])
    expect(ben.get_by_role("button", name="Get the file")).to_be_visible()


def test_a_client_sees_that_it_is_open_in_the_room_and_closes_it(town: Town, enter: Enter) -> None:
    with town.inside():
        builders.appointment(town.cast.alma, town.cast.ben, clock.now())
        work = builders.assignment(town.cast.alma, town.cast.ben, worksheet="thought_record_7", what="One moment")
    alma, ben = enter("alma"), enter("ben")
    ben.goto(f"/today/{work}")
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    press(alma, "Start together: One moment")
    expect(alma.get_by_role("button", name="Done here")).to_be_visible()
    expect(ben.get_by_text("This is open on Alma’s screen now")).to_be_visible()
    ben.get_by_role("button", name="Close it on that screen").press("Enter")
    expect(ben.get_by_text("It is closed. Only you can open it now.")).to_be_focused()
    expect(alma.get_by_role("heading", name="Nothing here")).to_be_visible()
    press(ben, "It fits")
    ben.get_by_label("What was going on?").fill("We spoke of it.")
    press(ben, "Share what I have")
    press(_looked(ben, "Share this?"), "Share with Alma Reyes")
    expect(ben.get_by_text("Part of it counts.")).to_be_visible()
    expect(ben.get_by_text("It is closed.")).to_have_count(0)


@pytest.mark.parametrize("who", ["ben", "dan"])
def test_what_asks_for_nothing_more_is_still_printed_deleted_and_brought_back(
    town: Town, enter: Enter, who: str
) -> None:
    """Ben's work was withdrawn; Dan took back his consent and only reads."""
    with town.inside():
        client, clinician = town.cast.everybody()[who], town.cast.alma if who == "ben" else town.cast.cora
        work = builders.assignment(clinician, client, worksheet="just_a_task", what="A walk")
        builders.draft(client, work, "I walked.")
        if who == "ben":
            assignments.withdraw(clinician, work, "")
        else:
            withdraw(client)
    page = enter(who)
    page.goto(f"/today/{work}")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    press(page, "Delete what I wrote")
    dialog = page.get_by_role("dialog", name="Delete what you wrote here?")
    expect(dialog.get_by_text("not shared any more")).to_have_count(0)
    press(dialog, "Delete what I wrote")
    expect(page.get_by_role("button", name="Delete what I wrote")).to_have_count(0)
    press(page, "Undo")
    expect(page.locator(":focus")).to_have_text("It is back.")
    expect(page.get_by_role("button", name="Delete what I wrote")).to_be_visible()


def test_the_sheet_before_takes_the_focus_and_gives_it_back(town: Town, enter: Enter) -> None:
    with town.inside():
        work = builders.assignment(
            town.cast.alma, town.cast.ben, worksheet="just_a_task", what="A walk", repeat="times", how_many=3
        )
        builders.share(town.cast.ben, builders.draft(town.cast.ben, work, "I walked."))
        entries.begin(town.cast.ben, work, another=True)
    ben = enter("ben")
    ben.goto(f"/today/{work}")
    ben.get_by_text("The ones before").click()
    earlier = ben.locator("#earlier")
    earlier.get_by_role("listitem").get_by_role("button").first.press("Enter")
    sheet = ben.get_by_role("region", name="The ones before")
    expect(sheet.get_by_text("I walked.")).to_be_visible()
    expect(sheet.locator(":focus")).to_contain_text("A walk")
    press(sheet, "Close")
    expect(sheet).to_have_count(0)
    expect(earlier).to_be_focused()


def test_what_is_taken_back_is_said_and_one_that_was_opened_meanwhile_offers_it_no_more(
    town: Town, enter: Enter
) -> None:
    with town.inside():
        works = [builders.assignment(town.cast.alma, town.cast.ben, worksheet="just_a_task", what="Tea") for _ in "12"]
        shared = [builders.shared(town.cast.ben, work, "With my sister.") for work in works]
    ben = enter("ben")
    ben.goto(f"/today/{works[0]}")
    press(ben, "Take back")
    expect(ben.get_by_text("Taken back. Only you can read it now.")).to_be_focused()
    ben.goto(f"/today/{works[1]}")
    back = ben.get_by_role("button", name="Take back", exact=True)
    expect(back).to_be_visible()
    with town.inside():
        opening.open_for(town.cast.alma, town.cast.ben.client_id or "", shared[1:])
    back.click()
    expect(ben.get_by_text("This was opened already. It is part of your file.").first).to_be_visible()
    expect(back).to_have_count(0)
    expect(ben.get_by_text("Until it is opened you can take it back.")).to_have_count(0)
