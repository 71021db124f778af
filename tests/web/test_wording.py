"""Every word stands in both languages, and no screen asks for words that are not there."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import reflex as rx

from betterjournal.web import wording
from betterjournal.web.wording import WordingError, read_catalogue, say, say_count, text

WEB = Path(wording.__file__).parent
CALLS = {"say": 0, "say_count": 0, "text": 1}
WORDS_OF_OURS = re.compile(r"[A-Z][a-z]+ [a-z]+ [a-z]+")


def catalogue(folder: Path, en: dict[str, str], fr: dict[str, str]) -> Path:
    for language, words in (("en", en), ("fr", fr)):
        (folder / language).mkdir()
        (folder / language / "area.json").write_text(json.dumps(words), encoding="utf-8")
    return folder


def called_keys() -> Iterator[tuple[str, str]]:
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                place = CALLS[node.func.id]
                if (
                    len(node.args) > place
                    and "." in ast.unparse(node.args[place])
                    and isinstance(node.args[place], ast.Constant)
                ):
                    yield node.func.id, str(node.args[place].value)


def test_every_sentence_a_screen_asks_for_is_in_the_catalogue() -> None:
    missing = set()
    for call, key in called_keys():
        forms = [f"{key}.one", f"{key}.other"] if call.endswith("count") else [key]
        missing |= {form for form in forms if form not in wording.CATALOGUE}
    assert not missing


def test_a_sentence_in_one_language_only_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match=r"today\.title"):
        read_catalogue(catalogue(tmp_path, {"today.title": "Today"}, {}))


def test_placeholders_are_the_same_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match="placeholders"):
        read_catalogue(catalogue(tmp_path, {"today.to": "To {name}"}, {"today.to": "À {nom}"}))


def test_a_key_stands_in_one_file_only(tmp_path: Path) -> None:
    folder = catalogue(tmp_path, {"today.a": "A"}, {"today.a": "A"})
    (folder / "en" / "other.json").write_text('{"today.a": "B"}', encoding="utf-8")
    with pytest.raises(WordingError, match="already"):
        read_catalogue(folder)


def test_unknown_words_and_wrong_values_are_refused() -> None:
    with pytest.raises(WordingError):
        say("today.no_such_words")
    with pytest.raises(WordingError):
        say("app.read_window")


def test_both_languages_are_in_the_page_and_the_reader_chooses() -> None:
    expression = str(say("app.read_window", name=rx.Var("who")))
    assert 'language === "fr"' in expression
    assert "Personne ne lit cette page avant le jour où ${who} se prépare." in expression
    assert "Nobody reads this before the day ${who} prepares." in expression


def test_one_and_other_are_chosen_in_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"x.pages.one": wording.Sentence("{count} page", "{count} page")}
    words["x.pages.other"] = wording.Sentence("{count} pages", "{count} pages")
    monkeypatch.setattr(wording, "CATALOGUE", words)
    said = str(say_count("x.pages", rx.Var("n", _var_type=int)))
    assert "isOne(n, language)" in said
    assert said.index("`${n} page`") < said.index("`${n} pages`")


def test_the_server_writes_the_same_words() -> None:
    assert text("fr-CA", "app.hide") == "Cacher"
    assert text("en", "app.read_window", name="Alma") == "Nobody reads this before the day Alma prepares."


def test_no_french_sentence_has_a_space_before_its_mark() -> None:
    wrong = [key for key, sentence in wording.CATALOGUE.items() if re.search(r"[ \u00a0][?!;]", sentence.fr)]
    loose = [key for key, sentence in wording.CATALOGUE.items() if re.search(r"[^\u00a0]:(?!/)\s", sentence.fr)]
    assert not wrong
    assert not loose


def test_french_says_that_a_native_reader_has_not_checked_it() -> None:
    for path in (WEB / "locales" / "fr").glob("*.json"):
        assert "native reader" in json.loads(path.read_text(encoding="utf-8")).get("_about", ""), path.name


def test_no_sentence_for_a_reader_stands_in_the_code() -> None:
    """Words passed to an element or a component are the catalogue's."""
    strays = []
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "rx.el." in ast.unparse(node.func):
                strays += [
                    f"{path.relative_to(WEB)}:{part.lineno} {part.value}"
                    for part in node.args
                    if isinstance(part, ast.Constant) and WORDS_OF_OURS.search(str(part.value))
                ]
    assert not [stray for stray in strays if not stray.startswith("first_frame.py")]
