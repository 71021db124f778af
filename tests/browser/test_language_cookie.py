"""The readable cookie with the language, over https and on this machine alone."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route
from starlette.requests import Request

from betterjournal import settings
from betterjournal.settings import Settings
from betterjournal.web import browser, theme
from betterjournal.web.http.help_now import language_of

SCRIPTS = {path.name: path for path in Path(browser.__path__[0]).glob("*.js")}
REACT = "export const createElement = 0, useEffect = 0, useSyncExternalStore = 0;"
IMPORTS = json.dumps({"imports": {"react": "/react.js"}})
PAGE = f"""<!doctype html><html><head><script>{theme._LANGUAGE_BEFORE_PAINT}</script>
<script type="importmap">{IMPORTS}</script></head><body>
<script type="module">import {{ setLanguage }} from "/language.js"; window.choose = setLanguage;</script>
</body></html>"""


def serve(route: Route) -> None:
    path = route.request.url.rsplit("/", 1)[1]
    if path in SCRIPTS:
        route.fulfill(body=SCRIPTS[path].read_text("utf-8"), content_type="text/javascript")
    elif path == "react.js":
        route.fulfill(body=REACT, content_type="text/javascript")
    else:
        route.fulfill(body=PAGE, content_type="text/html")


@pytest.mark.parametrize(
    ("address", "name", "secure"),
    [("https://pages.example.ca/", "__Host-language", True), ("http://localhost:9/", "language", False)],
)
def test_over_https_the_cookie_of_the_language_is_bound_to_this_host(
    chromium: Browser, address: str, name: str, secure: bool
) -> None:
    context = chromium.new_context(locale="en-CA")
    context.route("**/*", serve)
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.lang") == "en-CA"
    page.evaluate("choose('fr')")
    (cookie,) = context.cookies()
    assert (cookie["name"], cookie["value"], cookie["secure"], cookie["path"]) == (name, "fr", secure, "/")
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "fr-CA"
    context.close()


@pytest.mark.parametrize(("url", "name"), [("https://pages.example.ca", "__Host-language"), ("", "language")])
def test_help_now_reads_the_same_cookie(monkeypatch: pytest.MonkeyPatch, url: str, name: str) -> None:
    monkeypatch.setattr(settings, "load", lambda: Settings(url=url))

    def spoken(cookie: str) -> str:
        headers = [(b"cookie", cookie.encode())]
        return language_of(Request({"type": "http", "headers": headers, "query_string": b""}))

    other = "language" if url else "__Host-language"
    assert (spoken(f"{name}=fr"), spoken(f"{other}=fr")) == ("fr", "en")
