"""Copy for the chart: five lines on the clipboard in one press, and the choice of them remembered."""

from playwright.sync_api import expect

from betterjournal.review.actions import Together, save_review
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import press

CLIPBOARD = "navigator.clipboard.readText()"


def test_the_lines_are_on_the_clipboard_and_the_choice_is_remembered(town: Town, enter: Enter) -> None:
    with town.inside():
        alma, ben = town.cast.alma, town.cast.ben
        work = builders.assignment(alma, ben, what="One line at night")
        save_review(alma, Together(work, "smaller", 2, 3, "One thought is not the whole story."))
    page = enter("alma")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/clients/{ben.client_id}")
    press(page, "Copy for the chart")
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    lines = str(page.evaluate(CLIPBOARD)).splitlines()
    assert len(lines) == 5
    assert lines[0].endswith("between-session work looked at together.")
    assert lines[4].startswith("Takeaway: One thought is not the whole story.")
    press(page, "Choose what is copied")
    page.get_by_label("The takeaway").uncheck()
    press(page, "Keep this choice")
    expect(page.get_by_text("From the next copy on.")).to_be_visible()
    page.reload()
    press(page, "Copy for the chart")
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert "Takeaway" not in str(page.evaluate(CLIPBOARD))
