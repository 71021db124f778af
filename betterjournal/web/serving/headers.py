"""Puts security and cache headers on every answer."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_FOREVER = "public, max-age=31536000, immutable"
_PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


class Headers:
    """The layer behind the gate: what a route set itself stands, everything else gets the strict default."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._always = _fixed(public_url)
        self._policy = policy(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(raw=message["headers"]))
            await send(message)

        await self._app(scope, receive, with_headers)

    def _complete(self, headers: MutableHeaders) -> None:
        for name, value in self._always.items():
            headers[name] = value
        headers.setdefault("content-security-policy", self._policy)
        headers.setdefault("cache-control", "no-store")


def policy(public_url: str, inline_hashes: tuple[str, ...] = ()) -> str:
    """The content security policy; `inline_hashes` are those of one HTML file, never all in one header."""
    host = urlsplit(public_url)
    socket = f"{'wss' if host.scheme == 'https' else 'ws'}://{host.netloc}"
    scripts = " ".join(["'self'", *(f"'sha256-{each}'" for each in inline_hashes)])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {socket}",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


@lru_cache(maxsize=512)
def inline_hashes(html: Path) -> tuple[str, ...]:
    """The sha256 of each inline script of one built file, which does not change while it is served."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(html.read_text()) if script)
    return tuple(base64.b64encode(digest).decode() for digest in digests)


def cache_for(path: str) -> str:
    """Hashed assets for ever, HTML never, loose files after asking."""
    if path.startswith("/assets/"):
        return _FOREVER
    if path.endswith(".html"):
        return "no-store"
    return "no-cache"


def _fixed(public_url: str) -> dict[str, str]:
    headers = {
        "x-content-type-options": "nosniff",
        # With no-referrer the browser sends `Origin: null` on form posts, which the gate refuses.
        "referrer-policy": "same-origin",
        "permissions-policy": _PERMISSIONS,
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
    }
    if public_url.startswith("https://"):
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return headers
