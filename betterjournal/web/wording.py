"""Every word a person reads: English and French side by side, chosen in the browser by `<html lang>`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import reflex as rx
from reflex.vars import VarData

from betterjournal.web.browser.script import script

Language = Literal["en", "fr"]
Value = str | int | float | rx.Var[Any]
LANGUAGES: tuple[Language, Language] = ("en", "fr")
ABOUT = "_about"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PLURALS = ("one", "other")


class WordingError(Exception):
    """The catalogue has a hole, or a screen asks for words that are not in it."""


@dataclass(frozen=True)
class Sentence:
    en: str
    fr: str

    def placeholders(self) -> set[str]:
        return set(_PLACEHOLDER.findall(self.en))


def say(key: str, **values: Value) -> rx.Var[str]:
    """Words in the reader's language; both are in the page, so a switch needs no server."""
    sentence = sentence_for(key)
    _check_values(key, sentence, values)
    given = {name: rx.Var.create(value) for name, value in values.items()}
    return _in_browser(f"({_CHOICE} ? {_template(sentence.fr, given)} : {_template(sentence.en, given)})", given)


def say_count(key: str, count: rx.Var[int] | int, **values: Value) -> rx.Var[str]:
    """`key.one` or `key.other`, each with `{count}`; French counts 0 and 1 as one."""
    amount = rx.Var.create(count)
    one, other = (say(f"{key}.{form}", **_counted(f"{key}.{form}", amount, values)) for form in _PLURALS)
    expression = f"(isOne({amount!s}, language) ? {one!s} : {other!s})"
    return _in_browser(expression, {"one": one, "other": other, "count": amount})


def text(language: str, key: str, **values: str | int | float) -> str:
    """Words for pages and mails the server writes itself."""
    sentence = sentence_for(key)
    _check_values(key, sentence, values)
    words = sentence.fr if language.startswith("fr") else sentence.en
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), words)


def day(iso: rx.Var[str] | str) -> rx.Var[str]:
    """ "Thursday" of a local "2026-12-11" or "2026-12-11T10:00"."""
    return _formatted("dayName", iso)


def date(iso: rx.Var[str] | str) -> rx.Var[str]:
    """ "Thursday, 11 December"; the year is added when it is not this one."""
    return _formatted("dateInWords", iso)


def short_date(iso: rx.Var[str] | str) -> rx.Var[str]:
    """ "11 December"; the year is added when it is not this one."""
    return _formatted("shortDate", iso)


def month(iso: rx.Var[str] | str) -> rx.Var[str]:
    """ "December 2026" of any of its days."""
    return _formatted("monthName", iso)


def clock_time(iso: rx.Var[str] | str) -> rx.Var[str]:
    """ "14:02" or "14 h 02" of "2026-12-11T14:02" or "14:02"."""
    return _formatted("clockTime", iso)


def figure(value: rx.Var[str], hours: rx.Var[bool]) -> rx.Var[str]:
    """ "1.5", "1,5" or, of minutes told as `hours`, "6 h 10" of a stored number that is not unset."""
    return _in_browser(f"figure({value!s}, {hours!s}, language)", {"value": value, "hours": hours})


def say_problem(key: rx.Var[str], values: rx.Var[dict[str, str]]) -> rx.Var[str]:
    """Words for a problem whose key arrives from the server: fetched when there is one (`browser/problems.js`)."""
    general = say("problem.generic")
    expression = f"problem({general!s}, {key!s}, {values!s}, language)"
    return _in_browser(expression, {"key": key, "values": values}, _PROBLEM_DATA)


def language_var() -> rx.Var[str]:
    """ "en" or "fr": the language the page is shown in."""
    return _in_browser("language", {})


def sentence_for(key: str) -> Sentence:
    if key not in CATALOGUE:
        raise WordingError(f"No wording for {key!r}: add it to locales/en and locales/fr.")
    return CATALOGUE[key]


def read_catalogue(folder: Path) -> dict[str, Sentence]:
    """Merge the folder's files; a double key, a missing language or unequal placeholders stop the start."""
    english, french = (_read_language(folder / language) for language in LANGUAGES)
    if missing := sorted(english.keys() ^ french.keys()):
        raise WordingError(f"In one language only: {', '.join(missing)}")
    catalogue = {key: Sentence(words, french[key]) for key, words in english.items()}
    for key, sentence in catalogue.items():
        if set(_PLACEHOLDER.findall(sentence.fr)) != sentence.placeholders():
            raise WordingError(f"{key!r} has different placeholders in English and French.")
    return catalogue


def _read_language(folder: Path) -> dict[str, str]:
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        found.pop(ABOUT, None)
        if double := sorted(words.keys() & found.keys()):
            raise WordingError(f"{path}: already in another file: {', '.join(double)}")
        words |= found
    return words


def _check_values(key: str, sentence: Sentence, values: Mapping[str, Value]) -> None:
    if values.keys() != sentence.placeholders():
        raise WordingError(f"{key!r} takes {sorted(sentence.placeholders())}, was given {sorted(values)}.")


def _counted(key: str, count: Value, values: Mapping[str, Value]) -> dict[str, Value]:
    """A form such as "one page" need not repeat every value."""
    return {
        name: value for name, value in {"count": count, **values}.items() if name in sentence_for(key).placeholders()
    }


def _template(words: str, given: Mapping[str, rx.Var[Any]]) -> str:
    literal = words.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$")
    return f"`{_PLACEHOLDER.sub(lambda found: '${' + str(given[found[1]]) + '}', literal)}`"


def _formatted(function: str, iso: rx.Var[str] | str) -> rx.Var[str]:
    value = rx.Var.create(iso)
    return _in_browser(f"{function}({value!s}, language)", {"iso": value})


def _in_browser(expression: str, given: Mapping[str, rx.Var[Any]], more: VarData | None = None) -> rx.Var[str]:
    data = VarData.merge(_LANGUAGE_DATA, more, *(value._get_all_var_data() for value in given.values()))
    return rx.Var(_js_expr=expression, _var_type=str, _var_data=data).to(str)


_CHOICE = 'language === "fr"'
_LANGUAGE_DATA = VarData(
    imports={
        script("language.js"): ["useLanguage"],
        script("dates.js"): ["dayName", "dateInWords", "shortDate", "monthName", "clockTime", "isOne", "figure"],
    },
    hooks={"const language = useLanguage()": None},
)
_PROBLEM_DATA = VarData(
    imports={script("problems.js"): ["problem", "useProblems"]},
    hooks={"useProblems()": None},
)
CATALOGUE = read_catalogue(Path(__file__).parent / "locales")
