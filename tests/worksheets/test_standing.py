"""Whole, part or empty; and what sharing takes along."""

from betterjournal.worksheets.standing import answered_count, empty, to_share, whole
from tests.worksheets.conftest import Form

NAMES = {
    "key": "rows",
    "kind": "rows",
    "columns": [{"key": "name", "kind": "short_text", "required": True}, {"key": "size", "kind": "number"}],
}
SIZE_AGAIN = {"key": "size", "kind": "number", "required": True}


def test_whole_needs_what_is_required_and_no_more(form: Form) -> None:
    sheet = form({"key": "a", "kind": "long_text", "required": True}, {"key": "b", "kind": "long_text"})
    assert whole(sheet, {"a": "x"})
    assert not whole(sheet, {"b": "x"})


def test_without_anything_required_any_answer_is_whole(form: Form) -> None:
    sheet = form({"key": "a", "kind": "long_text"}, {"key": "b", "kind": "yes_no"})
    assert whole(sheet, {"b": "no"})
    assert not whole(sheet, {"b": ""})


def test_a_required_field_that_is_not_asked_is_not_missed(form: Form) -> None:
    shown = [{"field": "a", "op": "equals", "value": "yes"}]
    sheet = form(
        {"key": "a", "kind": "yes_no"},
        {"key": "b", "kind": "long_text", "required": True, "show_when": shown},
    )
    assert whole(sheet, {"a": "no"})
    assert not whole(sheet, {"a": "yes"})


def test_a_required_column_is_needed_in_each_row_that_holds_something(form: Form) -> None:
    sheet = form({**NAMES, "minimum_rows": 2})
    assert whole(sheet, {"rows.r1.name": "x"})
    assert not whole(sheet, {"rows.r1.name": "x", "rows.r2.size": "1"})


def test_rows_of_other_rows_are_needed_for_each_of_them(form: Form) -> None:
    sheet = form(NAMES, after=[{"key": "again", "kind": "rows", "rows_of": "rows", "columns": [SIZE_AGAIN]}])
    two = {"rows": '["a","b"]', "rows.a.name": "x", "rows.b.name": "y", "again.a.size": "1"}
    assert not whole(sheet, two)
    assert whole(sheet, {**two, "again.b.size": "0"})


def test_the_order_of_rows_is_no_answer(form: Form) -> None:
    sheet = form(NAMES, {"key": "did", "kind": "multi_choice", "options": ["walk"]})
    assert empty(sheet, {})
    assert empty(sheet, {"rows": '["a"]', "did": ""})
    assert not empty(sheet, {"did": '["walk"]'})


def test_rows_count_as_one_field(form: Form) -> None:
    sheet = form(NAMES, {"key": "b", "kind": "long_text"}, {"key": "t", "kind": "text"})
    assert answered_count(sheet, {"rows.r1.name": "x", "rows.r1.size": "1"}) == (1, 2)


def test_sharing_leaves_hidden_fields_and_removed_rows_behind(form: Form) -> None:
    shown = [{"field": "a", "op": "equals", "value": "yes"}]
    sheet = form({"key": "a", "kind": "yes_no"}, {"key": "b", "kind": "long_text", "show_when": shown}, NAMES)
    answers = {
        "a": "no",
        "b": "kept here",
        "rows": '["k"]',
        "rows.k.name": "x",
        "rows.gone.name": "y",
        "odd": "z",
    }
    assert to_share(sheet, answers) == {"a": "no", "rows": '["k"]', "rows.k.name": "x"}
    assert to_share(sheet, {**answers, "a": "yes"})["b"] == "kept here"
