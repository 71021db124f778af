"""Draws the readable page of a sealed record in the client's language; the template escapes whatever people wrote."""

from datetime import date
from functools import cache, partial

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from betterjournal.privacy.contents import Record
from betterjournal.privacy.packing import Cover
from betterjournal.web.wording import text

_LOCALES = {"en": "en_CA", "fr": "fr_CA"}


def draw(cover: Cover, record: Record) -> str:
    """One page that needs nothing from anywhere: to read, to print, to keep."""
    language = record.language
    say = partial(text, language)
    return _template().render(cover=cover, record=record, language=language, say=say, day=partial(day, language))


def day(language: str, iso: str) -> str:
    """A day with its year, as one finds it in a file."""
    if not iso:
        return ""
    spelled = str(format_date(date.fromisoformat(iso), "d MMMM y", locale=_LOCALES[language]))
    return f"1er{spelled[1:]}" if language == "fr" and spelled.startswith("1 ") else spelled


@cache
def _template() -> Template:
    where = PackageLoader("betterjournal.web.record", "")
    return Environment(loader=where, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "record.html"
    )
