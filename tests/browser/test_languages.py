"""Both languages, all the way: nothing typed is lost by a switch, and no page is half in the other one."""

import json
import re
from itertools import chain

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Enter, Town
from tests.browser.pages import CLIENT_PAGES, OUR_WORDS, PUBLIC_PAGES, open_page
from tests.browser.people import Client, press
from tests.serving import ROOT

LOCALES = ROOT / "betterjournal" / "web" / "locales"
# The way to the other language is named in that language, and a help line keeps its name: Health Link.
ON_PURPOSE = {"English", "Link"}
SHORTEST = 4


def test_switching_while_writing_keeps_every_word(enter: Enter) -> None:
    ben = Client(enter("ben"))
    ben.new_page()
    ben.page.get_by_label("Your words").press_sequentially("le début and the rest", delay=30)
    press(ben.page, "Français")
    words = ben.page.get_by_label("Vos mots")
    expect(words).to_have_value("le début and the rest")
    words.press_sequentially(" encore", delay=30)
    expect(ben.page.locator("html")).to_have_attribute("lang", "fr-CA")
    expect(ben.page.get_by_role("status").filter(has_text=re.compile("^Enregistré"))).to_be_visible()
    ben.page.reload()
    expect(ben.page.get_by_label("Vos mots")).to_have_value("le début and the rest encore")
    press(ben.page, "English")
    expect(ben.page.get_by_label("Your words")).to_have_value("le début and the rest encore")


def test_switching_in_the_composer_keeps_every_word(town: Town, enter: Enter) -> None:
    page = enter("alma")
    page.goto(f"/clients/{town.cast.ben.client_id}/assign")
    page.get_by_label("What", exact=True).fill("Call the library")
    press(page, "Français")
    expect(page.get_by_role("button", name="Envoyer à Ben")).to_be_visible()
    expect(page.get_by_label("Quoi", exact=True)).to_have_value("Call the library")
    press(page, "English")


@pytest.mark.parametrize(("who", "pages"), [("", PUBLIC_PAGES), ("fay", CLIENT_PAGES)], ids=["stranger", "Fay"])
def test_no_english_is_left_over_in_french(demo: Demo, visit: Enter, who: str, pages: tuple[str, ...]) -> None:
    page = visit(who, language="fr-CA")
    left = {path: _english_on(page, demo, path) for path in pages}
    assert {path: words for path, words in left.items() if words} == {}


def _english_on(page: Page, demo: Demo, path: str) -> list[str]:
    """The sentences of the English catalogue that stand on the page."""
    open_page(page, demo, path, "fay", "fr")
    seen = page.evaluate(OUR_WORDS)
    return sorted(words for words in ENGLISH_ONLY if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", seen))


def _catalogue(language: str) -> dict[str, str]:
    files = sorted((LOCALES / language).glob("*.json"))
    return dict(chain.from_iterable(json.loads(file.read_text()).items() for file in files))


def _english_only() -> set[str]:
    """What is said in English and by nobody in French, up to the first thing filled in."""
    english, french = _catalogue("en"), " ".join(_catalogue("fr").values())
    heads = {words.split("{")[0].strip() for words in english.values()} - ON_PURPOSE
    return {head for head in heads if len(head) >= SHORTEST and head not in french}


ENGLISH_ONLY = _english_only()
