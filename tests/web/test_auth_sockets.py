"""What an ended sign-in does to pages that are open, on a real server over real sockets."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from tests.cast import Cast
from tests.serving import Server
from tests.web.tab import Tab, open_tab

LOAD = "reflex___state____state.betterjournal___web___account___account___state____account_state.load"


@dataclass
class Town:
    url: str
    cast: Cast

    def post(self, to: str, who: str) -> httpx.Response:
        cookie = {"cookie": f"betterjournal={self.cast.tokens[who]}", "origin": self.url}
        return httpx.post(f"{self.url}/auth/{to}", headers=cookie, timeout=10)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The cast's practice behind the product as it is served."""
    data = tmp_path_factory.mktemp("auth") / "data"
    prepare(Settings(data_dir=data))
    cast = Cast.gather()
    let_go()
    server = Server(data).start()
    yield Town(server.url, cast)
    server.stop()


def sent_to_sign_in(tab: Tab) -> bool:
    events = [event for update in tab.updates for event in update.get("events") or []]
    return any(event["name"] == "_redirect" and event["payload"]["path"] == "/sign-in" for event in events)


async def test_a_member_of_staff_reads_their_account_and_a_client_does_not(town: Town) -> None:
    async with open_tab(town.url, cookie=town.cast.tokens["cora"]) as tab:
        await tab.hydrate()
        assert (await tab.ask(LOAD))["account_state.view"]["email"] == "cora@demo.test"
    async with open_tab(town.url, cookie=town.cast.tokens["dan"]) as tab:
        await tab.hydrate()
        assert (await tab.ask(LOAD))["notice.key"] == "problem.refused"


async def test_signing_out_everywhere_reaches_every_open_tab_at_once(town: Town) -> None:
    token = town.cast.tokens["alma"]
    async with (
        open_tab(town.url, cookie=token) as desk,
        open_tab(town.url, cookie=token) as phone,
        open_tab(town.url, cookie=town.cast.tokens["cora"]) as colleague,
    ):
        for tab in (desk, phone, colleague):
            await tab.hydrate()
            await tab.ask(LOAD)
        answer = await asyncio.to_thread(town.post, "sign-out-everywhere", "alma")
        assert answer.headers["clear-site-data"] == '"cache"'
        for tab in (desk, phone):
            await asyncio.wait_for(tab.closed.wait(), 2)
            assert sent_to_sign_in(tab)
        assert not colleague.closed.is_set()
        assert "account_state.view" in await colleague.ask(LOAD)


async def test_signing_out_on_one_device_leaves_nothing_to_a_tab_that_comes_back(town: Town) -> None:
    token = town.cast.tokens["sol"]
    async with open_tab(town.url, cookie=token) as tab:
        await tab.hydrate()
        await tab.ask(LOAD)
        await asyncio.to_thread(town.post, "sign-out", "sol")
        await asyncio.wait_for(tab.closed.wait(), 2)
        tab_token = tab.token
    async with open_tab(town.url, cookie=token, token=tab_token) as again:
        answer = await again.hydrate()
        answer |= await again.ask(LOAD)
        assert answer["notice.key"] == "problem.signed_out"
        assert "sol@demo.test" not in str(again.updates)
