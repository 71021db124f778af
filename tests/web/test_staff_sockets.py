"""What disabling somebody and changing their roles does to pages that are open, on a real server over real sockets."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.cast import PASSPHRASE, Cast
from tests.web.conftest import Settle
from tests.web.tab import Tab, open_tab

ROOT = "reflex___state____state.betterjournal___web___clinician___"
CLIENTS = f"{ROOT}clients___state____clients_state.load"
DESK = f"{ROOT}desk____desk.load"
CARE = f"{ROOT}practice___care___state____care_list_state.load"
PEOPLE = f"{ROOT}practice___people___state____people_state."


@dataclass
class Town:
    url: str
    cast: Cast

    def post(self, path: str, who: str, **content: Any) -> httpx.Response:
        headers = {"cookie": f"betterjournal={self.cast.tokens[who]}", "origin": self.url}
        return httpx.post(f"{self.url}{path}", headers=headers, json=content, timeout=10)

    async def prove(self, who: str) -> None:
        assert (await asyncio.to_thread(self.post, "/auth/prove", who, password=PASSPHRASE)).json() == {"proved": True}


@pytest.fixture
def town(settle: Settle) -> Town:
    gathered: list[Cast] = []
    server = settle(lambda: gathered.append(Cast.gather()))
    return Town(server.url, *gathered)


def sent_to(tab: Tab) -> list[str]:
    events = [event for update in tab.updates for event in update.get("events") or []]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]


async def at_her_clients(tab: Tab) -> None:
    await tab.hydrate()
    await tab.ask(DESK, "/clients")
    assert "Ben Okafor" in str(await tab.ask(CLIENTS, "/clients"))


async def test_who_is_disabled_is_sent_away_at_once_and_gets_nothing_more(town: Town) -> None:
    alma = town.cast.alma
    async with (
        open_tab(town.url, cookie=town.cast.tokens["eve"]) as office,
        open_tab(town.url, cookie=town.cast.tokens["alma"]) as desk,
    ):
        await office.hydrate()
        await at_her_clients(desk)
        assert (await office.ask(f"{PEOPLE}disable", person_id=alma.person_id))["notice.key"] == "problem.prove_first"
        await town.prove("eve")
        await office.ask(f"{PEOPLE}disable", person_id=alma.person_id)
        listed = (await office.ask(CARE, "/practice"))["care_list_state.view"]
        assert [each["name"] for each in listed["without"]] == ["Ben Okafor"]
        await asyncio.wait_for(desk.closed.wait(), 5)
        assert sent_to(desk) == ["/sign-in"]
        token = desk.token
    async with open_tab(town.url, cookie=town.cast.tokens["alma"], token=token) as again:
        await again.hydrate()
        assert (await again.ask(CLIENTS, "/clients"))["notice.key"] == "problem.signed_out"
        assert "Ben" not in str(again.updates)


async def test_a_role_less_empties_the_open_page_at_once_and_the_next_event_is_refused(town: Town) -> None:
    alma = town.cast.alma
    async with (
        open_tab(town.url, cookie=town.cast.tokens["eve"]) as office,
        open_tab(town.url, cookie=town.cast.tokens["alma"]) as desk,
    ):
        await office.hydrate()
        await at_her_clients(desk)
        desk.updates.clear()
        await town.prove("eve")
        await office.ask(f"{PEOPLE}change_roles", person_id=alma.person_id, names=["owner"])
        told = await desk.answer(0.3, first=3)
        assert sent_to(desk)[0] == "/"
        assert told["clients_state.view"] is None
        assert not desk.closed.is_set()
        assert (await desk.ask(CLIENTS, "/clients"))["notice.key"] == "problem.refused"
        assert "Ben" not in str(desk.updates)
        assert "Eve Tran" in str(await desk.ask(f"{PEOPLE}load", "/practice"))


async def test_a_role_more_is_offered_at_once_and_takes_nothing_away(town: Town) -> None:
    alma = town.cast.alma
    async with (
        open_tab(town.url, cookie=town.cast.tokens["eve"]) as office,
        open_tab(town.url, cookie=town.cast.tokens["alma"]) as desk,
    ):
        await office.hydrate()
        await at_her_clients(desk)
        desk.updates.clear()
        await town.prove("eve")
        await office.ask(f"{PEOPLE}change_roles", person_id=alma.person_id, names=["owner", "clinician"])
        told = await desk.answer(0.3, first=3)
        assert told["desk.is_owner"] is True
        assert sent_to(desk) == []
        assert told.get("clients_state.view", {}) is not None


async def test_what_they_press_next_is_answered_by_who_they_are_now(town: Town) -> None:
    async with (
        open_tab(town.url, cookie=town.cast.tokens["eve"]) as office,
        open_tab(town.url, cookie=town.cast.tokens["cora"]) as desk,
    ):
        await office.hydrate()
        await desk.hydrate()
        await desk.ask(CLIENTS, "/clients")
        await town.prove("eve")
        await office.ask(f"{PEOPLE}change_roles", person_id=town.cast.cora.person_id, names=["supervisor"])
        answer = await desk.ask(CLIENTS, "/clients")
        assert "Dan" not in str(answer)
