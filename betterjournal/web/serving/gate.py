"""Stands in front of everything: whose origin, which host, which address, how much."""

import asyncio
import hashlib
import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from betterjournal.accounts.throttle import neighbours
from betterjournal.web.serving.cookies import cookie_name, cookie_value
from betterjournal.web.serving.limits import Addresses, Bucket, Limits, Sessions
from betterjournal.web.serving.turned_away import Kind, TurnedAway

# Version digit 4 and any variant: Reflex writes 8-f there; a strict UUIDv4 check refuses half of all tabs.
_TAB_TOKEN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_FORWARDING = frozenset({b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded"})
Network = IPv4Network | IPv6Network


class Gate:
    """Refuses what no page of ours would send."""

    def __init__(self, app: ASGIApp, public_url: str, trusted_proxies: str, limits: Limits | None = None) -> None:
        self._app = app
        self._origin = public_url
        self._host = urlsplit(public_url).netloc
        self._trusted = [ip_network(each.strip(), strict=False) for each in trusted_proxies.split(",") if each.strip()]
        self._limits = limits or Limits()
        self._addresses = Addresses(self._limits)
        self._sessions = Sessions(self._limits)
        self._turned_away = TurnedAway()
        self._cookie = cookie_name(public_url.startswith("https://"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = with_client_address(scope, self._trusted)
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await (self._answer(scope) or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        if scope["method"] not in _READS:
            if self._is_own_post(headers):
                return None
            self._turned_away.tell("a post of another site")
            return PlainTextResponse("Refused", 403)
        if scope["path"].startswith("/_event"):
            return PlainTextResponse("Only a websocket", 400)
        if headers.get("host") != self._host and scope["path"] != "/health":
            query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
            return RedirectResponse(self._origin + quote(scope["path"]) + query, 307)
        return None

    def _is_own_post(self, headers: Headers) -> bool:
        # Absent over plain http to other hosts and on the socket handshake: checked when present.
        site = headers.get("sec-fetch-site", "same-origin")
        return headers.getlist("origin") == [self._origin] and site == "same-origin"

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = neighbours(scope["client"][0]) if scope.get("client") else ""
        wrong = self._wrong(scope, address)
        if wrong:
            self._turned_away.tell(wrong)
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        session = self._session(scope, address)
        try:
            await self._app(scope, self._measured(receive, send, self._sessions.enter(session)), send)
        finally:
            self._sessions.leave(session)
            self._addresses.leave(address)

    def _session(self, scope: Scope, address: str) -> str:
        """Who shares one bucket: the bearers of one sign-in cookie, never kept as it is; without one, an address."""
        cookie = cookie_value(Headers(scope=scope).get("cookie", ""), self._cookie)
        return hashlib.sha256(cookie.encode()).hexdigest() if cookie else address

    def _wrong(self, scope: Scope, address: str) -> Kind | None:
        """Why this socket is turned away; None when it is counted and let in."""
        if not self._may_connect(scope):
            return "a socket of another site"
        return None if self._addresses.enter(address) else "one socket too many"

    def _may_connect(self, scope: Scope) -> bool:
        tokens = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        own_origin = Headers(scope=scope).getlist("origin") == [self._origin]
        return own_origin and len(tokens) == 1 and bool(_TAB_TOKEN.fullmatch(tokens[0]))

    def _measured(self, receive: Receive, send: Send, shared: Bucket) -> Receive:
        """A socket that floods is closed; the tabs of one person who together send too much are only slowed down."""
        bucket = Bucket(self._limits.frames_a_second, self._limits.frames_at_once)

        async def measured() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if _size(message) <= self._limits.frame_bytes and bucket.take():
                if wait := shared.wait():
                    await asyncio.sleep(wait)
                return message
            self._turned_away.tell("a flood on a socket")
            await send({"type": "websocket.close", "code": 1009})
            return {"type": "websocket.disconnect", "code": 1009}

        return measured


def with_client_address(scope: Scope, trusted: list[Network]) -> Scope:
    """The scope with the client's address: the last one in X-Forwarded-For that is no trusted proxy's."""
    client = scope.get("client")
    headers = [(name, value) for name, value in scope["headers"] if name not in _FORWARDING]
    if not client or not _within(client[0], trusted):
        return {**scope, "headers": headers}
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    hops = [hop.strip() for line in lines for hop in line.split(",")]
    address = next((hop for hop in reversed(hops) if not _within(hop, trusted)), client[0])
    return {**scope, "headers": headers, "client": (address if _is_address(address) else client[0], 0)}


def _within(address: str, networks: list[Network]) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _size(message: Message) -> int:
    return len(message.get("bytes") or b"") or len((message.get("text") or "").encode())
