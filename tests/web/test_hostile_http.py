"""Requests no page of ours would send: every answer is as guarded as a page, and no log repeats what was sent."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from betterjournal.web.serving.failing import Failing
from betterjournal.web.serving.headers import Headers
from tests.web.conftest import Served

OWN = {"x-content-type-options": "nosniff", "x-frame-options": "DENY", "cache-control": "no-store"}


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/auth/sign-in", {"Origin": "http://evil.example"}),
        ("GET", "/today", {"Host": "evil.example"}),
        ("GET", "/_event/", {}),
        ("PUT", "/today", {}),
    ],
)
def test_what_the_gate_refuses_carries_the_headers_too(
    served: Served, method: str, path: str, headers: dict[str, str]
) -> None:
    answer = httpx.request(method, f"{served.url}{path}", headers=headers)
    assert answer.status_code in (307, 400, 403)
    assert {name: answer.headers.get(name) for name in OWN} == OWN
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/join/" + "larkspur" * 40, "/larkspur%00", "/" + "larkspur" * 600])
def test_an_address_no_file_can_have_is_only_unknown(served: Served, path: str) -> None:
    answer = httpx.get(f"{served.url}{path}")
    assert answer.status_code in (200, 404)
    assert "larkspur" not in served.logged()


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/today", "/help-now", "/health", "/auth/sign-in"])
def test_a_method_no_page_uses_is_refused(served: Served, method: str, path: str) -> None:
    """From our own origin too; nothing of the request comes back."""
    answer = httpx.request(method, f"{served.url}{path}", headers={"origin": served.url, "x-mark": "larkspur"})
    assert answer.status_code in (400, 403, 405)
    assert "larkspur" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("path", ["/assets", "/assets/", "/assets/../", "/%2e%2e/", "/assets/%2e%2e/%2e%2e/"])
def test_no_folder_is_listed(served: Served, path: str) -> None:
    answer = httpx.get(f"{served.url}{path}")
    assert answer.status_code in (200, 404)
    assert ".js" not in answer.text.partition("<body")[2].partition("<script")[0]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/nope", "text/html; charset=utf-8"),
        ("/help-now", "text/html; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/health", "application/json"),
        ("/betterjournal.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
    ],
)
def test_every_answer_names_what_it_is(served: Served, path: str, kind: str) -> None:
    assert httpx.get(f"{served.url}{path}").headers["content-type"] == kind


HIDDEN = b"GET /robots.txt HTTP/1.1\r\nHost: %s\r\n\r\n"


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nContent-Length: 4",
        b"Content-Length: 4\r\nContent-Length: 4096",
        b"Content-Length: 4\r\nTransfer-Encoding: xchunked",
        b"Content-Length: 4\r\nTransfer-Encoding : chunked",
    ],
)
def test_two_lengths_hide_no_second_request(served: Served, lengths: bytes) -> None:
    """Where a proxy and we might read two lengths differently, the rest of a body must not become a request."""
    host = urlsplit(served.url).netloc.encode()
    hidden = HIDDEN % host
    head = b"POST /auth/sign-in HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\n%s\r\n\r\n"
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(hidden), hidden)
    assert b"Disallow" not in _said(served, head % (host, served.url.encode(), lengths) + body)
    assert b"Disallow" in _said(served, hidden)


def _said(served: Served, request: bytes) -> bytes:
    """Everything that comes back on one connection."""
    url, heard = urlsplit(served.url), b""
    with socket.create_connection((url.hostname, url.port), timeout=5) as line:
        line.sendall(request)
        line.settimeout(1)
        try:
            while part := line.recv(65536):
                heard += part
        except TimeoutError:
            pass
    return heard


@pytest.mark.parametrize("url", ["https://pages.example.ca", "http://localhost:8000"])
async def test_over_https_the_browser_is_told_to_stay_there(url: str) -> None:
    app = Headers(Starlette(), url)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=url) as browser:
        headers = (await browser.get("/anything")).headers
    is_secure = url.startswith("https")
    stays = headers.get("strict-transport-security")
    assert stays == ("max-age=31536000; includeSubDomains" if is_secure else None)
    assert f"connect-src 'self' {'wss' if is_secure else 'ws'}://" in headers["content-security-policy"]


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("larkspur")


@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_an_error_nobody_caught_is_logged_without_its_text(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """It is not raised on either: the server in front would print it whole."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": f"{kind}.request"}

    await Failing(_broken)({"type": kind, "headers": []}, receive, send)
    assert "larkspur" not in str(sent)
    assert [message.get("status") for message in sent[:1]] == ([500] if kind == "http" else [])
    assert caplog.messages[0].startswith("error ")
