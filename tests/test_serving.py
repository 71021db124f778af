"""The product as its operator sees it: start, health, addresses, a killed worker, a clean stop."""

import json
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from betterjournal.web import routes
from tests.serving import Server

POSTED = {routes.SEALED_FILE, routes.OWN_EVENT_FILE, routes.BRIEF_FILE, routes.CONTINUITY_FILE}  # nobody goes there
ADDRESSES = [
    route.replace("[token]", "x" * 43).replace("[client_id]", "0" * 32).replace("[assignment_id]", "0" * 32)
    for name, route in sorted(vars(routes).items())
    if name.isupper() and isinstance(route, str) and route not in POSTED
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("serving") / "data").start()
    yield started
    started.stop()


def _get(server: Server, path: str, **headers: str) -> HTTPResponse:
    try:
        return urlopen(Request(server.url + path, headers=headers), timeout=5)  # noqa: S310
    except HTTPError as answer:
        return answer  # type: ignore[return-value]


def test_it_says_how_it_is(server: Server) -> None:
    answer = _get(server, "/health")
    said = json.loads(answer.read())
    assert answer.status == 200
    assert set(said) >= {"status", "version", "database", "keyring", "worker"}


@pytest.mark.parametrize("path", [path for path in ADDRESSES if "[" not in path])
def test_every_known_address_answers_when_cold(server: Server, path: str) -> None:
    answer = _get(server, path)
    assert answer.status == 200
    body = answer.read().decode()
    if path != routes.HELP_NOW:
        assert answer.headers["cache-control"] == "no-store"
    assert "9-8-8" in body
    assert "911" in body


def test_an_unknown_address_is_a_real_404(server: Server) -> None:
    assert _get(server, "/nowhere/at/all").status == 404


def test_robots_are_sent_away(server: Server) -> None:
    assert "Disallow: /" in _get(server, "/robots.txt").read().decode()


def test_every_answer_wears_its_security_headers(server: Server) -> None:
    for path in ("/", "/sign-in", "/help-now", "/nowhere"):
        headers = _get(server, path).headers
        assert "'unsafe-eval'" not in headers["content-security-policy"]
        assert "object-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_a_foreign_host_is_sent_to_the_public_address(server: Server) -> None:
    answer = _get(server, "/sign-in", Host="elsewhere.example")
    assert answer.url == f"{server.url}/sign-in"


def test_a_killed_worker_is_replaced(server: Server) -> None:
    server.kill_worker()
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if _get(server, "/health").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("nothing answered within ten seconds")


def test_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()
    assert server.stop() == 0


def test_the_first_start_prints_one_link_and_a_second_start_another(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()
    server.stop()
    server.start()
    server.stop()
    links = [line for line in server.log.read_text().splitlines() if "/setup/" in line]
    assert len(links) == 2
    assert len(set(links)) == 2
