"""Which fields are asked follows from what is answered."""

import pytest

from betterjournal.worksheets.conditions import asked
from tests.worksheets.conftest import Form

FIELDS = [
    {"key": "mood", "kind": "scale", "minimum": 0, "maximum": 10, "step": 1},
    {"key": "did", "kind": "multi_choice", "options": ["walk", "swim"]},
    {"key": "home", "kind": "yes_no"},
    {"key": "rows", "kind": "rows", "columns": [{"key": "name", "kind": "short_text"}]},
]


def when(field: str, op: str, value: str = "") -> dict[str, str]:
    return {"field": field, "op": op, "value": value}


@pytest.mark.parametrize(
    ("condition", "answers", "shows"),
    [
        (when("mood", "equals", "0"), {"mood": "0"}, True),
        (when("mood", "equals", "7.0"), {"mood": "7"}, True),
        (when("mood", "equals", "0"), {}, False),
        (when("mood", "above", "4"), {"mood": "5"}, True),
        (when("mood", "above", "4"), {"mood": "4"}, False),
        (when("mood", "above", "-1"), {}, False),
        (when("mood", "answered"), {"mood": "0"}, True),
        (when("mood", "answered"), {"mood": ""}, False),
        (when("did", "includes", "swim"), {"did": '["walk","swim"]'}, True),
        (when("did", "includes", "swim"), {"did": '["walk"]'}, False),
        (when("home", "includes", "yes"), {"home": "yes"}, True),
        (when("home", "above", "1"), {"home": "yes"}, False),
        (when("rows", "answered"), {"rows": '["a"]'}, False),
        (when("rows", "answered"), {"rows": '["a"]', "rows.a.name": "x"}, True),
        (when("rows", "answered"), {"rows": '["a"]', "rows.removed.name": "x"}, False),
    ],
)
def test_a_condition_looks_at_an_earlier_answer(
    form: Form, condition: dict[str, str], answers: dict[str, str], shows: bool
) -> None:
    sheet = form(*FIELDS, {"key": "why", "kind": "long_text", "show_when": [condition]})
    assert ("why" in asked(sheet, answers)) is shows


@pytest.mark.parametrize(("how", "shows"), [("all", False), ("any", True)])
def test_conditions_join_as_all_or_any(form: Form, how: str, shows: bool) -> None:
    both = [when("mood", "above", "4"), when("home", "equals", "yes")]
    sheet = form(*FIELDS, {"key": "why", "kind": "long_text", "show_when": both, "show_if": how})
    assert ("why" in asked(sheet, {"mood": "5", "home": "no"})) is shows


def test_a_hidden_answer_does_not_show_what_hangs_on_it(form: Form) -> None:
    sheet = form(
        *FIELDS,
        {"key": "why", "kind": "long_text", "show_when": [when("mood", "above", "4")]},
        {"key": "more", "kind": "long_text", "show_when": [when("why", "answered")]},
    )
    assert "more" in asked(sheet, {"mood": "5", "why": "because"})
    assert "more" not in asked(sheet, {"mood": "3", "why": "because"})
