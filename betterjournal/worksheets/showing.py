"""A stored answer in the words and figures of one language."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal

from betterjournal.worksheets.conditions import chosen
from betterjournal.worksheets.question import Column, Computed, Text
from betterjournal.worksheets.views import OptionView

_LOCALES = {"en": "en_CA", "fr": "fr_CA"}
_NAME = re.compile(r"\{(\w+)\}")
_DAYS = {"en": "EEEE, d MMMM", "fr": "EEEE d MMMM"}


def shown(question: Column, value: str, language: str) -> str:
    """What a person reads; "" for an unset answer. The stored value itself knows no language."""
    if not value:
        return ""
    match question.kind:
        case "single_choice" | "multi_choice" | "open_choice" | "yes_no":
            labels = {option.value: option.label for option in options(question, language)}
            return ", ".join(labels.get(item, item) for item in chosen(question.kind, value))
        case "number" | "scale":
            return _with_unit(number(float(value), language), question.unit.to(language))
        case "date" | "time" | "datetime":
            return moment(value, language)
        case "duration":
            return duration(float(value))
        case _:
            return value


def options(question: Column, language: str) -> list[OptionView]:
    if question.kind == "yes_no":
        return [OptionView(value, words.to(language)) for value, words in _words().items()]
    return [OptionView(option.value, option.label.to(language)) for option in question.options]


def sentence(computed: Computed, found: dict[str, float], key: str, language: str) -> str:
    """A computed value in words: the first sentence whose names are all known, else the bare figure."""
    figures = {name: _figure(computed, value, language) for name, value in found.items()}
    for words in computed.sentences:
        filled = _filled(words.to(language), figures)
        if filled:
            return filled
    return figures.get(key, "")


def number(value: float, language: str) -> str:
    return str(format_decimal(round(value, 2), locale=_LOCALES[language]))


def duration(minutes: float) -> str:
    """6 h 10, or 45 min; spelled alike in both languages, held together by hard spaces."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours}\u00a0h\u00a0{rest:02d}" if hours else f"{rest}\u00a0min"


def moment(value: str, language: str) -> str:
    """A day, a 24-hour time, or both, of a date, time or datetime answer."""
    if ":" not in value:
        return _day(value, language)
    day, clock = value.rpartition("T")[0], value[-5:]
    spelled = clock if language == "en" else f"{int(clock[:2])}\u00a0h\u00a0{clock[3:]}"
    return f"{_day(day, language)}, {spelled}" if day else spelled


def _day(value: str, language: str) -> str:
    spelled = str(format_date(date.fromisoformat(value), _DAYS[language], locale=_LOCALES[language]))
    return spelled.replace(" 1 ", " 1er ") if language == "fr" else spelled


def _with_unit(figure: str, unit: str) -> str:
    return f"{figure}\u00a0{unit}" if unit else figure


def _figure(computed: Computed, value: float, language: str) -> str:
    return duration(value) if computed.as_duration else number(value, language)


def _filled(words: str, figures: dict[str, str]) -> str:
    """`words` with its {names} filled in, or "" when one of them is unknown."""
    names = _NAME.findall(words)
    if any(name not in figures for name in names):
        return ""
    return _NAME.sub(lambda name: figures[name[1]], words)


@cache
def _words() -> dict[str, Text]:
    content = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
    return {key: Text(**both) for key, both in content.items()}
