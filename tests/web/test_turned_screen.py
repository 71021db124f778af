"""A screen turned to Ben: whatever its tab was used for before, nothing of it is sent along and nothing comes later."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.web import routes
from betterjournal.web.clinician.look.state import LookState
from tests import builders
from tests.cast import Cast
from tests.serving import Server
from tests.web.conftest import Settle
from tests.web.tab import Tab, open_tab

LOOK = LookState.get_full_name()
WORDS = "The ice was loud"


@dataclass
class Room:
    server: Server
    cast: Cast
    work: str
    shared: str

    @property
    def path(self) -> str:
        return routes.look(self.cast.ben.client_id or "")

    @property
    def params(self) -> dict[str, str]:
        return {"client_id": self.cast.ben.client_id or ""}


@pytest.fixture
async def room(settle: Settle) -> Room:
    held: list[tuple[Cast, str, str]] = []

    def move_in() -> None:
        cast = Cast.gather("always")
        builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=2))
        builders.paper_client(cast.alma, "Gil Roy")
        work = builders.assignment(cast.alma, cast.ben)
        builders.note(cast.alma, cast.ben, "Slept on the couch.", work)
        held.append((cast, work, builders.shared(cast.ben, work, WORDS)))

    return Room(settle(move_in), *held[0])


@pytest.fixture
async def alma(room: Room) -> AsyncIterator[Tab]:
    async with open_tab(room.server.url, cookie=room.cast.tokens["alma"]) as tab:
        yield tab


def _clean(said: str) -> None:
    for word in ("Gil", "Roy", "couch", "Okafor", "403-555-0134"):
        assert word not in said, word


async def test_a_tab_that_was_at_the_desk_brings_nothing_of_it(room: Room, alma: Tab) -> None:
    for path, params in ((routes.CLIENTS, {}), (routes.client(room.cast.ben.client_id or ""), room.params)):
        await alma.hydrate(path, params)
        await alma.answer(0.4)
    assert "Gil Roy" in str(alma.updates)
    assert "couch" in str(alma.updates)
    # Loaded anew in the same tab, as after typing the address or pressing reload.
    alma.updates.clear()
    await alma.hydrate(room.path, room.params)
    await alma.answer(0.4)
    said = str(alma.updates)
    assert WORDS in said
    _clean(said)


async def test_nothing_of_another_client_comes_while_it_stands_there(room: Room, alma: Tab) -> None:
    await alma.hydrate(routes.CLIENTS)
    await alma.answer(0.4)
    await alma.hydrate(room.path, room.params)
    await alma.answer(0.4)
    alma.updates.clear()
    async with open_tab(room.server.url, cookie=room.cast.tokens["alma"]) as other:
        form = {"assignment_id": room.work, "decision": "keep", "takeaway": "Small steps."}
        await other.hydrate(room.path, room.params)
        await other.answer(0.4)
        await other.ask(f"{LOOK}.save_review", room.path, room.params, form_data=form)
    await alma.until(lambda update: "Small steps." in str(update))
    _clean(str(alma.updates))


async def test_what_was_decided_is_saved_in_one_step_and_told(room: Room, alma: Tab) -> None:
    await alma.hydrate(room.path, room.params)
    await alma.answer(0.4)
    form = {"assignment_id": room.work, "much": "2", "useful": "3", "takeaway": "Small steps.", "decision": "smaller"}
    await alma.ask(f"{LOOK}.save_review", room.path, room.params, form_data=form)
    await alma.until(lambda _: bool((alma.vars().get("look_state.view") or {}).get("review")))
    [review] = alma.vars()["look_state.view"]["review"]
    assert [review[name] for name in ("much", "useful", "takeaway", "decision")] == [
        "2",
        "3",
        "Small steps.",
        "smaller",
    ]
    _clean(str(alma.updates))
