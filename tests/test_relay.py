"""Announcements reach other processes over a real Redis."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from redis import Redis

from betterjournal import live
from tests import redis_server


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server.running(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def relay(redis_url: str) -> Iterator[live.Relay]:
    joined = live.join(redis_url)
    yield joined
    joined.leave()


def test_what_another_process_announces_is_heard(relay: live.Relay, redis_url: str) -> None:
    heard, arrived = [], Event()

    def keep(topics: frozenset[str]) -> None:
        heard.append(topics)
        arrived.set()

    live.listen(keep)
    program = "import sys; from betterjournal import live; live.join(sys.argv[1]); live.announce({'client:ben'})"
    subprocess.run([sys.executable, "-c", program, redis_url], check=True, cwd=Path(__file__).parents[1])
    assert arrived.wait(5)
    live.forget(keep)
    assert heard == [frozenset({"client:ben"})]


def test_ones_own_announcement_is_heard_once(relay: live.Relay) -> None:
    heard: list[frozenset[str]] = []
    live.listen(heard.append)
    live.announce({"client:ben"})
    time.sleep(0.7)
    live.forget(heard.append)
    assert heard == [frozenset({"client:ben"})]


def test_redis_is_told_topics_and_nothing_else(relay: live.Relay, redis_url: str) -> None:
    ears = Redis.from_url(redis_url).pubsub(ignore_subscribe_messages=True)
    ears.subscribe(live.CHANNEL)
    ears.get_message(timeout=1)
    live.announce({"client:ben"})
    message = next(found for _ in range(20) if (found := ears.get_message(timeout=0.5)))
    assert json.loads(message["data"])[1] == ["client:ben"]
