"""A client with a bare socket and every id there is learns nothing of the working notes on them: no word, no frame."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, get_type_hints

import httpx
import pytest
from reflex_base.registry import RegistrationContext
from starlette.routing import Route

import betterjournal.betterjournal  # noqa: F401  (registers every State)
from betterjournal import clock
from betterjournal.accounts import passwords
from betterjournal.database import new_id
from betterjournal.operations.starting import let_go, prepare
from betterjournal.review.opening import open_for
from betterjournal.settings import Settings
from betterjournal.web import routes
from betterjournal.web.clinician.noting import NotesState
from betterjournal.web.http import routes as http_routes
from tests import builders
from tests.cast import Cast
from tests.conftest import QUICK
from tests.serving import Server
from tests.web.tab import Tab, open_tab

MARK = "gorse"
# They end or lock the session that asks, or what is theirs to read.
LEAVING = ("sign_out", "lock", "hide", "withdraw", "delete")
PAGES = (routes.TODAY, routes.WORK, routes.JOURNAL, routes.SHARED, routes.KEPT, routes.ME, routes.CLIENT, routes.BRIEF)


@dataclass
class Town:
    server: Server
    cast: Cast
    claims: dict[str, str]

    def tab(self, who: str) -> Any:
        return open_tab(self.server.url, cookie=self.cast.tokens[who])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Notes of Alma's on Ben, on his work, and on what he shared and she opened."""
    data: Path = tmp_path_factory.mktemp("notes") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        prepare(Settings(data_dir=data))
        cast = Cast.gather("always")
        client_id = cast.ben.client_id or ""
        builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=3))
        work = builders.assignment(cast.alma, cast.ben)
        entry = builders.draft(cast.ben, work, "My own words.")
        shared = builders.share(cast.ben, entry)
        open_for(cast.alma, client_id, [shared])
        for about in (work, shared):
            builders.note(cast.alma, cast.ben, f"{MARK} on {about}", about)
        note = builders.note(cast.alma, cast.ben, f"{MARK} on him")
    let_go()
    ids = {"client_id": client_id, "assignment_id": work, "entry_id": entry, "shared_id": shared, "note_id": note}
    server = Server(data, program="tests.roomy").start()
    yield Town(server, cast, {**ids, "about": shared, "entry": entry, "words": "Mine", "changes": "0"})
    server.stop()


async def _arrive(town: Town, tab: Tab, route: str) -> None:
    names = ("client_id", "assignment_id")
    path = route
    for name in names:
        path = path.replace(f"[{name}]", town.claims[name])
    await tab.hydrate(path, {name: town.claims[name] for name in names})
    await tab.answer(0.4)


def _given(fn: Any, claims: dict[str, str]) -> dict[str, Any]:
    plain: dict[Any, Any] = {int: 0, bool: True, float: 1.0}
    made: dict[str, Any] = {}
    for name, hint in get_type_hints(fn).items():
        if name not in ("return", "self"):
            simple = claims.get(name, claims["shared_id"]) if hint is str else plain.get(hint)
            made[name] = claims if "dict" in str(hint) else [claims["entry"]] if "list" in str(hint) else simple
    return made


async def test_ben_hears_and_reads_nothing_while_alma_writes_changes_and_strikes(town: Town) -> None:
    async with AsyncExitStack() as stack:
        open_pages = {route: await stack.enter_async_context(town.tab("ben")) for route in PAGES}
        for route, tab in open_pages.items():
            await _arrive(town, tab, route)
        seen = {route: str(tab.frames) for route, tab in open_pages.items()}
        for tab in open_pages.values():
            tab.frames.clear()
        async with town.tab("alma") as alma:
            await _arrive(town, alma, routes.CLIENT)
            assert MARK in str(alma.vars()["notes_state.view"]), "what is listened for can be heard"
            name, at = NotesState.get_full_name(), f"/clients/{town.claims['client_id']}"
            asked = {
                "client_id": town.claims["client_id"],
                "about": "",
                "words": f"{MARK} more",
                "request_id": new_id(),
            }
            await alma.ask(f"{name}.write", at, town.claims, form_data=asked)
            [note, *_] = (await alma.answer(0.4))["notes_state.view"]["notes"]
            changed = {**town.claims, "note_id": note["id"], "words": f"{MARK} changed"}
            await alma.ask(f"{name}.rewrite", at, town.claims, form_data=changed)
            given = {"client_id": town.claims["client_id"], "note_id": note["id"], "changes": 1}
            await alma.ask(f"{name}.strike", at, town.claims, **given)
            [note, *_] = (await alma.answer(0.4))["notes_state.view"]["notes"]
            assert note["struck_on"]
        await asyncio.sleep(1.0)
        assert [route for route, said in seen.items() if MARK in said] == []
        assert {route: tab.frames for route, tab in open_pages.items() if tab.frames} == {}


async def test_no_handler_tells_ben_or_lets_him_write(town: Town) -> None:
    handlers = {name: each.handler.fn for name, each in RegistrationContext.get().event_handlers.items()}
    ours = {name: fn for name, fn in handlers.items() if fn.__module__.startswith("betterjournal")}
    answers: dict[str, str] = {}
    async with town.tab("ben") as tab:
        await _arrive(town, tab, routes.CLIENT)
        for name, fn in ours.items():
            if not name.rsplit(".", 1)[1].startswith(LEAVING):
                await tab.ask(name, f"/clients/{town.claims['client_id']}", town.claims, **_given(fn, town.claims))
                answers[name] = str(tab.updates)
    assert [name for name, said in answers.items() if MARK in said] == []
    notes = f"{NotesState.get_full_name()}."
    refused = [said for name, said in answers.items() if name.startswith(notes)]
    assert len(refused) > 3
    assert all("problem.refused" in said for said in refused)
    async with town.tab("alma") as alma:
        await _arrive(town, alma, routes.CLIENT)
        seen = alma.vars()
    # What he pressed of his own is on the page; of notes there is what she wrote.
    on_things = [note["words"] for those in seen["notes_state.view"]["beside"].values() for note in those]
    written = [note["words"] for note in seen["notes_state.view"]["notes"]]
    assert [words for words in on_things + written if words == "Mine"] == []
    assert f"{MARK} on him" in written
    assert len(on_things) == 2


async def test_no_route_gives_ben_any(town: Town) -> None:
    async with httpx.AsyncClient(base_url=town.server.url, headers={"origin": town.server.url}) as browser:
        browser.cookies.set("betterjournal", town.cast.tokens["ben"])
        told = {}
        for route in http_routes():
            if isinstance(route, Route) and "sign-out" not in route.path:
                method = next(iter((route.methods or set()) - {"HEAD"}))
                path = route.path.replace("{", "").replace("}", "").replace(":path", "")
                answer = await browser.request(method, path, params=town.claims if method == "GET" else None)
                told[path] = answer.text
        for page in PAGES:
            told[page] = (await browser.get(page.replace("[client_id]", town.claims["client_id"]))).text
    assert len(told) > 20
    assert [path for path, said in told.items() if MARK in said] == []


async def test_a_colleague_and_the_owner_read_none_of_it_on_any_page_of_theirs(town: Town) -> None:
    for who, pages in (
        ("cora", (routes.CLIENTS, routes.CLIENT, routes.BRIEF)),
        ("eve", (routes.PRACTICE, routes.SEALED)),
    ):
        for page in pages:
            async with town.tab(who) as tab:
                await _arrive(town, tab, page)
                assert MARK not in str(tab.frames), (who, page)
