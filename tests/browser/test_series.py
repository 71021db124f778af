"""Numbers over time: the client comes to their own from the sheet, the clinician sees the same of what they opened."""

import re

from playwright.sync_api import Page, expect

from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from betterjournal.review.timeline import timeline
from tests import builders
from tests.browser.conftest import Enter, Town

SHEET = "exposure_record"
DRAWN = "figure svg path"


def _sheet(town: Town, before: str, after: str = "", *, given: bool) -> str:
    """One more sheet of Ben's; the work it was for."""
    ben = town.cast.ben
    work = builders.assignment(town.cast.alma, ben, worksheet=SHEET, what="One step")
    entry = entries.begin(ben, work)
    drafts.save(ben, drafts.Words(entry, "likelihood", before, 0, "tab", 1))
    if after:
        entries.open_after(ben, entry)
        drafts.save(ben, drafts.Words(entry, "likelihood_now", after, 0, "tab", 2))
    if given:
        builders.share(ben, entry)
    return work


def _paths(page: Page) -> list[str]:
    return [str(path) for path in page.locator(DRAWN).evaluate_all("all => all.map((one) => one.getAttribute('d'))")]


def test_both_look_at_the_same_picture_and_what_is_not_shared_is_the_clients_alone(town: Town, enter: Enter) -> None:
    with town.inside():
        work = _sheet(town, "90", "40", given=True)
        timeline(town.cast.alma, town.cast.ben.client_id or "")
    ben, alma = enter("ben"), enter("alma")
    ben.goto(f"/today/{work}")
    ben.get_by_role("link", name="See my numbers over time").press("Enter")
    own = ben.get_by_role("main")
    expect(own.get_by_role("heading", level=1)).to_have_text("My numbers over time")
    expect(own.get_by_role("figure")).to_contain_text("How likely does that feel? · 90")
    expect(own.get_by_role("row").last).to_contain_text("Shared")
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    alma.get_by_role("link", name="Over time").click()
    alma.get_by_role("link", name="Exposure record").click()
    expect(alma.get_by_role("figure")).to_contain_text("· 40")
    assert _paths(alma) == _paths(ben)
    cells = alma.get_by_role("group", name="The same numbers, day by day").get_by_role("cell")
    expect(cells).to_have_text(["90", "40"])
    with town.inside():
        _sheet(town, "70", given=False)
    own.get_by_role("link", name="Back to the work").press("Enter")
    ben.get_by_role("link", name="See my numbers over time").press("Enter")
    expect(own.get_by_role("row").last).to_contain_text("Only you")
    expect(own.get_by_role("row").last.get_by_role("cell")).to_have_text(["Only you", "70", "–"])
    alma.reload()
    expect(cells).to_have_text(["90", "40"])
    alma.get_by_role("button", name="Français").click()
    expect(alma.get_by_role("heading", level=1)).to_have_text(re.compile("Au fil du temps"))
