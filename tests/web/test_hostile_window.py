"""Before the window nothing of a client's reaches staff over the wire: not a frame and not a byte, whatever they do."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import reflex as rx

from betterjournal import clock, database
from betterjournal.accounts import passwords
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from betterjournal.web import routes
from betterjournal.web.client.find.state import FindState
from betterjournal.web.client.journal.days import DaysState
from betterjournal.web.client.journal.state import JournalState
from betterjournal.web.client.numbers.state import NumbersState
from betterjournal.web.client.page.state import PageState
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.client.work.state import WorkState
from betterjournal.web.clinician.client.narrowing import NarrowState
from betterjournal.web.clinician.clients.state import ClientsState
from tests import builders
from tests.cast import ZONE, Cast
from tests.conftest import QUICK
from tests.serving import Server
from tests.web.tab import Tab, open_tab
from tests.world import MARK

# Every page on which staff could learn of Ben, by who may have it open.
FINISHED = f"{routes.CLIENTS}?show=finished"
# The home with a name typed into it.
SEARCHED = f"{routes.CLIENTS}?search=be"
# What Ben does with a sheet of numbers is drawn here once it was opened.
DRAWN = f"{routes.SERIES}?sheet=exposure_record"
# A client's page narrowed to what came back, to a worksheet, and to the start of a word that he writes.
NARROWED = tuple(
    f"{routes.CLIENT}?{asked}" for asked in ("kind=returned", "worksheet=journal_prompt", f"words={MARK[:5]}")
)
PAGES = {
    "alma": (
        routes.CLIENTS,
        FINISHED,
        SEARCHED,
        routes.CLIENT,
        *NARROWED,
        routes.BRIEF,
        routes.CONTINUITY,
        routes.SERIES,
        DRAWN,
        routes.LOOK,
        routes.ASSIGN,
        routes.CALENDAR,
        routes.CARE,
        routes.WORKSHEETS,
        routes.ACCOUNT,
    ),
    "sol": (routes.CLIENTS, routes.CLIENT, *NARROWED, routes.BRIEF, DRAWN, routes.LOOK),
    "cora": (routes.CLIENTS, routes.CLIENT),
    # Who covers for Alma.
    "drew": (routes.CLIENTS, routes.CLIENT, routes.BRIEF, routes.SERIES, routes.LOOK),
    "eve": (routes.CLIENTS, routes.PRACTICE, routes.CARE, routes.SEALED),
}
# Longer than an announcement takes to reach a page that follows it, also on a busy machine.
QUIET = 1.0


@dataclass
class Town:
    """A practice being served in which Ben has work to do."""

    server: Server
    cast: Cast
    work: list[str]
    numbers: str

    def tab(self, who: str) -> Any:
        return open_tab(self.server.url, cookie=self.cast.tokens[who])


def _town(data: Path, window: str, meets_in: int | None) -> Town:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        prepare(Settings(data_dir=data))
        cast = Cast.gather(window)
        if meets_in is not None:
            builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=meets_in))
        with database.writing() as session:
            drew = cast._staff(session, "Drew Ash", is_clinician=True)
        builders.covered(cast.eve, cast.ben, drew)
        work = [builders.assignment(cast.alma, cast.ben, what=f"Work {number}") for number in range(4)]
        numbers = builders.assignment(cast.alma, cast.ben, worksheet="exposure_record")
    let_go()
    return Town(Server(data).start(), cast, work, numbers)


@pytest.fixture(scope="module", params=[None, 10], ids=["no appointment", "in ten days"])
def shut(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Read on the working day before, which is not yet."""
    town = _town(tmp_path_factory.mktemp("shut") / "data", "previous_working_day", request.param)
    yield town
    town.server.stop()


