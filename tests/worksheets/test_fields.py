"""What is drawn: kinds, rows, parts, words of the language."""

from typing import Any

import pytest

from betterjournal.worksheets.definition import Definition
from betterjournal.worksheets.fields import example, fields, sections
from betterjournal.worksheets.question import Language
from betterjournal.worksheets.views import FieldView
from tests.worksheets.conftest import Form, Library

SCALE = {"kind": "scale", "minimum": 0, "maximum": 10, "step": 1}


def drawn(
    sheet: Definition, answers: dict[str, str] | None = None, language: Language = "en", **how: Any
) -> dict[str, FieldView]:
    return {field.key: field for field in fields(sheet, language, answers or {}, {}, **how)}


@pytest.mark.parametrize(
    ("low", "high", "step", "kind"),
    [(0, 10, 1, "scale_10"), (0, 100, 1, "scale_100"), (1, 5, 1, "scale"), (0, 10, 2, "scale")],
)
def test_a_scale_is_drawn_by_its_ends_and_starts_unset(form: Form, low: int, high: int, step: int, kind: str) -> None:
    field = drawn(form({"key": "a", "kind": "scale", "minimum": low, "maximum": high, "step": step}))["a"]
    assert (field.kind, field.value, field.shown, field.minimum) == (kind, "", "", low)


@pytest.mark.parametrize(
    ("field", "value", "english", "french"),
    [
        ({"kind": "number", "unit": {"en": "cups", "fr": "tasses"}}, "2.5", "2.5 cups", "2,5 tasses"),
        ({"kind": "date"}, "2026-12-11", "Friday, 11 December", "vendredi 11 décembre"),
        ({"kind": "date"}, "2026-12-01", "Tuesday, 1 December", "mardi 1er décembre"),
        ({"kind": "time"}, "09:40", "09:40", "9 h 40"),
        (
            {"kind": "datetime"},
            "2026-12-11T09:40",
            "Friday, 11 December, 09:40",
            "vendredi 11 décembre, 9 h 40",
        ),
        ({"kind": "datetime"}, "T09:40", "09:40", "9 h 40"),
        ({"kind": "duration"}, "370", "6 h 10", "6 h 10"),
        ({"kind": "duration"}, "45", "45 min", "45 min"),
        ({"kind": "yes_no"}, "no", "No", "Non"),
        (
            {"kind": "multi_choice", "options": ["walk", "swim"]},
            '["walk","swim"]',
            "Walk, Swim",
            "Walk (fr), Swim (fr)",
        ),
        ({"kind": "open_choice", "options": ["walk"]}, "I sang", "I sang", "I sang"),
        ({"kind": "long_text"}, "as {typed}", "as {typed}", "as {typed}"),
        (SCALE, "0", "0", "0"),
    ],
)
def test_an_answer_is_shown_in_the_words_of_the_language(
    form: Form, field: dict[str, Any], value: str, english: str, french: str
) -> None:
    sheet = form({"key": "a", **field})
    shown = [drawn(sheet, {"a": value}, language)["a"].shown.replace("\u00a0", " ") for language in ("en", "fr")]
    assert shown == [english, french]


def test_choices_say_which_are_chosen_and_own_words_are_none_of_them(form: Form) -> None:
    sheet = form(
        {"key": "many", "kind": "multi_choice", "options": ["walk", "swim"]},
        {"key": "open", "kind": "open_choice", "options": ["walk"]},
    )
    found = drawn(sheet, {"many": '["swim"]', "open": "I sang"})
    assert (found["many"].chosen, found["open"].chosen, found["open"].value) == (["swim"], [], "I sang")


def test_the_fewest_rows_are_drawn_before_anything_is_written(built_in: Library) -> None:
    feelings = drawn(built_in["thought_record_7"])["emotions"]
    assert [cell.key for cell in feelings.rows[0].cells] == ["emotions.r1.name", "emotions.r1.strength"]
    assert (feelings.value, feelings.minimum_rows, feelings.maximum_rows) == ('["r1"]', 1, 8)


def test_rows_follow_the_stored_order_and_a_removed_one_is_gone(built_in: Library) -> None:
    answers = {"emotions": '["b","a"]', "emotions.a.name": "sad", "emotions.r1.name": "removed"}
    feelings = drawn(built_in["thought_record_7"], answers)["emotions"]
    assert [row.id for row in feelings.rows] == ["b", "a"]


