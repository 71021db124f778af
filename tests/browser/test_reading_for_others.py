"""A supervisor and who covers read Ben's pages, are told as what, and have nothing to write with on any of them."""

import pytest
from playwright.sync_api import Page, expect

from betterjournal import database
from betterjournal.accounts import sessions
from betterjournal.accounts.models import Person
from betterjournal.audit import AuditRecord
from betterjournal.entries.models import Opened
from betterjournal.review.actions import Together, save_review
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import titled
from tests.world import MARK

WORDS = f"{MARK} in spring"
# Whatever is typed into, sent or pressed to change something; looking for words, paper and the shell's own are none.
WRITES = (
    "textarea, input:not([type=hidden], [type=search]), form[action]:not([action^='/auth/'], [action='/brief.pdf'])"
)
MAY = {
    "sol": {"Find in the timeline", "1 working note"},
    # Who covers sets appointments, because the colleague cannot.
    "drew": {"Find in the timeline", "Set a day", "Same time next week"},
}
RESULT = {"sol": "supervised", "drew": "covered"}
AS_WHAT = {"sol": "You read this as a supervisor.", "drew": "You read this for a colleague who cannot"}


@pytest.fixture(scope="module", autouse=True)
def lived(town: Town) -> None:
    """Ben shared work and numbers, something was decided, and Drew covers."""
    cast = town.cast
    with town.inside():
        save_review(cast.alma, Together(builders.assignment(cast.alma, cast.ben, what="Decided"), "keep"))
        builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben, what="A page"), WORDS)
        builders.note(cast.alma, cast.ben, "Alma's own note.")
        drew = builders.works_here("Drew Ash", is_clinician=True)
        builders.covered(cast.eve, cast.ben, drew)
        with database.writing() as session:
            person = session.get_one(Person, drew.person_id)
            cast.tokens["drew"] = sessions.begin(session, person, passed_factor=True).token


@pytest.mark.parametrize("who", ["sol", "drew"])
def test_each_page_is_read_is_on_record_and_has_nothing_to_write_with(town: Town, enter: Enter, who: str) -> None:
    page, ben = enter(who), f"/clients/{town.cast.ben.client_id}"
    page.goto(ben)
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text(AS_WHAT[who])).to_be_visible()
    assert _pressed(page) <= MAY[who]
    expect(page.locator("main").locator(WRITES)).to_have_count(0)
    expect(page.get_by_role("link", name="Assign work")).to_have_count(0)
    for path, named in (("brief", "Ben Okafor"), ("series", ""), ("programme", "Ben Okafor")):
        page.goto(f"{ben}/{path}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        if named:
            expect(page.get_by_text(named).first).to_be_visible()
        expect(page.locator("main").locator(WRITES)).to_have_count(0)
    for path in ("assign", "kept"):
        page.goto(f"{ben}/{path}")
        expect(page.get_by_text("There is nothing here for you, or it is gone.")).to_be_visible()
    with town.inside():
        mine = [
            row for row in builders.rows(AuditRecord) if row.result == {"sol": "supervised", "drew": "covered"}[who]
        ]
        assert {row.kind for row in mine if row.act == "client.read"} >= {"timeline", "brief", "series"}
        # Of what was opened too, each thing.
        opened = [row for row in builders.rows(Opened) if row.person_id == mine[0].person_id]
        assert len([row for row in mine if row.act == "entry.opened"]) == len(opened) > 0


def test_notes_are_read_by_the_supervisor_and_not_by_who_covers(town: Town, enter: Enter) -> None:
    supervisor, covering = enter("sol"), enter("drew")
    for page in (supervisor, covering):
        page.goto(f"/clients/{town.cast.ben.client_id}")
        expect(titled(page, "Ben Okafor")).to_be_visible()
        expect(page.get_by_text(WORDS)).to_be_visible()
    expect(supervisor.get_by_text("Working notes on Ben")).to_be_visible()
    expect(covering.get_by_text("Working notes on Ben")).to_have_count(0)


def _pressed(page: Page) -> set[str]:
    return {name for each in page.locator("main").get_by_role("button").all() if (name := each.inner_text())}
