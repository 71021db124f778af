"""Announcements become loads on the tabs that follow them: the first at once, a burst not one by one."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from betterjournal import clock, live
from betterjournal.web.live import Pusher, watchers

TAB, LOAD = "a-tab", "today.load"


class Loads:
    """An app that keeps which loads were asked for, and tabs that are all open."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.ended: list[str] = []
        self.app: Any = SimpleNamespace(event_processor=self)
        self.tabs: Any = SimpleNamespace(is_open=lambda token: True, end=self._end)

    async def enqueue(self, token: str, event: Any) -> None:
        self.asked.append(event.name)

    async def _end(self, session_id: str) -> None:
        self.ended.append(session_id)


@pytest.fixture(autouse=True)
def following() -> Iterator[None]:
    watchers.add(TAB, LOAD, frozenset({"client:ben"}))
    yield
    watchers.leave(TAB)


async def test_the_first_announcement_is_passed_on_without_waiting() -> None:
    loads = Loads()
    with Pusher(loads.app, loads.tabs):
        live.announce(["client:ben"])
        for _ in range(5):
            await asyncio.sleep(0)
        assert loads.asked == [LOAD]


async def test_a_burst_is_one_load_at_once_and_one_for_all_the_rest() -> None:
    loads = Loads()
    with Pusher(loads.app, loads.tabs):
        for _ in range(20):
            live.announce(["client:ben"])
        await asyncio.sleep(0.1)
        assert loads.asked == [LOAD, LOAD]
        live.announce(["client:ben"])
        await asyncio.sleep(0.01)
        assert loads.asked == [LOAD, LOAD, LOAD]


async def test_nobody_is_told_of_what_they_do_not_follow() -> None:
    loads = Loads()
    with Pusher(loads.app, loads.tabs):
        live.announce(["client:dan", "practice"])
        await asyncio.sleep(0.05)
    assert loads.asked == []


async def test_a_page_is_asked_for_again_once_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("betterjournal.web.live._BEAT_SECONDS", 0.01)
    loads = Loads()
    until = clock.now() + timedelta(minutes=3)
    watchers.add(TAB, LOAD, frozenset({"client:ben"}), until)
    with Pusher(loads.app, loads.tabs):
        await asyncio.sleep(0.05)
        assert loads.asked == []
        with clock.stopped_at(until):
            await asyncio.sleep(0.05)
            assert loads.asked == [LOAD]
            live.announce(["client:ben"])
            await asyncio.sleep(0.05)
            assert loads.asked == [LOAD, LOAD]


async def test_an_ended_session_is_closed_at_once_even_amid_a_burst() -> None:
    loads = Loads()
    with Pusher(loads.app, loads.tabs):
        live.announce(["client:ben"])
        live.announce(["session:of-ben"])
        for _ in range(5):
            await asyncio.sleep(0)
        assert loads.ended == ["of-ben"]
