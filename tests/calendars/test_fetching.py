"""Only https, only the wide network, only the address that was looked at, and not for long (SEC-25)."""

import socket
import time

import pytest

from betterjournal.calendars import fetching
from betterjournal.calendars.fetching import MOST_BYTES, MOST_REDIRECTS, fetch, is_public
from betterjournal.calendars.problems import Trouble
from tests.calendars.far_server import HOST, PUBLIC, FarServer

ADDRESS = f"https://{HOST}/private-abc/basic.ics?key=1"
INWARD = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104
    "198.18.0.1",
    "192.0.2.7",
    "224.0.0.251",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456:789a::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "::a00:1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2001:db8::1",
    "nonsense",
    "",
)


def trouble(address: str = ADDRESS) -> str:
    with pytest.raises(Trouble) as caught:
        fetch(address)
    # Nothing of the address stays in what may be logged.
    assert "private-abc" not in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("address", INWARD)
def test_nothing_inward_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", PUBLIC, "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_the_wide_network_is(address: str) -> None:
    assert is_public(address)


def test_a_calendar_is_fetched_over_tls_under_its_own_name(far: FarServer) -> None:
    far.says("BEGIN:VCALENDAR")
    assert fetch(ADDRESS) == b"BEGIN:VCALENDAR"
    assert far.names == [HOST]
    assert far.dialled == [PUBLIC]
    assert far.asked[0].startswith("GET /private-abc/basic.ics?key=1 HTTP/1.1\r\n")
    assert f"\r\nHost: {HOST}\r\n" in far.asked[0]
    assert "cookie" not in far.asked[0].lower()


@pytest.mark.parametrize("address", INWARD)
def test_a_name_that_leads_inward_is_not_dialled(far: FarServer, address: str) -> None:
    far.addresses[HOST] = [[address]]
    assert trouble() == "inward"
    assert far.dialled == []


def test_one_inward_address_beside_a_public_one_is_enough(far: FarServer) -> None:
    far.addresses[HOST] = [[PUBLIC, "10.0.0.1"]]
    assert trouble() == "inward"
    assert far.dialled == []


def test_a_name_that_changes_its_mind_is_asked_once(far: FarServer) -> None:
    """DNS rebinding: the address that was looked at is the one that is dialled."""
    far.addresses[HOST] = [[PUBLIC], ["127.0.0.1"]]
    far.says("all well")
    assert fetch(ADDRESS) == b"all well"
    assert (far.resolved, far.dialled) == ([HOST], [PUBLIC])
    assert trouble() == "inward"


@pytest.mark.parametrize(
    "address",
    [
        f"http://{HOST}/a",
        "http://localhost/a",
        f"ftp://{HOST}/a",
        "file:///etc/passwd",
        f"https://{HOST}:22/a",
        f"https://me:secret@{HOST}/a",
        f"https://{HOST}:notaport/a",
        "https:///a",
        "https://[::1/a",
        f"https://{HOST}/a b",
        f"https://{HOST}/a\r\nX: y",
    ],
)
def test_only_a_plain_https_address_is_asked(far: FarServer, address: str) -> None:
    assert trouble(address) in ("inward", "unanswered")
    assert far.dialled == []


@pytest.mark.parametrize("literal", ["127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "2130706433", "0x7f.1", "localhost"])
def test_a_number_in_place_of_a_name_is_looked_at_too(monkeypatch: pytest.MonkeyPatch, literal: str) -> None:
    """With the real name server of this machine, which reads all of these."""
    monkeypatch.setattr(fetching, "opener", fetching.Opener(dial=lambda ip: pytest.fail("dialled")))
    assert trouble(f"https://{literal}/a") == "inward"


def test_a_certificate_for_another_name_is_refused(far: FarServer) -> None:
    assert trouble("https://other.example.com/a") == "untrusted"


def test_a_certificate_that_nobody_vouches_for_is_refused(far: FarServer) -> None:
    far.trusted = False
    far.says("BEGIN:VCALENDAR")
    assert trouble() == "untrusted"
    assert far.asked == []


def test_a_redirect_on_the_same_host_is_followed_and_looked_at_anew(far: FarServer) -> None:
    far.redirects("/elsewhere/on/it.ics")
    fetch(ADDRESS)
    assert [line.split()[1] for line in far.asked] == ["/private-abc/basic.ics?key=1", "/elsewhere/on/it.ics"]
    far.redirects("/again")
    far.addresses[HOST] = [[PUBLIC], ["10.0.0.1"]]
    assert trouble() == "inward"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://127.0.0.1/", "elsewhere"),
        ("https://inward.example.com/", "elsewhere"),
        ("//evil.example.net/a", "elsewhere"),
        (f"http://{HOST}/a", "inward"),
        (f"https://{HOST}:8443/a", "inward"),
        ("file:///etc/passwd", "inward"),
        ("gopher://127.0.0.1/", "inward"),
    ],
)
def test_a_redirect_inward_or_elsewhere_is_not_followed(far: FarServer, target: str, code: str) -> None:
    far.redirects(target)
    assert trouble() == code
    assert len(far.dialled) == 1


