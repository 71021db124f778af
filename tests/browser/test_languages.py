"""Both languages, all the way: nothing typed is lost by a switch, and no page is half in the other one."""

import json
import re
from itertools import chain

import pytest
from playwright.sync_api import Page, expect

from betterjournal.accounts import actions as accounts
from tests import builders
from tests.browser.conftest import PASSPHRASE, Demo, Enter, Town
from tests.browser.pages import CLIENT_PAGES, OUR_WORDS, PUBLIC_PAGES, open_page
from tests.browser.people import Client, press, prove
from tests.browser.test_accessible import read_in
from tests.serving import ROOT

LOCALES = ROOT / "betterjournal" / "web" / "locales"
# The way to the other language is named in that language, and a help line keeps its name: Health Link.
ON_PURPOSE = {"English", "Link"}
SHORTEST = 4
WORDS = "le début and the rest"
# What people wrote with no language of its own; a name or an address is one in both.
UNMARKED = """() => [...document.querySelectorAll("[data-own-words]")]
  .filter((one) => one.innerText.trim() && !one.innerText.includes("@") && !one.closest("html [lang]"))
  .map((one) => one.outerHTML.slice(0, 160))"""


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


def test_switching_keeps_what_stands_in_every_form_of_a_client(town: Town, enter: Enter) -> None:
    """A sheet, which keeps the language it was begun in, a check-in, the address on Me: what is typed stays."""
    with town.inside():
        work = builders.assignment(town.cast.cora, town.cast.dan, what="Four lines")
    page = enter("dan")
    for path, opened, english, french in (
        (f"/today/{work}", "", "What is on your mind?", "What is on your mind?"),
        ("/journal", "Energy, anxiety, a few words", "A few words, if you want", "Quelques mots, si vous voulez"),
        ("/me", "Change email", "New email", "Nouveau courriel"),
    ):
        page.goto(path)
        if path == f"/today/{work}":
            Client(page).fit()
        if opened:
            page.get_by_text(opened, exact=True).click()
        if path == "/me":
            prove(page, PASSPHRASE)
        page.get_by_label(english).fill(WORDS)
        press(page, "Français")
        expect(page.locator("html")).to_have_attribute("lang", "fr-CA")
        expect(page.get_by_label(french)).to_have_value(WORDS)
        press(page, "English")
        expect(page.get_by_label(english)).to_have_value(WORDS)


def test_switching_keeps_what_stands_in_an_open_question(town: Town, enter: Enter) -> None:
    """The foot lies behind it: the language comes from another page of the same person."""
    with town.inside():
        work = builders.assignment(town.cast.cora, town.cast.dan, what="Five lines")
        builders.draft(town.cast.dan, work, "One.")
    page = enter("dan")
    page.goto(f"/today/{work}")
    press(page, "Not this time")
    page.get_by_role("checkbox", name="I forgot").check()
    page.get_by_role("dialog").get_by_role("textbox").fill(WORDS)
    page.evaluate("[...document.querySelectorAll('footer button')].find(one => one.textContent === 'Français').click()")
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")
    expect(page.get_by_role("dialog", name="Pas cette fois")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value(WORDS)
    expect(page.get_by_role("checkbox", name="J'ai oublié")).to_be_checked()
    with town.inside():
        accounts.choose_language(town.cast.dan, "en")


def test_what_people_wrote_is_read_out_in_its_own_language(demo: Demo, visit: Enter) -> None:
    """Ben, Alma and their sheets are English; the page around them may be French."""
    page = visit("ben", language="fr-CA")
    read_in(demo, "ben", "fr")
    unmarked = {}
    for path in CLIENT_PAGES:
        open_page(page, demo, path, "ben", "fr")
        unmarked[path] = page.evaluate(UNMARKED)
    read_in(demo, "ben", "en")
    assert {path: found for path, found in unmarked.items() if found} == {}


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
