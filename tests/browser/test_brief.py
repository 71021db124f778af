"""The brief while it lies open: what comes in moves nothing of it, and the whole of a page is one press away."""

from datetime import timedelta

from playwright.sync_api import expect

from betterjournal import clock
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import press


def test_what_comes_in_moves_nothing_and_a_first_line_leads_to_its_page(town: Town, enter: Enter) -> None:
    with town.inside():
        builders.appointment(town.cast.alma, town.cast.ben, clock.now() + timedelta(hours=2))
        builders.shared_page(town.cast.ben, "Bring this, please.", bring=True)
        builders.shared_page(town.cast.ben, "The ice was loud.\nAnd then it was quiet.")
    address = f"/clients/{town.cast.ben.client_id}"
    alma, other = enter("alma"), enter("alma")
    alma.goto(f"{address}/brief")
    brought = alma.get_by_role("article", name="Journal page").filter(has_text="Bring this, please.")
    line = alma.get_by_role("article", name="Journal page").filter(has_text="The ice was loud.")
    expect(line.get_by_text("9 words")).to_be_visible()
    expect(alma.get_by_text("And then it was quiet.")).to_have_count(0)
    other.goto(f"{address}/look")
    expect(other.get_by_role("heading", level=1)).to_have_text("Journal page")
    before = (brought.bounding_box(), line.bounding_box())
    with town.inside():
        builders.shared_page(town.cast.ben, "Came in meanwhile.")
    # Whatever a colleague does here lets the page of Alma look again.
    press(other, "Looked at together: Journal page")
    expect(alma.get_by_text("Something new is here.")).to_be_visible()
    assert (brought.bounding_box(), line.bounding_box()) == before
    expect(alma.get_by_text("Came in meanwhile.")).to_have_count(0)
    press(alma, "Show it")
    expect(alma.get_by_text("Came in meanwhile.")).to_be_visible()
    line.get_by_role("link").click()
    expect(alma.get_by_role("heading", level=1)).to_have_text("Ben Okafor")
    expect(alma.locator(":focus").get_by_text("And then it was quiet.")).to_be_in_viewport()
