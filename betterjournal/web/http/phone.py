"""What a phone keeps: the manifest it installs by, the worker that answers without a network, and the page it shows."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from betterjournal import settings
from betterjournal.web.browser import naming
from betterjournal.web.http.help_now import language_of
from betterjournal.web.wording import text

# Asked for again whenever there is a network.
_CACHE = "no-cache"
_SCRIPTS = Path(naming.__file__).parent
_PAPER = "#FAF7F2"
_ICONS = (("/icon-180.png", "180x180", "any"), ("/icon-512.png", "512x512", "any maskable"))


def phone_routes() -> list[BaseRoute]:
    return [
        Route("/manifest.webmanifest", _manifest),
        Route("/service-worker.js", _service_worker),
        Route("/offline.js", _offline_script),
        Route("/offline", _offline),
    ]


async def _manifest(request: Request) -> Response:
    """In the language and under the neutral name that were chosen in this browser."""
    chosen = request.cookies.get(naming.COOKIE[settings.load().secure], "")
    name = text(language_of(request), f"phone.{chosen if chosen in naming.NAMES else naming.NAMES[0]}")
    body = {
        "id": "/",
        "name": name,
        "short_name": name,
        "lang": f"{language_of(request)}-CA",
        "start_url": "/today",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [{"src": src, "sizes": sizes, "type": "image/png", "purpose": use} for src, sizes, use in _ICONS],
    }
    headers = {"cache-control": _CACHE, "vary": "cookie, accept-language"}
    return JSONResponse(body, headers=headers, media_type="application/manifest+json")


async def _service_worker(request: Request) -> Response:
    return _script("service_worker.js")


async def _offline_script(request: Request) -> Response:
    return _script("offline.js")


def _script(name: str) -> Response:
    return FileResponse(_SCRIPTS / name, media_type="text/javascript", headers={"cache-control": _CACHE})


async def _offline(request: Request) -> Response:
    """One page in both languages, because a kept page cannot ask whose it is."""
    return HTMLResponse(_page(), headers={"cache-control": _CACHE})


def _page() -> str:
    return (
        '<!doctype html><html lang="en-CA"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        '<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/betterjournal.css">'
        f'<title>{escape(text("en", "phone.notes"))}</title><script src="/offline.js"></script></head>'
        f'<body class="help-now offline"><main>{_words("en")}{_words("fr")}</main></body></html>'
    )


def _words(language: str) -> str:
    def say(key: str) -> str:
        return escape(text(language, key))

    return (
        f'<section lang="{language}-CA"><h1>{say("phone.offline")}</h1><p>{say("phone.offline_words")}</p>'
        f'<p><a href="">{say("phone.again")}</a></p><p>{say("phone.danger")}</p>'
        f'<p><a href="/help-now?lang={language}">{say("phone.help")}</a></p></section>'
    )
