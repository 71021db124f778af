"""What a client reads is plain: grade 6 or below in English, short sentences in French."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from betterjournal import worksheets
from betterjournal.web import routes, wording
from betterjournal.web.pages import PAGES
from betterjournal.web.wording import CATALOGUE, Sentence

# What a client may open; the rest of what they read is mailed, stands on Help now, or says what went wrong.
OPENS = {
    *(routes.TODAY, routes.WORK, routes.JOURNAL, routes.PAGE, routes.SHARED, routes.KEPT, routes.ME, routes.CONSENT),
    routes.NUMBERS,
    *(routes.HOME, routes.SIGN_IN, routes.FORGOTTEN, routes.ASKED, routes.JOINING, routes.COMING_BACK, routes.PRIVACY),
}
# Every problem is in every page.
ALWAYS = re.compile(r"^(mail|help|phone|problem)\.")
# Words for those who work here, which stand in the same catalogues or on a page that both read.
STAFFS = re.compile(r"^(join\.staff\.|mail\.staff_)")
# Fixed by PRODUCT.md or asked for by law, word for word.
FIXED = {
    "join.consent.telling.text",
    "join.first_use",
    "join.first_use_always",
}
LIBRARY = Path(worksheets.__file__).parent / "library"
GRADE = 6.0
# Below this many words a grade says nothing: one long word decides it.
COUNTED_FROM = 8
LONGEST = {"en": 20, "fr": 24}
VOWELS = re.compile(r"[aeiouy]+")
# Silent in the middle of a word, or one sound written as two.
SPOKEN_OTHERWISE = {
    "email": 2,
    "people": 2,
    "something": 2,
    "sometimes": 2,
    "somebody": 3,
    "someone": 2,
    "therefore": 2,
}


def syllables(word: str) -> int:
    """About as many as are spoken: groups of vowels, without a silent e at the end."""
    if word in SPOKEN_OTHERWISE:
        return SPOKEN_OTHERWISE[word]
    spoken = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeioudt])ed$|(?<=[^aeioucgsxz])es$", "", word)
    return max(1, len(VOWELS.findall(spoken)))


def grade(text: str) -> float:
    """Flesch-Kincaid: the school year that reads it with ease."""
    words, sentences = _words(text), list(_sentences(text))
    spoken = sum(syllables(word.lower()) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def _plain(text: str) -> str:
    """A name stands where one is filled in, and a number to call is one word."""
    return re.sub(r"\d[\d-]*", "one", re.sub(r"\{\w+\}", "Ben", text))


def _sentences(text: str) -> Iterator[str]:
    return (each for each in re.split(r"(?<=[.?!:])\s+", _plain(text)) if _words(each))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", _plain(text))


@cache
def read() -> dict[str, Sentence]:
    """Every sentence on a page that a client may open, in every problem, and in every worksheet."""
    said = {key for key in CATALOGUE if ALWAYS.match(key)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "sentence_for", lambda key: said.add(key) or CATALOGUE[key])
        for page in PAGES:
            if page.route in OPENS:
                page.draw()
    return {key: CATALOGUE[key] for key in sorted(said) if not STAFFS.match(key)} | dict(_of_worksheets())


def _of_worksheets() -> Iterator[tuple[str, Sentence]]:
    """Every question, help and example; what a worksheet is for is told to the clinician who chooses it."""
    for path in sorted(LIBRARY.glob("*.json")):
        sheet = json.loads(path.read_text(encoding="utf-8"))
        sheet.pop("purpose", None)
        yield from _worded(path.stem, sheet)


def _worded(where: str, part: Any) -> Iterator[tuple[str, Sentence]]:
    if isinstance(part, dict) and part.keys() == {"en", "fr"} and isinstance(part["en"], str):
        yield where, Sentence(**part)
    elif isinstance(part, dict | list):
        for name, inner in part.items() if isinstance(part, dict) else enumerate(part):
            yield from _worded(f"{where}/{name}", inner)


def test_most_of_what_there_is_for_clients_is_looked_at() -> None:
    areas = {key.partition(".")[0] for key in read()}
    assert {"today", "work", "journal", "shared", "kept", "me", "consent", "join", "lock", "ways", "mail"} <= areas
    assert set(read()) >= FIXED
    assert any(key.startswith("thought_record_7/") for key in read())


@pytest.mark.parametrize(
    ("word", "count"),
    [("page", 1), ("pages", 2), ("private", 2), ("shared", 1), ("opened", 2), ("appointment", 3), ("people", 2)],
)
def test_syllables_are_counted_about_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_sentence_is_found() -> None:
    assert grade("Confidentiality obligations necessitate documentation of disclosures to regulatory authorities.") > 12
    assert grade("You can still write. It stays private until you share it with her.") < 4


def test_english_is_read_with_ease_in_the_sixth_year() -> None:
    long_enough = {key: one.en for key, one in read().items() if len(_words(one.en)) >= COUNTED_FROM}
    hard = {key: (round(grade(words), 1), words) for key, words in long_enough.items() if grade(words) > GRADE}
    assert {key: told for key, told in hard.items() if key not in FIXED} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_is_long(language: str) -> None:
    long = {
        key: sentence
        for key, one in read().items()
        for sentence in _sentences(getattr(one, language))
        if len(_words(sentence)) > LONGEST[language] and key not in FIXED
    }
    assert long == {}
