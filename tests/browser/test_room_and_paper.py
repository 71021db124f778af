"""Work on paper and in the room: who has no account has the whole loop, and who has one begins it together."""

from datetime import timedelta

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from betterjournal import clock
from betterjournal.access import Actor
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import OWN, SITUATION, Clinician, follow, press, titled

A4_WIDTH, A4_HEIGHT = 703, 1047


def _gil(town: Town, **when: int) -> Actor:
    """On paper; he meets Alma now, or later."""
    gil = builders.paper_client(town.cast.alma)
    builders.appointment(town.cast.alma, gil, clock.now() + timedelta(**when))
    return gil


def test_a_paper_client_has_the_whole_loop(town: Town, enter: Enter) -> None:
    with town.inside():
        gil = _gil(town, hours=2)
    alma = Clinician(enter("alma"))
    page = alma.page
    page.goto(f"/clients/{gil.client_id}")
    alma.assign("Sleep diary", "A guess is good enough.", first_name="Gil")
    follow(page, "Print it")
    _one_page(page, "A guess is good enough.")
    follow(page, "Back to Gil")
    press(page, "How it went on paper")
    page.get_by_role("radio", name="Part of it").check()
    page.get_by_label("Words from the sheet, or as Gil said them").fill("Four nights out of seven.")
    press(page, "Write it down")
    article = page.get_by_role("article", name="Sleep diary")
    expect(article.get_by_text("Written down by Alma")).to_be_visible()
    expect(article.locator(OWN).filter(has_text="Four nights out of seven.")).to_be_visible()
    alma.review(article, "A guess is good enough for me.", "Make smaller")
    follow(page, "Takeaways on paper")
    expect(page.get_by_role("article").get_by_text("A guess is good enough for me.")).to_be_visible()


def _one_page(page: Page, note: str) -> None:
    sheet = page.get_by_role("article")
    expect(sheet.get_by_text(note, exact=True)).to_be_visible()
    size = page.viewport_size
    page.set_viewport_size({"width": A4_WIDTH, "height": A4_HEIGHT})
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()
    assert "Gil" not in page.title()
    box = sheet.bounding_box()
    assert box is not None
    assert box["height"] < A4_HEIGHT
    page.emulate_media(media="screen")
    page.set_viewport_size(size or {"width": 1280, "height": 900})


def test_begun_together_it_is_the_clients_from_then_on(town: Town, enter: Enter) -> None:
    with town.inside():
        builders.appointment(town.cast.alma, town.cast.ben, clock.now())
        sent = builders.assignment(town.cast.alma, town.cast.ben, worksheet="thought_record_7", what="One moment")
    alma, ben = enter("alma"), enter("ben")
    alma.context.add_init_script(path=AXE_FILE_PATH)
    ben.goto("/today")
    alma.goto(f"/clients/{town.cast.ben.client_id}")
    press(alma, "Start together: One moment")
    alma.get_by_label(SITUATION, exact=True).fill("In line at the store.")
    grave = [
        one for one in alma.evaluate("axe.run(document)")["violations"] if one["impact"] in ("serious", "critical")
    ]
    assert [(one["id"], one["nodes"][0]["html"]) for one in grave] == []
    expect(alma.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert "Ben" not in alma.title()
    expect(alma.get_by_role("navigation")).to_have_count(0)
    expect(ben.get_by_text("You and Alma have this open together.")).to_be_visible()
    press(alma, "Done here")
    expect(titled(alma, "Ben Okafor")).to_be_visible()
    expect(ben.get_by_text("It is yours now.")).to_be_visible()
    alma.goto(f"/together/{sent}")
    expect(titled(alma, "Nothing here")).to_be_visible()
    follow(ben.get_by_role("article", name="One moment"), "Continue")
    expect(ben.get_by_label(SITUATION, exact=True)).to_have_value("In line at the store.")
