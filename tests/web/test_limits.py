"""The measures that keep one address from drowning the rest."""

from ipaddress import ip_network
from typing import Any
from uuid import uuid4

import pytest

from betterjournal.web.serving import gate, turned_away
from betterjournal.web.serving.gate import Gate, with_client_address
from betterjournal.web.serving.limits import Addresses, Bucket, Limits, Sessions

PROXY = [ip_network("10.0.0.0/8")]


def scope(peer: str, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    return {"type": "http", "client": (peer, 1), "headers": headers}


def test_a_stranger_cannot_choose_their_address() -> None:
    seen = with_client_address(scope("203.0.113.9", "198.51.100.1"), PROXY)
    assert seen["client"][0] == "203.0.113.9"
    assert seen["headers"] == []


def test_a_trusted_proxy_names_the_last_address_it_does_not_know() -> None:
    assert with_client_address(scope("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), PROXY)["client"][0] == "203.0.113.9"
    assert with_client_address(scope("10.0.0.1", "1.1.1.1", "203.0.113.9"), PROXY)["client"][0] == "203.0.113.9"


def test_nonsense_from_a_proxy_leaves_the_proxy_as_the_client() -> None:
    assert with_client_address(scope("10.0.0.1", "<script>"), PROXY)["client"][0] == "10.0.0.1"
    assert with_client_address(scope("10.0.0.1"), PROXY)["client"][0] == "10.0.0.1"


def test_a_bucket_runs_dry() -> None:
    bucket = Bucket(a_second=0.001, at_once=3)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_an_address_may_open_only_so_many_sockets() -> None:
    addresses = Addresses(Limits(sockets_an_address=2))
    assert [addresses.enter("a") for _ in range(3)] == [True, True, False]
    assert addresses.enter("b")
    addresses.leave("a")
    assert addresses.enter("a")


def test_connecting_again_and_again_is_bounded_too() -> None:
    addresses = Addresses(Limits(new_sockets_at_once=2, new_sockets_a_second=0.001))
    for _ in range(2):
        assert addresses.enter("a")
        addresses.leave("a")
    assert not addresses.enter("a")


HERE = "http://localhost:8000"
SLOW = Limits(session_frames_a_second=0.5, session_frames_at_once=4)


async def _drink(scope: dict[str, Any], receive: Any, send: Any) -> None:
    while (await receive())["type"] == "websocket.receive":
        pass


async def _frames(door: Gate, cookie: str, count: int, address: str = "203.0.113.9") -> None:
    """One socket that sends so many frames and closes."""
    left = iter([{"type": "websocket.receive", "text": "2"}] * count)

    async def receive() -> dict[str, Any]:
        return next(left, {"type": "websocket.disconnect"})

    async def send(message: dict[str, Any]) -> None:
        raise AssertionError(message)

    headers = [(b"origin", HERE.encode()), (b"cookie", cookie.encode())]
    scope = {"type": "websocket", "path": "/_event/", "client": (address, 1), "headers": headers}
    await door({**scope, "query_string": f"token={uuid4()}".encode()}, receive, send)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long frames were kept waiting, without waiting."""
    kept: list[float] = []

    async def sleep(seconds: float) -> None:
        kept.append(seconds)

    monkeypatch.setattr(gate.asyncio, "sleep", sleep)
    return kept


async def test_the_tabs_of_one_person_share_what_they_may_send(waits: list[float]) -> None:
    door = Gate(_drink, HERE, "", SLOW)
    for _ in range(3):
        await _frames(door, "betterjournal=ben", 2)
    assert [round(wait) for wait in waits] == [2, 4]


async def test_nobody_else_waits_for_it(waits: list[float]) -> None:
    door = Gate(_drink, HERE, "", SLOW)
    await _frames(door, "betterjournal=ben", 8)
    waits.clear()
    await _frames(door, "betterjournal=dan", 4)
    await _frames(door, "betterjournal=ben; betterjournal=dan", 0)
    assert waits == []


async def test_without_a_sign_in_an_address_shares(waits: list[float]) -> None:
    door = Gate(_drink, HERE, "", SLOW)
    await _frames(door, "", 3)
    await _frames(door, "betterjournal=", 3)
    assert len(waits) == 2
    waits.clear()
    await _frames(door, "", 4, address="198.51.100.7")
    assert waits == []


def test_coming_back_at_once_buys_no_new_bucket() -> None:
    sessions = Sessions(SLOW)
    bucket = sessions.enter("ben")
    bucket.wait()
    sessions.leave("ben")
    assert sessions.enter("ben") is bucket
    sessions.leave("ben")


def test_who_sent_nothing_is_forgotten() -> None:
    sessions = Sessions(SLOW)
    sessions.enter("ben")
    sessions.leave("ben")
    assert not sessions._buckets
    assert not sessions._sockets


def test_five_tabs_in_which_somebody_types_never_wait() -> None:
    """Each saves at most once in 600 ms and answers a ping now and then."""
    limits = Limits()
    assert limits.session_frames_a_second >= 5 * 2 * 2
    assert limits.session_frames_at_once >= 2 * limits.frames_at_once


def connecting(origin: str) -> dict[str, Any]:
    query = f"token={uuid4()}".encode()
    headers = [(b"origin", origin.encode()), (b"host", b"localhost:8000")]
    return {"type": "websocket", "client": ("203.0.113.9", 1), "headers": headers, "query_string": query}


async def test_what_is_turned_away_is_logged_by_kind_once_a_minute_and_never_who_it_was(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 1000.0
    monkeypatch.setattr(turned_away.time, "monotonic", lambda: moment)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    door = Gate(_drink, HERE, "", Limits(sockets_an_address=0))
    for _ in range(3):
        await door(connecting("https://evil.example"), receive, send)
    await door(connecting(HERE), receive, send)
    moment += turned_away.ONE_LINE
    await door(connecting("https://evil.example"), receive, send)
    assert [message["code"] for message in sent] == [1008] * 5
    assert caplog.messages == [
        "turned away: a socket of another site (1)",
        "turned away: one socket too many (1)",
        "turned away: a socket of another site (3)",
    ]
    assert not any("203.0.113.9" in text or "evil" in text for text in caplog.messages)
