"""A page that opens and what is pressed on it in the same moment: the page comes first."""

import re
from collections.abc import AsyncIterator

import pytest

from tests import builders
from tests.cast import Cast
from tests.web.conftest import Settle
from tests.web.tab import HYDRATE, Tab, open_tab

CLIENT = "reflex___state____state.betterjournal___web___client___"
FIND, JOURNAL = f"{CLIENT}find___state____find_state.", f"{CLIENT}journal___state____journal_state."
KEPT = re.compile(r"'kept_rx_state_': '\w")
LOADED = "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal"


@pytest.fixture
async def ben(settle: Settle) -> AsyncIterator[Tab]:
    people: list[Cast] = []

    def move_in() -> None:
        people.append(Cast.gather())
        builders.draft(people[0].ben, builders.assignment(people[0].alma, people[0].ben), "The ice was loud")

    server = settle(move_in)
    async with open_tab(server.url, cookie=people[0].tokens["ben"]) as tab:
        yield tab


async def _until_loaded(tab: Tab) -> None:
    await tab.until(lambda update: "is_hydrated_rx_state_': True" in str(update))
    await tab.answer()


async def test_what_is_looked_for_as_the_page_opens_is_found(ben: Tab) -> None:
    await ben.send(HYDRATE, "/find")
    await ben.send(f"{FIND}search", "/find", form={"words": "ice"})
    await _until_loaded(ben)
    assert [line["line"] for line in ben.vars()["find_state.view"]["lines"]] == ["The ice was loud"]


async def test_what_is_pressed_as_a_page_is_come_to_stands(ben: Tab) -> None:
    await ben.hydrate("/today")
    ben.updates.clear()
    await ben.send(LOADED, "/journal")
    await ben.send(f"{JOURNAL}check_in", "/journal", form={"mood": "4", "once": "a" * 32})
    await ben.until(lambda update: KEPT.search(str(update)) is not None)
    await _until_loaded(ben)
    assert ben.vars()["journal_state.kept"]
