"""The names of months and days that the script of dates knows by heart."""

import re
from pathlib import Path

import pytest
from babel.dates import get_day_names, get_month_names

from betterjournal.web import browser

SCRIPT = (Path(browser.__file__).parent / "dates.js").read_text(encoding="utf-8")


def known(table: str, language: str) -> list[str]:
    found = re.search(rf'const {table} = {{.*?{language}: "([^"]+)"', SCRIPT, re.S)
    assert found is not None
    return found[1].split(" ")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_they_are_those_of_the_languages_own_list(language: str) -> None:
    locale = f"{language}_CA"
    months, days = get_month_names("wide", locale=locale), get_day_names("wide", locale=locale)
    assert known("MONTHS", language) == [months[number] for number in range(1, 13)]
    # The list begins on Monday, the script as the browser counts.
    assert known("WEEKDAYS", language) == [days[number] for number in (6, 0, 1, 2, 3, 4, 5)]
