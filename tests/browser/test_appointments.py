"""Life is not weekly: an appointment that was not held, one that moves, and a clinician who is away."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from betterjournal import clock
from tests import builders
from tests.browser.conftest import doors, inside, quick_hashes, settle
from tests.browser.people import follow, press, titled
from tests.cast import ZONE
from tests.serving import Server

WAITS = "There is no date for your next appointment yet. This waits for it."


@pytest.fixture
def both(tmp_path: Path, chromium: Browser) -> Iterator[tuple[Page, Page]]:
    """Alma at Ben's page, and Ben at Today with work to do: they met last week and meet again in four days."""
    data = tmp_path / "data"
    with quick_hashes():
        cast = settle(data, "previous_working_day")
    with inside(data):
        builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(days=6))
        builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=4))
        builders.assignment(cast.alma, cast.ben)
    server = Server(data).start()
    entered = doors(chromium, server, cast.tokens)
    enter = next(entered)
    alma, ben = enter("alma"), enter("ben")
    alma.goto(f"/clients/{cast.ben.client_id}")
    expect(titled(alma, "Ben Okafor")).to_be_visible()
    ben.goto("/today")
    expect(ben.get_by_role("article")).to_be_visible()
    yield alma, ben
    next(entered, None)
    server.stop()


def test_not_held_moved_and_away(both: tuple[Page, Page]) -> None:
    alma, ben = both
    press(alma, "We did not meet")
    expect(alma.get_by_text("not held").first).to_be_visible()
    moved = _in(9)
    _move(alma, _in(-1))
    expect(alma.get_by_text("Choose a time that is still to come.")).to_be_visible()
    expect(alma.get_by_label("Day", exact=True)).to_have_value(_in(-1).isoformat())
    _move(alma, moved, unfold=False)
    news = ben.get_by_text(f"Your appointment is now {_words(moved)}. This moves with it.")
    expect(news).to_be_visible()
    ben.get_by_role("button", name="Put this news away").focus()
    ben.keyboard.press("Enter")
    expect(news).to_have_count(0)
    _away(alma, ben)


def _away(alma: Page, ben: Page) -> None:
    follow(alma, "Away dates")
    back = _in(20)
    alma.get_by_label("First day away").fill(_in(0).isoformat())
    alma.get_by_label("Back on").fill(back.isoformat())
    press(alma, "Set these dates")
    expect(alma.get_by_text("1 appointment stands on these days")).to_be_visible()
    line = (
        f"Alma is away until {_words(back).split(', ')[1]}. Nobody reads this until then. "
        "If something cannot wait, call 403-555-0134."
    )
    # While they meet as ever, nothing else is said.
    expect(alma.get_by_text(line)).to_be_visible()
    expect(ben.get_by_text(line)).to_have_count(0)
    press(alma, "Cancel all of them")
    expect(ben.get_by_role("contentinfo").get_by_text(line)).to_be_visible()
    expect(ben.get_by_role("main").get_by_text(line)).to_be_visible()
    expect(ben.get_by_text(WAITS)).to_be_visible()
    press(alma, "I am back")
    expect(alma.get_by_text("No away dates are set.")).to_be_visible()
    expect(ben.get_by_text(line)).to_have_count(0)


def _move(alma: Page, to: date, *, unfold: bool = True) -> None:
    if unfold:
        press(alma, "Move")
    alma.get_by_label("Day", exact=True).fill(to.isoformat())
    press(alma, "Move the appointment")


def _in(days: int) -> date:
    return clock.today(ZONE) + timedelta(days=days)


def _words(on: date) -> str:
    """As the pages say it: the year only when it is another one."""
    year = "" if on.year == clock.today("UTC").year else f" {on.year}"
    return f"{on:%A}, {on.day} {on:%B}{year}"
