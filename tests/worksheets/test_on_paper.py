"""A worksheet on paper asks everything it may ask and leaves out what only a screen can work out."""

from betterjournal.worksheets import on_paper
from betterjournal.worksheets.definition import Definition
from betterjournal.worksheets.views import FieldView
from tests.worksheets.conftest import Form, Library


def _fields(sheet: Definition, prompt: str = "") -> dict[str, FieldView]:
    return {field.key: field for section in on_paper.blank(sheet, "fr", prompt) for field in section.fields}


def test_what_a_condition_hides_on_a_screen_is_printed(form: Form) -> None:
    shown = {"show_when": [{"field": "a", "op": "equals", "value": "yes"}]}
    assert set(_fields(form({"key": "a", "kind": "yes_no"}, {"key": "b", "kind": "long_text", **shown}))) == {"a", "b"}


def test_a_diary_has_a_line_for_each_day_and_no_sums(built_in: Library) -> None:
    nights = _fields(built_in["sleep_diary"])["nights"]
    assert len(nights.rows) == 7
    assert "computed" not in [column.kind for column in nights.columns]
    assert len(nights.columns) > 5


def test_rows_of_other_rows_have_as_many_lines_as_those(built_in: Library) -> None:
    fields = _fields(built_in["thought_record_7"])
    assert len(fields["emotions_after"].rows) == len(fields["emotions"].rows) == 3


def test_the_clinicians_own_question_stands_where_the_worksheets_does(built_in: Library) -> None:
    assert _fields(built_in["journal_prompt"], "Et après?")["text"].label == "Et après?"


def test_many_long_questions_share_the_page(built_in: Library) -> None:
    room = {key: on_paper.room(built_in[key]) for key in ("just_a_task", "thought_record_7", "activity_scheduling")}
    assert room == {"just_a_task": "ample", "thought_record_7": "little", "activity_scheduling": "little"}
