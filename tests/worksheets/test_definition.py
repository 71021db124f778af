"""A definition that does not hold together is refused, and the message says where."""

from typing import Any

import pytest

from betterjournal.worksheets.definition import DefinitionError, canonical, digest, parse
from tests.worksheets.conftest import Form

ROWS = {"key": "r", "kind": "rows", "columns": [{"key": "c", "kind": "short_text"}]}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ([{"key": "a", "kind": "slider"}], "kind"),
        ([{"key": "a", "kind": "long_text", "colour": "red"}], "colour"),
        ([{"key": "a", "kind": "long_text", "label": {"en": "Only"}}], "written in one language only"),
        ([{"key": "A.b", "kind": "long_text"}], "a key is made of"),
        ([{"key": "a", "kind": "scale", "minimum": 0, "maximum": 10}], "a scale has a minimum"),
        ([{"key": "a", "kind": "single_choice"}], "every choice has some"),
        ([{"key": "a", "kind": "yes_no", "options": ["x"]}], "options belong to choices"),
        ([{"key": "a", "kind": "single_choice", "options": ["x", "x"]}], "two options"),
        ([{"key": "a", "kind": "computed"}], "says what it computes"),
        ([{"key": "a", "kind": "computed", "computed": {"op": "eval", "of": []}}], "op"),
        (
            [{"key": "a", "kind": "computed", "computed": {"op": "sum", "of": ["b"]}}],
            "'b' is not an earlier field",
        ),
        ([{"key": "a", "kind": "rows"}], "rows, and only rows, have columns"),
        ([{**ROWS, "minimum_rows": 9, "maximum_rows": 2}], "the fewest first"),
        ([{**ROWS, "maximum_rows": 5000}], "to 200 rows"),
        ([{**ROWS, "columns": [ROWS["columns"][0]] * 2}], "two columns"),
        ([{**ROWS, "columns": [{"key": "c", "kind": "text"}]}], "not rows or a text block"),
        ([{**ROWS, "columns": [{"key": "c", "kind": "carried", "carried_from": "c"}]}], "rows of other rows"),
        (
            [
                ROWS,
                {
                    **ROWS,
                    "key": "s",
                    "rows_of": "r",
                    "columns": [{"key": "c", "kind": "carried", "carried_from": "x"}],
                },
            ],
            "nothing to carry",
        ),
        ([{"key": "a", "kind": "long_text"}] * 2, "two fields have the same key"),
        (
            [{"key": "a", "kind": "yes_no", "show_when": [{"field": "a", "op": "answered"}]}],
            "not an earlier field",
        ),
    ],
)
def test_what_does_not_hold_together_is_named(form: Form, fields: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        form(*fields)


def test_every_finding_has_its_place() -> None:
    with pytest.raises(DefinitionError) as bad:
        parse('{"key": "x", "sections": [{"key": "s", "fields": [{"key": "a", "kind": "nope", "label": {}}]}]}')
    lines = str(bad.value).splitlines()
    assert "title: Field required" in lines
    assert any(line.startswith("sections.0.fields.0.kind: ") for line in lines)


@pytest.mark.parametrize("content", ["", "[]", "not json", "{}"])
def test_what_is_no_worksheet_at_all_is_refused(content: str) -> None:
    with pytest.raises(DefinitionError):
        parse(content)


def test_spelling_does_not_change_the_digest_and_words_do() -> None:
    one, same, other = '{"b": 1, "a": "é"}', '{"a":"\\u00e9",\n"b":1}', '{"a":"e","b":1}'
    assert canonical(one) == canonical(same)
    assert digest(canonical(one)) != digest(canonical(other))


def test_an_answer_belongs_to_the_part_of_its_field(form: Form) -> None:
    sheet = form(ROWS, after=[{"key": "b", "kind": "yes_no"}])
    assert [sheet.part_of(path) for path in ("r.r1.c", "r", "b", "odd")] == ["before", "before", "after", ""]
    assert sheet.two_phase
