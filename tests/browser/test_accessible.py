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

# What asks before something is done, by the page it is on.
QUESTIONS = {
    "en": {
        "/today/{work}": ("^Share( what I have)?$", "^I did it another way$", "^Not this time$"),
        "/journal/{page}": ("^Share$", "^Delete this page$"),
    },
    "fr": {
        "/today/{work}": ("^Partager( ce que j'ai)?$", "^Je l'ai fait autrement$", "^Pas cette fois$"),
        "/journal/{page}": ("^Partager$", "^Supprimer cette page$"),
    },
}
# A table of rows as the reading view draws it; and the words in it that stand on two lines.
TABLE = """(words) => {
  const cell = (word) => `<td class="td"><span class="own-words">${word}</span></td>`;
  const table = `<table class="answers"><tbody><tr>${words.map(cell).join("")}</tr></tbody></table>`;
  document.getElementById("main").insertAdjacentHTML("beforeend", `<div class="overflow-x-auto">${table}</div>`);
}"""
INKS = """() => {
  const style = getComputedStyle(document.documentElement);
  const names = ["--paper", "--card", "--ink", "--quiet", "--line", "--edge", "--accent", "--wash"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
}"""
BROKEN = """() => [...document.querySelectorAll(".answers .own-words")]
  .filter((one) => one.getClientRects().length > 1).map((one) => one.textContent)"""
DIALOG_SCROLLS = """() => {
  const open = document.querySelector("dialog[open]");
  return open.scrollWidth > open.clientWidth ? 1 : 0;
}"""

# How wide the page is, how wide the screen, and what reaches furthest.
WIDEST = """() => {
  const right = (element) => element.getBoundingClientRect().right;
  const widest = [...document.querySelectorAll("body *")].reduce((a, b) => (right(b) >= right(a) ? b : a));
  return [document.documentElement.scrollWidth, innerWidth, widest.outerHTML.slice(0, 160)];
}"""
# Words of ours that stand on two lines, and a way to help that lies under Hide.
CROWDED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [], range = new Range();
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!parent.checkVisibility() || parent.closest("[data-own-words], .own-words, .sr-only, script, style")) continue;
    for (const word of text.data.matchAll(/\\p{L}+/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((line) => line.top)).size > 1) found.push(`broken: ${word[0]}`);
    }
  }
  const [hide, help] = [".hide-page", ".bar .quiet-link"].map((one) => document.querySelector(one));
  if (!hide || !help) return found;
  range.selectNodeContents(help);
  const under = range.getBoundingClientRect().right > hide.getBoundingClientRect().left;
  return under ? [...found, "Hide covers the way to help"] : found;
}"""
# What a reader's own style sheet may ask for (WCAG 1.4.12).
SPACED = """() => {
  const sheet = document.head.appendChild(Object.assign(document.createElement("style"), { id: "spaced" }));
  sheet.textContent = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; " +
    "word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
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


@pytest.mark.parametrize(("client", "language"), [("ben", "en"), ("fay", "fr")])
def test_every_question_a_client_is_asked(demo: Demo, visit: Enter, client: str, language: str) -> None:
    """Each dialog open, in both themes, on the narrowest phone and with text of twice the size."""
    page = visit(client, size=PHONE, language=f"{language}-CA")
    page.context.add_init_script(path=AXE_FILE_PATH)
    troubles = []
    for path, buttons in QUESTIONS[language].items():
        for name in buttons:
            open_page(page, demo, path, client, language)
            page.get_by_role("button", name=re.compile(name)).first.click()
            expect(page.get_by_role("dialog")).to_be_visible()
            troubles += [f"{name}: {each}" for each in _open_dialog(page)]
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_have_count(0)
    assert troubles == []


def test_no_word_is_broken_in_a_narrow_table_on_the_screen_or_on_paper(demo: Demo, visit: Enter) -> None:
    page = visit("ben", size=NARROW)
    open_page(page, demo, "/kept")
    page.evaluate(TABLE, ["November", "Disappointed", "everything", "80"])
    assert page.evaluate(BROKEN) == []
    assert not _sideways(page, "a table")
    page.set_viewport_size({"width": 640, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(BROKEN) == []


def test_what_is_printed_in_the_dark_has_the_colours_of_paper(visit: Enter) -> None:
    inks = []
    for dark in (False, True):
        page = visit("ben", dark=dark)
        page.goto("/kept")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.emulate_media(media="print")
        inks.append(page.evaluate(INKS))
    assert inks[0] == inks[1]
    assert inks[0]["--accent"]


def _open_dialog(page: Page) -> Iterator[str]:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    yield from _axe(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    yield from _axe(page, "color-contrast")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield from (["scrolls sideways"] * page.evaluate(DIALOG_SCROLLS))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]


def _troubles(page: Page, demo: Demo, path: str, client: str, language: str, who: str) -> Iterator[str]:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_page(page, demo, path, client, language)
    found = [*_axe(page), *(_kindness(page, language) if who == "client" else [])]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [*_axe(page, "color-contrast"), *(_blame(page) if who == "client" else [])]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found += _sideways(page, "narrow")
    page.evaluate(SPACED)
    found += _sideways(page, "letters, words and lines further apart")
    page.evaluate("document.getElementById('spaced').remove()")
    page.set_viewport_size(LANDSCAPE)  # type: ignore[arg-type]
    found += _sideways(page, "landscape")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += _sideways(page, "text of twice the size")
    found += page.evaluate(CROWDED) if who == "client" else []
    yield from (f"{path} {each}" for each in found)


def _sideways(page: Page, how: str) -> list[str]:
    width, seen, widest = page.evaluate(WIDEST)
    return [f"scrolls sideways, {how}: {width} of {seen} {widest}"] * (width > seen)


def _axe(page: Page, rule: str = "") -> list[str]:
    """What axe calls serious or critical, and a heading left out, with where it found it."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rule:
        options["runOnly"] = [rule]
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    wrong = [each for each in found if each["impact"] in GRAVE or each["id"] == "heading-order"]
    return [f"{each['id']} {node['html'][:160]}" for each in wrong for node in each["nodes"]]


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
    read_in(demo, who, language)
    yield
    read_in(demo, who, "en")


def read_in(demo: Demo, who: str, language: str) -> None:
    with inside(demo.server.data), database.writing() as session:
        session.get_one(Person, identity("person", who)).language = language