def test_a_row_written_before_any_order_was_stored_is_not_lost(built_in: Library) -> None:
    feelings = drawn(built_in["thought_record_7"], {"emotions.x9.name": "sad"})["emotions"]
    assert [row.id for row in feelings.rows] == ["r1", "x9"]


def test_the_same_feelings_stand_again_with_what_they_were(built_in: Library) -> None:
    sheet = built_in["thought_record_7"]
    assert not drawn(sheet)["emotions_after"].visible, "there is nothing to ask about yet"
    answers = {"emotions": '["a","b"]', "emotions.a.name": "sad", "emotions.a.strength": "60"}
    after = drawn(sheet, answers)["emotions_after"]
    assert [[cell.shown for cell in row.cells] for row in after.rows] == [["sad", "60", ""]]
    assert [column.kind for column in after.columns] == ["carried", "carried", "scale_100"]
    assert (after.minimum_rows, after.maximum_rows) == (1, 1), "none is added, none removed"


def test_the_after_part_opens_as_the_before_part_locks(built_in: Library) -> None:
    sheet = built_in["exposure_record"]
    before, after = drawn(sheet), drawn(sheet, opened_after=True)
    assert (before["step"].locked, before["what_happened"].visible) == (False, False)
    assert (after["step"].locked, after["what_happened"].visible, after["surprise"].locked) == (
        True,
        True,
        False,
    )


def test_a_before_answer_stands_beside_its_after(built_in: Library) -> None:
    answers = {"likelihood": "60", "feared_outcome": "They will stare."}
    found = drawn(built_in["exposure_record"], answers, opened_after=True)
    assert (found["likelihood_now"].carried, found["what_happened"].carried) == ("60", "They will stare.")
    assert found["distress_peak"].carried == "", "unset is not 0"


def test_reading_locks_everything_and_leaves_out_rows_that_hold_nothing(built_in: Library) -> None:
    answers = {"rows": '["a","b"]', "rows.b.mood": "0"}
    found = drawn(built_in["mood_diary"], answers, reading=True)["rows"]
    assert found.locked
    assert [row.id for row in found.rows] == ["b"]


def test_reading_shows_an_after_part_only_when_something_stands_in_it(built_in: Library) -> None:
    sheet = built_in["exposure_record"]
    assert not drawn(sheet, {"step": "x"}, reading=True)["surprise"].visible
    assert drawn(sheet, {"minutes": "3"}, reading=True)["surprise"].visible


def test_the_clinicians_prompt_is_the_label(built_in: Library) -> None:
    sheet = built_in["journal_prompt"]
    assert drawn(sheet, prompt=" What happened? ")["text"].label == "What happened?"
    assert drawn(sheet, language="fr")["text"].label == "Qu'avez-vous en tête?"


def test_a_hidden_field_keeps_its_words(form: Form) -> None:
    shown = [{"field": "a", "op": "equals", "value": "yes"}]
    sheet = form({"key": "a", "kind": "yes_no"}, {"key": "b", "kind": "long_text", "show_when": shown})
    hidden = drawn(sheet, {"a": "no", "b": "mine"})["b"]
    assert (hidden.visible, hidden.value) == (False, "mine")


def test_versions_reach_their_field(form: Form) -> None:
    (field,) = fields(form({"key": "a", "kind": "long_text"}), "en", {}, {"a": 4})
    assert field.version == 4


def test_hidden_columns_are_not_drawn(built_in: Library) -> None:
    nights = drawn(built_in["sleep_diary"])["nights"]
    keys = [column.key for column in nights.columns]
    assert keys[-1] == "asleep"
    assert {"in_bed", "night"}.isdisjoint(keys)
    assert [cell.column.key for cell in nights.rows[0].cells] == keys


def test_cards_hold_the_same_fields(built_in: Library) -> None:
    sheet = built_in["thought_record_7"]
    cards = sections(sheet, "fr", {}, {})
    assert [card.title for card in cards] == ["Le moment", "La pensée", "Les faits", "Un autre regard"]
    assert [field for card in cards for field in card.fields] == fields(sheet, "fr", {}, {})


def test_an_example_is_there_to_read_or_is_not_there(built_in: Library) -> None:
    assert all(field.locked for card in example(built_in["thought_record_7"], "fr") for field in card.fields)
    assert example(built_in["just_a_task"], "en") == []