@pytest.fixture(scope="module")
def ajar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Read at any time."""
    town = _town(tmp_path_factory.mktemp("ajar") / "data", "always", 10)
    yield town
    town.server.stop()


async def _arrive(town: Town, tab: Tab, route: str) -> None:
    """Open a page as a browser does, until nothing more comes."""
    client_id = town.cast.ben.client_id or ""
    asked = dict(parse_qsl(urlsplit(route).query))
    params = ({"client_id": client_id} if "[" in route else {}) | asked
    await tab.hydrate(route.replace("[client_id]", client_id), params)
    await tab.answer(0.4)
    if route in NARROWED:
        tab.updates.clear()
        await tab.send(f"{NarrowState.get_full_name()}.offer", route, params)
        await tab.until(lambda update: "'choices_rx_state_': {" in str(update))
        form = {f"line_{name}": value for name, value in asked.items()}
        tab.updates.clear()
        await tab.send(f"{NarrowState.get_full_name()}.narrow", route, params, form_data=form)
        await tab.until(lambda update: "'narrowed': True" in str(update))
        await tab.answer(0.4)
    if route == SEARCHED:
        await tab.ask(f"{ClientsState.get_full_name()}.search", route, params, words=params["search"])
        await tab.answer(0.4)


async def _payloads(town: Town) -> dict[tuple[str, str], list[str]]:
    """Every frame of every page from its first connection on, but for what is the tab's own."""
    pages = [(who, route) for who, routes_ in PAGES.items() for route in routes_]
    found = await asyncio.gather(*(_frames(town, who, route) for who, route in pages))
    return dict(zip(pages, found, strict=True))


async def _frames(town: Town, who: str, route: str) -> list[str]:
    async with town.tab(who) as tab:
        await _arrive(town, tab, route)
        return tab.said()


class Ben:
    """Ben at his phone: each press answered, or the test fails."""

    def __init__(self, town: Town, tab: Tab) -> None:
        self._town, self._tab, self._seq = town, tab, 0
        self._where: tuple[str, dict[str, str]] = ("/", {})

    async def everything(self) -> None:
        """All that a client can do with work and pages of their own."""
        done, away, kept, half = self._town.work
        shared = await self._share(await self._written(done))
        for bring in (False, True):
            await self._press(EndsState, "flag", shared_id=shared, bring=bring)
        await self._press(EndsState, "take_back", shared_id=shared)
        await self._share(await self._written(done))
        await self._share(await self._written(self._town.numbers, likelihood="71"))
        await self._go(routes.NUMBERS, assignment_id=self._town.numbers)
        shown = await self._press(NumbersState, "turn_to", before="")
        assert shown["numbers_state.view"]["lines"]
        await self._go(routes.WORK, assignment_id=away)
        await self._press(EndsState, "not_this_time", assignment_id=away, form={"forgot": "on", "words": MARK})
        await self._go(routes.WORK, assignment_id=kept)
        await self._press(EndsState, "another_way", assignment_id=kept, form={"way": "paper", "words": MARK})
        await self._written(half)
        await self._go(routes.JOURNAL)
        came = await self._press(JournalState, "check_in", form={"mood": "5", "words": MARK})
        looked_at = came["journal_state.view"]["to_share"]
        await self._press(JournalState, "share_check_ins", form={one["id"]: "on" for one in looked_at})
        await self._press(JournalState, "check_in", form={"anxiety": "9", "words": MARK, "once": "1"})
        await self._press(JournalState, "delete", entry=looked_at[0]["id"])
        await self._days()
        await self._page()

    async def _written(self, assignment_id: str, **answers: str) -> str:
        """Words in a piece of work, or these answers; the entry they are in."""
        vars = await self._go(routes.WORK, assignment_id=assignment_id)
        entry = str(vars["work_state.view"]["entry_id"])
        for field, value in answers.items() or [("text", "")]:
            await self._save(WorkState, entry, field, value)
        return entry

    async def _share(self, entry: str) -> str:
        looked = (await self._press(EndsState, "look", entry=entry))["ends_state.preview"]["looked_at"]
        await self._press(EndsState, "share", entry=entry, form={"bring": "on", "looked_at": looked})
        # The page is read again after the answer; on a busy machine a while after.
        await self._tab.until(lambda _: bool((self._tab.vars().get("work_state.view") or {}).get("shared_id")))
        return str(self._tab.vars()["work_state.view"]["shared_id"])

    async def _page(self) -> None:
        """A page of the journal, written, shared and stopped."""
        await self._press(JournalState, "start_from", prompt="helped")
        sent = [event for update in self._tab.updates for event in update.get("events") or []]
        entry = next(each["payload"]["path"] for each in sent if each["name"] == "_redirect").rsplit("/", 1)[1]
        await self._go(routes.PAGE, entry_id=entry)
        await self._save(PageState, entry)
        await self._press(PageState, "choose_prompt", entry=entry, prompt="next")
        await self._press(PageState, "put_prompt_away", entry=entry)
        looked = (await self._press(PageState, "look", entry=entry))["page_state.preview"]["looked_at"]
        vars = await self._press(PageState, "share", entry=entry, form={"looked_at": looked})
        shared = vars["page_state.view"]["shared_id"]
        await self._press(PageState, "flag", entry=entry, shared_id=shared, bring=True)
        await self._press(PageState, "stop", entry=entry, shared_id=shared)

    async def _days(self) -> None:
        """What he looks back at, puts away, and looks for."""
        today = clock.today(ZONE).isoformat()
        await self._press(DaysState, "turn_to", month=today)
        await self._press(DaysState, "choose_day", on=today)
        await self._press(DaysState, "hide")
        await self._press(DaysState, "show")
        await self._go(routes.FIND)
        found = await self._press(FindState, "search", form={"words": MARK})
        assert found["find_state.view"]["lines"]
        await self._press(FindState, "look_on", words=MARK, after="")

    async def _save(self, state: type[rx.State], entry: str, field: str = "text", value: str = "") -> None:
        self._seq += 1
        words = {"entry": entry, "field": field, "value": value or f"{MARK} {self._seq}", "base": 0}
        vars = await self._press(state, "save", **words, writer="phone", seq=self._seq)
        assert any(name.endswith(".ack") for name in vars)

    async def _go(self, route: str, **params: str) -> dict[str, Any]:
        self._tab.updates.clear()
        self._where = (re.sub(r"\[(\w+)\]", lambda found: params[found[1]], route), params)
        return await self._tab.hydrate(*self._where)

    async def _press(self, state: type[rx.State], handler: str, **given: Any) -> dict[str, Any]:
        await self._tab.ask(f"{state.get_full_name()}.{handler}", *self._where, **given)
        vars = await self._tab.answer(0.4)
        assert not vars.get("notice.key")
        return vars


