"""Every page for everybody: by axe, on the narrowest phone, in the dark, in both languages, and in kind words."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from betterjournal import database
from betterjournal.accounts.models import Person
from betterjournal.operations.demo.history import identity
from betterjournal.operations.demo.practice import PASSPHRASE
from tests.browser.conftest import PHONE, Demo, Enter, inside
from tests.browser.pages import CLIENT_PAGES, CLINICIAN_PAGES, HELP, OUR_WORDS, OWNER_PAGES, PUBLIC_PAGES, open_page
from tests.browser.people import press
from tests.serving import ROOT

NARROW = {"width": 320, "height": 640}
LANDSCAPE = {"width": 640, "height": 320}
GRAVE = ("serious", "critical")
BLAME = re.compile(
    r"\b(overdue|late|missed|failed|failure|streaks?|score|points|en retard|manqué\w*|échoué\w*|échec|raté\w*)\b|%",
    re.IGNORECASE,
)
# Clients, staff and strangers as they come in each language; Fay is the French-speaking client.
EVERYBODY = [("", PUBLIC_PAGES), ("client", CLIENT_PAGES), ("alma", CLINICIAN_PAGES), ("eve", OWNER_PAGES)]
FOOTER = {"en": "Need help now? Call or text 9-8-8", "fr": "Appelez ou textez le 9-8-8"}
HIDE = {"en": "Hide", "fr": "Cacher"}
# Every colour in use, as the browser paints it.
COLOURS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true }), found = {};
  const sides = ["color", "backgroundColor", "borderTopColor", "borderLeftColor", "outlineColor", "fill", "stroke"];
  for (const element of document.querySelectorAll("body, body *")) {
    const style = getComputedStyle(element);
    for (const side of sides) found[style[side]] = element.outerHTML.slice(0, 80);
  }
  return Object.entries(found).map(([colour, where]) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data, where];
  });
}"""

# How wide the page is, how wide the screen, and what reaches furthest.
WIDEST = """() => {
  const right = (element) => element.getBoundingClientRect().right;
  const widest = [...document.querySelectorAll("body *")].reduce((a, b) => (right(b) >= right(a) ? b : a));
  return [document.documentElement.scrollWidth, innerWidth, widest.outerHTML.slice(0, 160)];
}"""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("who", "pages"), EVERYBODY, ids=["public", "client", "clinician", "owner"])
def test_every_page(demo: Demo, visit: Enter, who: str, pages: tuple[str, ...], language: str) -> None:
    client = "fay" if language == "fr" else "ben"
    with _speaking(demo, who, language):
        page = visit(client if who == "client" else who, size=PHONE, language=f"{language}-CA")
        page.context.add_init_script(path=AXE_FILE_PATH)
        troubles = [trouble for path in pages for trouble in _troubles(page, demo, path, client, language, who)]
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize(("who", "language"), [("ben", "en"), ("fay", "fr"), ("alma", "en")])
def test_the_lock_and_the_calendar(visit: Enter, who: str, language: str) -> None:
    page = visit(who, size=PHONE, language=f"{language}-CA")
    page.context.add_init_script(path=AXE_FILE_PATH)
    page.goto("/me" if who != "alma" else "/account")
    # Loaded, so that the page's script hears.
    expect(page.locator("main h2").first).to_be_visible()
    # As Hide does; staff have no Hide, and their clock says the same.
    page.evaluate("window.dispatchEvent(new Event('lock-now'))")
    secret = page.get_by_label("PIN or password" if language == "en" else "NIP ou mot de passe")
    expect(secret).to_be_focused()
    troubles = _axe(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    troubles += _axe(page, "color-contrast")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    if who != "alma":
        press(page, HIDE[language])
        expect(page.get_by_role("columnheader").first).to_be_visible()
        troubles += _axe(page)
        press(page, "Open" if language == "en" else "Ouvrir")
        expect(secret).to_be_focused()
    # The demo is everybody's: it is left as it was.
    secret.fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(secret).to_have_count(0)
    assert troubles == []


@pytest.mark.parametrize(("who", "language"), [("ben", "en"), ("fay", "fr")])
def test_what_is_asked_on_the_work_page_is_kind_too(demo: Demo, visit: Enter, who: str, language: str) -> None:
    said = json.loads((ROOT / "betterjournal" / "web" / "locales" / language / "work.json").read_text())
    page = visit(who, size=PHONE, language=f"{language}-CA")
    open_page(page, demo, "/today/{work}", who, language)
    found = []
    for scheme, name in product(("light", "dark"), ("share", "another_way", "not_this_time", "delete")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        press(page, said[f"work.{name}"])
        expect(page.get_by_role("dialog")).to_be_visible()
        found += _blame(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert found == []


def _troubles(page: Page, demo: Demo, path: str, client: str, language: str, who: str) -> Iterator[str]:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_page(page, demo, path, client, language)
    found = [*_axe(page), *(_kindness(page, language) if who == "client" else [])]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [*_axe(page, "color-contrast"), *(_blame(page) if who == "client" else [])]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found += _sideways(page, "narrow")
    page.set_viewport_size(LANDSCAPE)  # type: ignore[arg-type]
    found += _sideways(page, "landscape")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += _sideways(page, "text of twice the size")
    yield from (f"{path} {each}" for each in found)


def _sideways(page: Page, how: str) -> list[str]:
    width, seen, widest = page.evaluate(WIDEST)
    return [f"scrolls sideways, {how}: {width} of {seen} {widest}"] * (width > seen)


def _axe(page: Page, rule: str = "") -> list[str]:
    """What axe calls serious or critical, with where it found it."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rule:
        options["runOnly"] = [rule]
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{each['id']} {node['html'][:160]}" for each in found if each["impact"] in GRAVE for node in each["nodes"]]


def _kindness(page: Page, language: str) -> list[str]:
    """On a client's page: Hide, Help now and the footer; no red, and no word of blame."""
    expect(page.get_by_role("button", name=HIDE[language], exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=HELP[language], exact=True)).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_contain_text(FOOTER[language])
    return _blame(page)


def _blame(page: Page) -> list[str]:
    blame = [f"says {word[0]!r}" for word in BLAME.finditer(page.evaluate(OUR_WORDS))]
    return blame + [f"red: {where}" for *colour, where in page.evaluate(COLOURS) if _is_red(*colour)]


def _is_red(red: int, green: int, blue: int, alpha: int) -> bool:
    return alpha > 25 and red > 120 and red > 1.6 * green and red > 1.6 * blue


@contextmanager
def _speaking(demo: Demo, who: str, language: str) -> Iterator[None]:
    """Staff of the demo read English; for a while this one reads another language."""
    if who not in ("alma", "eve"):
        yield
        return
    _read_in(demo, who, language)
    yield
    _read_in(demo, who, "en")


def _read_in(demo: Demo, who: str, language: str) -> None:
    with inside(demo.server.data), database.writing() as session:
        session.get_one(Person, identity("person", who)).language = language
