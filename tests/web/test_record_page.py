"""The page inside a sealed record: everything is in it, in the client's language, and what people wrote stays text."""

import re

import pytest

from betterjournal.web.record.drawing import day, draw
from tests.privacy.records import HOSTILE, covers, whole


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_part_is_drawn_in_the_clients_language(language: str) -> None:
    page = draw(covers()[0], whole(language))
    assert {"en": "Record of Ben Okafor", "fr": "Dossier de Ben Okafor"}[language] in page
    assert f'<html lang="{language}-CA">' in page
    for words in ("A note", "Another time", "Tuesdays", "A question", "Sol", "Alma Reyes"):
        assert words in page, words
    assert not re.search(r"\{\{|\{%|Undefined", page)


def test_what_people_wrote_is_text_and_never_markup() -> None:
    page = draw(covers()[0], whole())
    assert HOSTILE not in page
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 5


def test_the_page_asks_nobody_for_anything() -> None:
    page = draw(covers()[0], whole())
    assert not re.search(r"https?:|src=|href=|@import|url\(", page)
    assert "default-src 'none'" in page


def test_days_are_spelled_with_their_year() -> None:
    assert (day("en", "2026-12-01"), day("fr", "2026-12-01"), day("fr", "2026-12-11"), day("en", "")) == (
        "1 December 2026",
        "1er décembre 2026",
        "11 décembre 2026",
        "",
    )
