"""A code stands for a client as a whole word, whatever its case and spacing."""

import pytest

from betterjournal.calendars.matching import chosen, fitting, key, suggested
from betterjournal.errors import Invalid


@pytest.mark.parametrize(
    "title", ["BO", "bo", "B.O.", "B. O. - Individual (50 min)", "Session b o", "[BO] weekly", "(B-O)", "B_O", "ＢＯ"]
)
@pytest.mark.parametrize("code", ["BO", "b.o.", "B O", " b-o "])
def test_the_same_letters_as_whole_words_fit(code: str, title: str) -> None:
    assert fitting(title, [key(code)]) == ["bo"]


@pytest.mark.parametrize("title", ["", "Bob", "ABO", "B", "O B", "BO2", "B Only", "Hobo", "B x O", "Bo\u0301"])
def test_parts_of_words_do_not(title: str) -> None:
    assert fitting(title, ["bo"]) == []


def test_a_title_may_fit_two() -> None:
    assert fitting("BO with DL", ["bo", "dl", "xx"]) == ["bo", "dl"]


def test_a_code_of_several_words_and_digits_fits() -> None:
    assert fitting("Couple 17, first hour", [key("couple 17")]) == ["couple17"]
    assert fitting("Couple 170", [key("couple 17")]) == []


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "problem.needed"),
        ("B", "problem.calendar_code"),
        ("...", "problem.calendar_code"),
        ("b\u202eo", "problem.calendar_code"),
        ("x" * 41, "problem.long"),
    ],
)
def test_what_would_fit_too_much_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(Invalid) as caught:
        chosen(typed)
    assert (caught.value.field, caught.value.key) == ("code", problem)


def test_initials_are_an_example() -> None:
    assert suggested("Ben Okafor") == "BO"
    assert chosen("  B   O ") == "B O"
