"""The built-in worksheets: theirs to ship, in both languages, in plain and kind words."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from betterjournal.worksheets import library
from betterjournal.worksheets.answers import check
from betterjournal.worksheets.definition import parse
from betterjournal.worksheets.question import Language
from betterjournal.worksheets.standing import to_share, whole

KEYS = {
    "activity_scheduling",
    "exposure_record",
    "journal_prompt",
    "just_a_task",
    "mood_diary",
    "sleep_diary",
    "thought_record_7",
}
FORBIDDEN = re.compile(
    r"!|…|\b(overdue|late|missed|failed|fail|must|should|suds|homework|compliance|session|ratio|efficiency|score"
    r"|en retard|échec|échoué|manqué|devoirs?|séance|slider|symptom\w*|patient\w*|disorder)\b",
    re.IGNORECASE,
)


def texts(content: object, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Every pair of words in a file, with its place: (place, English, French)."""
    if isinstance(content, dict):
        if set(content) == {"en", "fr"} and isinstance(content["en"], str):
            yield place, content["en"], content["fr"]
        for key, value in content.items():
            yield from texts(value, f"{place}.{key}")
    if isinstance(content, list):
        for number, value in enumerate(content):
            yield from texts(value, f"{place}[{number}]")


WORKSHEETS = [json.loads(content) for content in library.contents()]
WORDS = [pytest.param(en, fr, id=f"{sheet['key']}{place}") for sheet in WORKSHEETS for place, en, fr in texts(sheet)]


def test_the_library_is_complete() -> None:
    assert {sheet["key"] for sheet in WORKSHEETS} == KEYS


@pytest.mark.parametrize("sheet", WORKSHEETS, ids=lambda sheet: sheet["key"])
def test_every_worksheet_is_ours_to_ship_and_says_why(sheet: dict[str, Any]) -> None:
    licence = parse(json.dumps(sheet)).licence
    assert licence.licence_status in ("own", "public-domain", "permission-free")
    assert licence.copyright
    assert licence.basis
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", licence.checked_on)


@pytest.mark.parametrize(("en", "fr"), WORDS)
def test_words_are_in_both_languages_plain_and_kind(en: str, fr: str) -> None:
    assert en.strip()
    assert fr.strip()
    assert en != fr or en in ("min", "minutes")
    for words in (en, fr):
        assert not FORBIDDEN.search(words), words
        assert max(len(sentence.split()) for sentence in re.split(r"[.?:]", words)) <= 22


@pytest.mark.parametrize(("en", "fr"), WORDS)
def test_french_is_set_as_in_quebec(en: str, fr: str) -> None:
    assert not re.search(r"(?<!\d)(?<!\u00a0):(?!\d)", fr), "a hard space stands before the colon"
    assert not re.search(r"[ \u00a0\u202f][?;!]", fr)
    assert not re.search(r"\b(tu|ton|ta|tes|toi)\b", fr, re.IGNORECASE)


@pytest.mark.parametrize("sheet", WORKSHEETS, ids=lambda sheet: sheet["key"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_example_is_a_whole_valid_entry(sheet: dict[str, Any], language: Language) -> None:
    definition = parse(json.dumps(sheet))
    answers = (definition.example or {}).get(language, {})
    assert {path: check(definition, path, value) for path, value in answers.items()} == answers
    assert to_share(definition, answers) == answers
    assert not answers or whole(definition, answers)
    assert not any(FORBIDDEN.search(value.replace("must have done", "")) for value in answers.values())


@pytest.mark.parametrize("sheet", WORKSHEETS, ids=lambda sheet: sheet["key"])
def test_labels_of_a_worksheet_are_told_apart(sheet: dict[str, Any]) -> None:
    for language in ("en", "fr"):
        labels = [field.label.to(language) for field in parse(json.dumps(sheet)).fields]
        assert len(set(labels)) == len(labels)
