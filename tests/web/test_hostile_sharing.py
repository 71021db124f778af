"""Sharing over the wire, by a bare socket: nobody gives away another's words, nor what was not looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import reflex as rx

from betterjournal import clock, database
from betterjournal.accounts import locking, passwords, sessions
from betterjournal.accounts.models import Person
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, given, together
from betterjournal.entries.models import Shared, Together
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from betterjournal.web.client.page.state import PageState
from betterjournal.web.client.shared.state import SharedState
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.client.work.state import WorkState
from tests import builders
from tests.cast import Cast
from tests.conftest import QUICK
from tests.serving import Server
from tests.web.tab import Tab, open_tab
from tests.world import MARK


@dataclass
class Town:
    """What Ben wrote, shared and has open together, and what a stranger claims to know of it."""

    server: Server
    cast: Cast
    work: str
    entry: str
    page: str
    shared: str
    together: str
    fingerprints: dict[str, str]

    def rows(self) -> list[tuple[Any, ...]]:
        """What is shared and flagged, and what is open together."""
        prepare(Settings(data_dir=self.server.data))
        shared = [(row.id, row.bring, row.taken_back_at) for row in builders.rows(Shared)]
        sat = [(row.id, row.ended_at) for row in builders.rows(Together)]
        let_go()
        return sorted(shared) + sat


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    data = tmp_path_factory.mktemp("sharing") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        prepare(Settings(data_dir=data))
        cast = Cast.gather()
        builders.appointment(cast.alma, cast.ben, clock.now())
        work = builders.assignment(cast.alma, cast.ben)
        entry, page = builders.draft(cast.ben, work, f"{MARK} one"), entries.new_page(cast.ben)
        drafts.save(cast.ben, drafts.Words(page, "text", f"{MARK} two", 0, "tab", 1))
        shared = builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), f"{MARK} three")
        room = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
        together.start(cast.alma, room)
        beside = together.view(cast.alma, room).entry_id
        drafts.save_together(cast.alma, drafts.Words(beside, "situation", f"{MARK} four", 0, "tab", 1))
        known = {each: given.preview(cast.ben, each).looked_at for each in (entry, page)}
        cast.tokens["locked"] = _locked(cast)
    let_go()
    server = Server(data).start()
    yield Town(server, cast, work, entry, page, shared, beside, known)
    server.stop()


def _locked(cast: Cast) -> str:
    with database.writing() as session:
        signed_in = sessions.begin(session, session.get_one(Person, cast.ben.person_id), passed_factor=True)
    actor = sessions.resolve(signed_in.token, act=False)
    assert actor is not None
    locking.lock(replace(cast.ben, session_id=actor.session_id))
    return signed_in.token


def _presses(town: Town) -> list[tuple[type[rx.State], str, dict[str, Any]]]:
    """Everything that looks at, gives away, flags, stops or closes something of Ben's, with all that is needed to."""
    work, page = ({"looked_at": town.fingerprints[each]} for each in (town.entry, town.page))
    return [
        (EndsState, "look", {"entry": town.entry}),
        (EndsState, "share", {"entry": town.entry, "form": work}),
        (EndsState, "flag", {"shared_id": town.shared, "bring": True}),
        (PageState, "look", {"entry": town.page}),
        (PageState, "share", {"entry": town.page, "form": page}),
        (PageState, "flag", {"entry": town.page, "shared_id": town.shared, "bring": True}),
        (SharedState, "flag", {"shared_id": town.shared, "bring": True}),
        (SharedState, "stop", {"shared_id": town.shared}),
        (WorkState, "leave_together", {"entry": town.together}),
    ]


async def _press(tab: Tab, town: Town, state: type[rx.State], name: str, given: dict[str, Any]) -> dict[str, Any]:
    at = (f"/today/{town.work}", {"assignment_id": town.work})
    return await tab.ask(f"{state.get_full_name()}.{name}", *at, **given)


@pytest.mark.parametrize("who", ["dan", "alma", "cora", "eve", "sol", "locked", ""])
async def test_nobody_else_and_nobody_locked_shares_looks_flags_stops_or_closes(town: Town, who: str) -> None:
    before = town.rows()
    async with open_tab(town.server.url, cookie=town.cast.tokens.get(who, "")) as tab:
        await tab.hydrate("/today")
        for state, name, given_ in _presses(town):
            await _press(tab, town, state, name, given_)
        assert MARK not in str(tab.frames)
        assert not any(fingerprint in str(tab.frames) for fingerprint in town.fingerprints.values())
    assert town.rows() == before


@pytest.mark.parametrize("claim", ["", "0" * 64, "the page"])
async def test_ben_himself_shares_nothing_that_he_did_not_look_at(town: Town, claim: str) -> None:
    looked_at = town.fingerprints[town.page] if claim == "the page" else claim
    before = town.rows()
    async with open_tab(town.server.url, cookie=town.cast.tokens["ben"]) as tab:
        await tab.hydrate(f"/today/{town.work}", {"assignment_id": town.work})
        for form in ({"looked_at": looked_at}, {}):
            vars = await _press(tab, town, EndsState, "share", {"entry": town.entry, "form": form})
            assert (vars["notice.key"], vars["notice.field"]) == ("problem.changed_since_look", "looked_at")
            assert vars["ends_state.asking"] == "share"
    assert town.rows() == before
