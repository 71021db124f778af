"""Requests no page of ours would send: every answer is as guarded as a page, and no log repeats what was sent."""

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from betterjournal.web.serving.failing import Failing
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
