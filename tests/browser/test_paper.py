"""What goes to paper, as a clinician comes to it: the brief on one page, and a file of some days."""

import re
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Download, Page, expect
from pypdf import PdfReader

from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import follow, press, prove
from tests.cast import PASSPHRASE


def _saved(page: Page) -> Download:
    with page.expect_download() as fetched:
        press(page, "Save as PDF")
    return fetched.value


def _words(file: Download, folder: Path) -> str:
    path = folder / file.suggested_filename
    file.save_as(path)
    return "\n".join(each.extract_text() for each in PdfReader(path).pages)


def test_the_brief_is_saved_and_printed_on_one_page_without_its_buttons(
    town: Town, enter: Enter, tmp_path: Path
) -> None:
    with town.inside():
        builders.shared(town.cast.ben, builders.assignment(town.cast.alma, town.cast.ben), "A lantern on the bus.")
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}/brief")
    expect(alma.get_by_text("A lantern on the bus.")).to_be_visible()
    alma.get_by_label("Paper size").select_option(label="A4")
    file = _saved(alma)
    assert file.suggested_filename == "brief.pdf"
    assert "A lantern on the bus." in _words(file, tmp_path)
    # The page it was asked from goes on.
    expect(alma.get_by_role("button", name="Save as PDF")).to_be_enabled()
    for paper, wide in (("Letter", 612), ("A4", 595)):
        [printed] = PdfReader(BytesIO(alma.pdf(format=paper))).pages
        told = printed.extract_text()
        assert abs(float(printed.mediabox.width) - wide) < 2
        assert "A lantern on the bus." in told
        assert not [words for words in ("Save as PDF", "Sign out", "Paper size", "Help now") if words in told]


def test_a_file_of_some_days_is_chosen_by_keyboard_and_saved(town: Town, enter: Enter, tmp_path: Path) -> None:
    with town.inside():
        builders.shared(town.cast.ben, builders.assignment(town.cast.alma, town.cast.ben), "A kettle at noon.")
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    follow(alma, "Take out a file")
    alma.get_by_label("Initials instead of the name").press("Space")
    alma.get_by_label("Français").press("Space")
    with alma.expect_download() as fetched:
        alma.get_by_role("button", name="Save as PDF").press("Enter")
        prove(alma, PASSPHRASE)
    file = fetched.value
    assert file.suggested_filename == "pages.pdf"
    told = _words(file, tmp_path)
    assert "A kettle at noon." in told
    assert "B. O." in told
    assert "page 1 de" in told
    assert "Okafor" not in told


def test_days_in_which_nothing_is_are_told_and_nothing_is_saved(town: Town, enter: Enter) -> None:
    alma = enter("alma")
    alma.goto(f"/clients/{town.cast.ben.client_id}/file")
    alma.get_by_label("First day").fill("2001-01-01")
    alma.get_by_label("Last day").fill("2001-01-02")
    press(alma, "Save as PDF")
    prove(alma, PASSPHRASE)
    expect(alma.get_by_text("There is nothing of these days to take out.")).to_be_visible()
    # What was chosen stands there still, and a day that makes no sense is pointed at.
    expect(alma.get_by_label("First day")).to_have_value("2001-01-01")
    alma.get_by_label("Last day").fill("2000-12-31")
    press(alma, "Save as PDF")
    prove(alma, PASSPHRASE)
    expect(alma.get_by_label("Last day")).to_be_focused()
    expect(alma.get_by_label("Last day")).to_have_accessible_description(re.compile("The last day is before the first"))
