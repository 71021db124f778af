"""What an ended sign-in does to pages that are open, on a real server over real sockets."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from tests.cast import PASSPHRASE, Cast
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

    def ask(self, to: str, who: str, **given: str) -> httpx.Response:
        """As a script of ours posts, and where there is nothing given, as a form does."""
        cookie = {"cookie": f"betterjournal={self.cast.tokens[who]}", "origin": self.url}
        return httpx.post(f"{self.url}/auth/{to}", headers=cookie, json=given or {"for": ""}, timeout=10)

    def unlock(self, who: str, **given: str) -> httpx.Response:
        return self.ask("unlock", who, **given)


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


LOCK, LOOK = (f"reflex___state____state.betterjournal___web___locking____locking.{name}" for name in ("lock", "look"))


async def test_a_lock_empties_every_open_tab_of_that_session_at_once_and_no_other(town: Town) -> None:
    token = town.cast.tokens["eve"]
    async with (
        open_tab(town.url, cookie=token) as desk,
        open_tab(town.url, cookie=token) as other,
        open_tab(town.url, cookie=town.cast.tokens["cora"]) as colleague,
    ):
        for tab in (desk, other, colleague):
            await tab.hydrate()
            await tab.ask(LOAD)
            tab.updates.clear()
        await desk.ask(LOCK)
        for tab in (desk, other):
            said = await tab.answer(first=1.0)
            assert said["seat.locked"] is True
            assert said["account_state.view"] is None
            assert "eve@demo.test" not in str(tab.updates)
            assert await tab.ask(LOAD) == {}
            assert not tab.closed.is_set()
        assert "account_state.view" in await colleague.ask(LOAD)
        await asyncio.to_thread(town.post, "sign-out", "eve")
        await asyncio.wait_for(other.closed.wait(), 2)


async def test_unlocking_is_told_to_every_open_tab_and_they_may_load_again(town: Town) -> None:
    token = town.cast.tokens["dan"]
    async with open_tab(town.url, cookie=token) as desk, open_tab(town.url, cookie=token) as other:
        for tab in (desk, other):
            await tab.hydrate()
        await desk.ask(LOCK)
        assert (await other.answer(first=1.0))["seat.locked"] is True
        wrong = await asyncio.to_thread(town.unlock, "dan", secret="159260")
        assert wrong.json() == {"said": "That did not fit. Tries left: 4."}
        other.updates.clear()
        opened = await asyncio.to_thread(town.unlock, "dan", secret=PASSPHRASE)
        assert opened.json() == {"open": True}
        assert (await other.answer(first=1.0))["seat.locked"] is False
        assert "locking.looks" in await desk.ask(LOOK)


async def test_a_tab_that_comes_to_a_locked_session_learns_that_it_is_locked_and_no_more(town: Town) -> None:
    token = town.cast.tokens["ben"]
    async with open_tab(town.url, cookie=token) as tab:
        await tab.hydrate()
        await tab.ask(LOCK)
    async with open_tab(town.url, cookie=token) as again:
        said = await again.hydrate()
        assert said["seat.locked"] is True
        assert await again.ask(LOAD) == {}
        everywhere = await asyncio.to_thread(town.post, "sign-out-everywhere", "ben")
        assert everywhere.headers["location"] == "/sign-in"
        for refused in ("prove", "passkey/register-options", "passkey/remove"):
            answer = await asyncio.to_thread(town.ask, refused, "ben")
            assert answer.json() == {"to": "/sign-in"}
        assert (await again.ask(LOOK))["locking.looks"] == 1
        assert not again.closed.is_set()
        assert "Ben" not in str(again.updates)


async def test_two_tabs_sign_out_at_once(town: Town) -> None:
    origin, known = {"origin": town.url}, {"email": "dan@demo.test", "password": PASSPHRASE}
    entered = await asyncio.to_thread(httpx.post, f"{town.url}/auth/sign-in", data=known, headers=origin, timeout=10)
    town.cast.tokens["dan's phone"] = entered.cookies["betterjournal"]
    posts = [asyncio.to_thread(town.post, "sign-out", "dan's phone") for _ in range(4)]
    answers = await asyncio.gather(*posts)
    assert {(each.status_code, each.headers["location"]) for each in answers} == {(303, "/sign-in")}
