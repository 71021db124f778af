"""The gate in front of everything: origins, hosts, tokens, floods, headers."""

import asyncio
import json
from typing import Any

import aiohttp
import httpx
import pytest
import socketio

from tests.web.conftest import Served
from tests.web.tab import Tab, tab_token


async def handshake(served: Served, token: str | None, headers: dict[str, str]) -> bool:
    """Whether a websocket with these credentials is let in."""
    query = "" if token is None else f"&token={token}"
    url = f"{served.url}/_event/?EIO=4&transport=websocket{query}".replace("http", "ws", 1)
    async with aiohttp.ClientSession() as session:
        try:
            async with session.ws_connect(url, headers=headers) as socket:
                return (await socket.receive(2)).type is aiohttp.WSMsgType.TEXT
        except aiohttp.WSServerHandshakeError:
            return False


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://localhost", "HTTP://LOCALHOST"])
async def test_a_socket_of_another_origin_is_refused(served: Served, origin: str | None) -> None:
    tab = Tab(served.url, origin=origin)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await tab.connect()
    await tab.client.shutdown()


@pytest.mark.parametrize("token", [None, "", "1", "x" * 36, "../../etc/passwd", "00000000-0000-1000-8000-000000000000"])
async def test_a_tab_token_of_the_wrong_shape_is_refused(served: Served, token: str | None) -> None:
    assert not await handshake(served, token, {"Origin": served.url})


async def test_tokens_as_reflex_writes_them_are_let_in(served: Served) -> None:
    for variant in "08f":
        token = f"00000000-0000-4000-{variant}000-000000000000"
        assert await handshake(served, token, {"Origin": served.url})


async def test_two_tokens_are_one_too_many(served: Served) -> None:
    assert not await handshake(served, f"{tab_token()}&token={tab_token()}", {"Origin": served.url})


async def test_a_frame_too_large_closes_the_socket(served: Served) -> None:
    tab = Tab(served.url)
    await tab.connect()
    await tab.client.emit("event", {"name": "x" * 1_100_000}, namespace="/_event")
    await asyncio.wait_for(tab.closed.wait(), 3)
    await tab.client.shutdown()


async def test_a_flood_of_frames_closes_the_socket(served: Served) -> None:
    tab = Tab(served.url)
    await tab.connect()
    for _ in range(100):
        await tab.client.emit("ping", namespace="/_event")
    await asyncio.wait_for(tab.closed.wait(), 3)
    await tab.client.shutdown()


def test_a_form_post_of_another_origin_is_refused(served: Served) -> None:
    for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        assert httpx.post(f"{served.url}/help-now", headers=headers).status_code == 403
    cross = {"Origin": served.url, "Sec-Fetch-Site": "cross-site"}
    assert httpx.post(f"{served.url}/help-now", headers=cross).status_code == 403
    own = {"Origin": served.url, "Sec-Fetch-Site": "same-origin"}
    assert httpx.post(f"{served.url}/help-now", headers=own).status_code == 405


def test_a_foreign_host_is_sent_to_the_public_address(served: Served) -> None:
    foreign = httpx.get(f"{served.url}/today?x=1", headers={"Host": "evil.example"})
    assert (foreign.status_code, foreign.headers["location"]) == (307, f"{served.url}/today?x=1")
    tricky = httpx.get(f"{served.url}//evil.example/%0d%0aSet-Cookie:x", headers={"Host": "evil.example"})
    assert tricky.headers["location"].startswith(f"{served.url}/")
    assert "set-cookie" not in tricky.headers


def test_an_unknown_path_is_404_with_the_friendly_page(served: Served) -> None:
    for path in (
        "/nope",
        "/clientsx",
        "/.git/config",
        "/..%2f..%2fetc/passwd",
        "/ping",
        "/_health",
        "/_upload",
    ):
        answer = httpx.get(f"{served.url}{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/", "/nope", "/help-now", "/health", "/robots.txt"])
def test_every_answer_carries_the_headers(served: Served, path: str) -> None:
    headers = httpx.get(f"{served.url}{path}").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_pages_are_never_stored_and_assets_always(served: Served) -> None:
    page = httpx.get(f"{served.url}/")
    assert page.headers["cache-control"] == "no-store"
    asset = page.text.split('src="/assets/')[1].split('"')[0] if 'src="/assets/' in page.text else None
    asset = asset or page.text.split('href="/assets/')[1].split('"')[0]
    answer = httpx.get(f"{served.url}/assets/{asset}", headers={"Accept-Encoding": "br"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "br"
    assert httpx.get(f"{served.url}/help-now").headers["cache-control"] == "no-cache"


def test_a_foreign_origin_gets_no_permission_to_read(served: Served) -> None:
    answer = httpx.get(f"{served.url}/health", headers={"Origin": "http://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_health_tells_each_part(served: Served) -> None:
    told: dict[str, Any] = json.loads(httpx.get(f"{served.url}/health").text)
    assert told["status"] == "ok"
    assert set(told) == {"status", "version", "database", "keyring", "worker"}
