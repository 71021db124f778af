"""The guarded fetch (SEC-25): the only place where the server asks an address that a person typed.

Only https and only the wide network: a name is resolved once, every address it stands for must be public, and that
very address is dialled, so no second answer of a name server can lead inward. TLS checks the certificate against the
name. Each redirect is checked anew and stays on the same host.
"""

import http.client
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Event, Timer
from urllib.parse import urljoin

from betterjournal.calendars import address as addresses
from betterjournal.calendars.problems import Trouble

SECONDS = 10.0
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (401, 403, 404, 410)
_PIECE = 65_536
# Looking a name up cannot be broken off, so whoever waits for it goes away instead.
_asking = ThreadPoolExecutor(4, thread_name_prefix="resolving")


def _resolve(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


def _dial(ip: str) -> socket.socket:
    return socket.create_connection((ip, 443), timeout=SECONDS / 2)


@dataclass(frozen=True)
class Opener:
    """What a fetch stands on; tests put a name server, a network and certificates of their own in its place."""

    resolve: Callable[[str], list[str]] = _resolve
    dial: Callable[[str], socket.socket] = _dial
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS


opener = Opener()


def fetch(address: str) -> bytes:
    """What stands at that address; `Trouble` names why there is nothing to be had."""
    with _Limit(opener) as limit:
        try:
            return _follow(address, limit)
        except Trouble:
            raise
        except (OSError, http.client.HTTPException, ValueError, TooLong) as problem:
            raise Trouble("slow" if limit.is_over else _why(problem)) from None


def is_public(text: str) -> bool:
    """Whether an IP address is one of the wide network: nothing private, local, shared or reserved.

    An IPv4 address inside an IPv6 one is looked at as what it is.
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _inside(found)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local or found.scope_id:
            return False
    inward = found.is_private or found.is_loopback or found.is_link_local or found.is_unspecified
    return found.is_global and not (inward or found.is_multicast or found.is_reserved)


def _inside(found: IPv6Address) -> IPv4Address | None:
    """Mapped, 6to4, Teredo, IPv4-compatible or translated (64:ff9b::/96)."""
    if found.ipv4_mapped or found.sixtofour:
        return found.ipv4_mapped or found.sixtofour
    if found.teredo:
        return found.teredo[1]
    high = int(found) >> 32
    if high in (0, 0x0064FF9B << 64) and int(found) > 1:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return None


class _Limit:
    """Cuts the connection when the time for the whole fetch is over, however slowly something arrives."""

    def __init__(self, opener: Opener) -> None:
        self.opener = opener
        self._over = Event()
        self._connection: _Pinned | None = None
        self._timer = Timer(opener.seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Limit":
        self._timer.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def watch(self, connection: "_Pinned") -> None:
        self._connection = connection
        if self.is_over:
            raise Trouble("slow")

    def _cut(self) -> None:
        self._over.set()
        if self._connection is not None:
            self._connection.cut()


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address that was looked at, for a name that its certificate must carry."""

    def __init__(self, host: str, ip: str, limit: _Limit) -> None:
        self._trust, self._ip, self._limit = limit.opener.trust(), ip, limit
        super().__init__(host, timeout=limit.opener.seconds, context=self._trust)
        limit.watch(self)

    def connect(self) -> None:
        self.sock = self._limit.opener.dial(self._ip)
        self.sock.settimeout(self.timeout)
        if self._limit.is_over:
            raise Trouble("slow")
        # The handshake comes after, so that it can be cut off too.
        self.sock = self._trust.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()

    def cut(self) -> None:
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _follow(address: str, limit: _Limit) -> bytes:
    first = addresses.host(address)
    for _ in range(MOST_REDIRECTS + 1):
        if not addresses.is_whole(address):
            raise Trouble("inward")
        if addresses.host(address) != first:
            raise Trouble("elsewhere")
        found = _ask(address, limit)
        if isinstance(found, bytes):
            return found
        address = urljoin(address, found)
    raise Trouble("elsewhere")


def _ask(address: str, limit: _Limit) -> bytes | str:
    """The content, or where it is said to be."""
    host, split = addresses.host(address), addresses.parts(address)
    connection = _Pinned(host, _pinned(host, limit), limit)
    try:
        path = (split.path or "/") + (f"?{split.query}" if split.query else "") if split else "/"
        # Unpacking would make a small answer a large one.
        headers = {"Accept": "text/calendar", "Accept-Encoding": "identity", "User-Agent": "Betterjournal"}
        connection.request("GET", path, headers=headers)
        return _answer(connection.getresponse(), limit)
    finally:
        connection.close()


def _pinned(host: str, limit: _Limit) -> str:
    """The address to dial. A name that stands for anything inward beside is not asked at all."""
    found = _asking.submit(limit.opener.resolve, host).result(timeout=limit.opener.seconds / 2)
    if not found:
        raise Trouble("unknown")
    if not all(is_public(each) for each in found):
        raise Trouble("inward")
    return found[0]


def _answer(response: http.client.HTTPResponse, limit: _Limit) -> bytes | str:
    if response.status in _REDIRECTS:
        return response.headers.get("Location", "")
    if response.status != 200:
        raise Trouble("gone" if response.status in _GONE else "unanswered")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Trouble("unreadable")
    if (response.length or 0) > MOST_BYTES:
        raise Trouble("large")
    return _content(response, limit)


def _content(response: http.client.HTTPResponse, limit: _Limit) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise Trouble("large")
    if limit.is_over:
        raise Trouble("slow")
    if response.length:
        # It broke off before its end.
        raise Trouble("unanswered")
    return b"".join(pieces)


def _why(problem: BaseException) -> str:
    if isinstance(problem, ssl.SSLError):
        return "untrusted"
    if isinstance(problem, TooLong | TimeoutError):
        return "slow"
    return "unknown" if isinstance(problem, socket.gaierror) else "unanswered"