def test_redirects_in_a_circle_end(far: FarServer) -> None:
    far.redirects(*["/round"] * 20)
    assert trouble() == "elsewhere"
    assert len(far.asked) == MOST_REDIRECTS + 1


def test_ten_megabytes_are_refused_before_they_are_read(far: FarServer) -> None:
    far.says(b"x" * 10_000_000)
    assert trouble() == "large"


def test_nor_are_they_when_their_size_is_not_said(far: FarServer) -> None:
    sent: list[int] = []

    def pour(connection: socket.socket, asked: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(1000):
            connection.sendall(b"186a0\r\n" + b"x" * 100_000 + b"\r\n")
            sent.append(100_000)

    far.answer = pour
    assert trouble() == "large"
    # What lies in buffers of both sides is little beside a hundred megabytes.
    assert sum(sent) < MOST_BYTES * 4


def test_what_is_packed_is_not_unpacked(far: FarServer) -> None:
    far.says(b"\x1f\x8b", Content_Encoding="gzip")
    assert trouble() == "unreadable"


def _silent(connection: socket.socket, asked: str) -> None:
    time.sleep(30)


def _dripping(connection: socket.socket, asked: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(300):
        connection.sendall(b"x")
        time.sleep(0.1)


def _dripping_heads(connection: socket.socket, asked: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for at in range(300):
        connection.sendall(f"X-{at}: y\r\n".encode())
        time.sleep(0.1)


@pytest.mark.parametrize("answer", [_silent, _dripping, _dripping_heads])
def test_whoever_takes_thirty_seconds_is_left_alone(
    far: FarServer, monkeypatch: pytest.MonkeyPatch, answer: fetching.Callable[..., None]
) -> None:
    """However the time passes: in silence, or letter by letter. One second here in place of ten."""
    far.answer, far.seconds = answer, 1.0
    monkeypatch.setattr(fetching, "opener", far.opener())
    began = time.monotonic()
    assert trouble() == "slow"
    assert time.monotonic() - began < 4


def test_a_handshake_that_never_comes_is_left_alone_too(far: FarServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        opener = fetching.Opener(
            resolve=lambda host: [PUBLIC],
            dial=lambda ip: socket.create_connection(mute.getsockname(), timeout=30),
            seconds=1.0,
        )
        monkeypatch.setattr(fetching, "opener", opener)
        began = time.monotonic()
        assert trouble() == "slow"
        assert time.monotonic() - began < 4


def test_a_name_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(host: str) -> list[str]:
        time.sleep(5)
        return [PUBLIC]

    monkeypatch.setattr(fetching, "opener", fetching.Opener(resolve=lost, seconds=1.0))
    began = time.monotonic()
    assert trouble() == "slow"
    assert time.monotonic() - began < 4


def test_the_real_limits_are_ten_seconds_and_five_megabytes() -> None:
    assert (fetching.Opener().seconds, MOST_BYTES) == (10.0, 5_000_000)


@pytest.mark.parametrize(
    ("status", "code"),
    [("404 Not Found", "gone"), ("403 Forbidden", "gone"), ("500 Oh", "unanswered"), ("429 Many", "unanswered")],
)
def test_other_answers_are_named(far: FarServer, status: str, code: str) -> None:
    far.says("", status)
    assert trouble() == code


def test_an_answer_that_breaks_off_is_none(far: FarServer) -> None:
    far.answer = lambda connection, asked: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nBEGIN")
    assert trouble() == "unanswered"


def test_no_name_is_no_calendar(far: FarServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(host: str) -> list[str]:
        raise socket.gaierror

    monkeypatch.setattr(fetching, "opener", fetching.Opener(resolve=nobody))
    assert trouble() == "unknown"