async def _while_staff_look(town: Town, act: Callable[[], Any]) -> dict[tuple[str, str], list[str]]:
    """What reaches each open page of staff while something happens."""
    async with AsyncExitStack() as stack:
        open_pages = {}
        for who, pages in PAGES.items():
            for route in pages:
                open_pages[who, route] = await stack.enter_async_context(town.tab(who))
        await asyncio.gather(*(_arrive(town, tab, route) for (_, route), tab in open_pages.items()))
        for tab in open_pages.values():
            tab.frames.clear()
        await act()
        await asyncio.sleep(QUIET)
        return {page: tab.frames for page, tab in open_pages.items() if tab.frames}


async def _ben_does_everything(town: Town) -> None:
    async with town.tab("ben") as tab:
        await Ben(town, tab).everything()


def _differences(before: dict[tuple[str, str], list[str]], after: dict[tuple[str, str], list[str]]) -> list[str]:
    """Which page, and what stands there instead, from the first other character on."""
    pairs = [(page, *both) for page in before for both in zip(before[page], after[page], strict=True)]
    return [f"{page}: {_from(one, other)} | {_from(other, one)}" for page, one, other in pairs if one != other]


def _from(one: str, other: str) -> str:
    at = next((at for at, both in enumerate(zip(one, other, strict=False)) if both[0] != both[1]), 0)
    return one[max(0, at - 80) : at + 60]


async def test_before_the_window_every_staff_page_is_the_same_to_the_byte(shut: Town) -> None:
    # What staff look at is on their own record, once: the first look is not like the second.
    await _payloads(shut)
    before = await _payloads(shut)
    reached = await _while_staff_look(shut, lambda: _ben_does_everything(shut))
    assert reached == {}
    after = await _payloads(shut)
    assert {page: len(frames) for page, frames in after.items()} == {page: len(before[page]) for page in after}
    assert _differences(before, after) == []
    assert MARK not in str(after)


async def test_inside_the_window_the_same_acts_do_reach_whose_work_it_is(ajar: Town) -> None:
    """What the test above listens with can hear."""
    before = await _payloads(ajar)
    reached = await _while_staff_look(ajar, lambda: _ben_does_everything(ajar))
    assert {("alma", routes.CLIENT), ("drew", routes.CLIENT)} <= set(reached)
    assert not {who for who, _ in reached} & {"cora", "eve"}
    after = await _payloads(ajar)
    changed = {page for page in before if after[page] != before[page]}
    for who in ("alma", "drew"):
        assert (who, routes.CLIENT) in changed
        assert MARK in str(after[who, routes.CLIENT])
