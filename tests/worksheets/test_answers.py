"""Every answer is checked against its revision before it is stored (SEC-24)."""

import json

import pytest

from betterjournal.errors import Invalid
from betterjournal.worksheets.answers import LONG_TEXT, SHORT_TEXT, check
from betterjournal.worksheets.definition import Definition
from tests.worksheets.conftest import Form

SCALE = {"kind": "scale", "minimum": 0, "maximum": 10, "step": 1}
KINDS = {
    "short": {"kind": "short_text"},
    "long": {"kind": "long_text"},
    "ten": SCALE,
    "hundred": {**SCALE, "maximum": 100},
    "quality": {**SCALE, "minimum": 1, "maximum": 5},
    "half": {**SCALE, "step": 0.5},
    "number": {"kind": "number", "minimum": -5, "maximum": 50},
    "minutes": {"kind": "number", "minimum": 0, "step": 1},
    "date": {"kind": "date"},
    "time": {"kind": "time"},
    "datetime": {"kind": "datetime"},
    "duration": {"kind": "duration", "maximum": 600},
    "single": {"kind": "single_choice", "options": ["none", "part", "all"]},
    "multi": {"kind": "multi_choice", "options": ["none", "part", "all"]},
    "open": {"kind": "open_choice", "options": ["walk", "swim"]},
    "yes_no": {"kind": "yes_no"},
    "words": {"kind": "text"},
    "sum": {"kind": "computed", "computed": {"op": "sum", "of": ["ten", "hundred"]}},
    "rows": {
        "kind": "rows",
        "minimum_rows": 1,
        "maximum_rows": 3,
        "columns": [{"key": "name", "kind": "short_text"}, {"key": "strength", **SCALE}],
    },
    "again": {
        "kind": "rows",
        "rows_of": "rows",
        "columns": [
            {"key": "name", "kind": "carried", "carried_from": "name"},
            {"key": "strength", **SCALE},
        ],
    },
}
UUID = "3f2504e04f8941d39a0c0305e82c3301"

GOOD = [
    ("short", "one line", "one line"),
    ("short", "two\nlines ", "two lines"),
    ("short", "x" * SHORT_TEXT, "x" * SHORT_TEXT),
    ("long", " as typed \n\n", " as typed \n\n"),
    ("long", "a\r\nb\rc\x0bd", "a\nb\nc\nd"),
    ("long", "no\x00body\x1b", "nobody"),
    ("long", "half a letter \ud83d", "half a letter ?"),
    ("long", "😶" * LONG_TEXT, "😶" * LONG_TEXT),
    ("ten", "0", "0"),
    ("ten", "10", "10"),
    ("ten", " 7.0 ", "7"),
    ("ten", "7,0", "7"),
    ("ten", "-0", "0"),
    ("hundred", "063", "63"),
    ("quality", "1", "1"),
    ("half", "2,5", "2.5"),
    ("number", "-4,25", "-4.25"),
    ("number", "+1.50", "1.5"),
    ("minutes", "20", "20"),
    ("date", "2026-12-11", "2026-12-11"),
    ("date", "2028-02-29", "2028-02-29"),
    ("time", "09:40", "09:40"),
    ("time", "9:40", "09:40"),
    ("time", "9\u00a0h\u00a040", "09:40"),
    ("time", "23:59", "23:59"),
    ("datetime", "2026-12-11T09:40", "2026-12-11T09:40"),
    ("datetime", "2026-12-11", "2026-12-11"),
    ("datetime", "T9:40", "T09:40"),
    ("duration", "90", "90"),
    ("duration", "1:30", "90"),
    ("duration", "1 h 30", "90"),
    ("duration", "2h", "120"),
    ("duration", "45 min", "45"),
    ("single", "part", "part"),
    ("multi", '["all","none","all"]', '["none","all"]'),
    ("multi", "[]", ""),
    ("open", "walk", "walk"),
    ("open", "I sang", "I sang"),
    ("yes_no", "yes", "yes"),
    ("yes_no", "no", "no"),
    (f"rows.{UUID}.name", "hurt", "hurt"),
    ("rows.r1.strength", "3", "3"),
    ("again.r1.strength", "3", "3"),
    ("rows", '["r1", "r2"]', '["r1","r2"]'),
]

BAD = [
    ("short", "x" * (SHORT_TEXT + 1), "too_long"),
    ("long", "x" * (LONG_TEXT + 1), "too_long"),
    ("ten", "11", "range"),
    ("ten", "-1", "range"),
    ("ten", "7.5", "step"),
    ("ten", "seven", "number"),
    ("ten", "1e1", "number"),
    ("ten", "NaN", "number"),
    ("ten", "Infinity", "number"),
    ("ten", "٣", "number"),
    ("ten", "1,000,000", "number"),
    ("ten", "9" * 40, "number"),
    ("hundred", "101", "range"),
    ("quality", "0", "range"),
    ("half", "2.25", "step"),
    ("number", "50.01", "range"),
    ("minutes", "1.5", "whole"),
    ("date", "2026-02-30", "date"),
    ("date", "11/12/2026", "date"),
    ("date", "20261211", "date"),
    ("date", "0001-01-01", "date"),
    ("time", "24:00", "time"),
    ("time", "9:60", "time"),
    ("time", "noon", "time"),
    ("datetime", "T", "time"),
    ("datetime", "2026-12-11T25:00", "time"),
    ("datetime", "yesterday", "date"),
    ("duration", "1:75", "duration"),
    ("duration", "11:00", "range"),
    ("duration", "long", "duration"),
    ("single", "most", "option"),
    ("single", "Part", "option"),
    ("multi", '["most"]', "option"),
    ("multi", "all", "list"),
    ("multi", '{"all":1}', "list"),
    ("multi", "[1]", "list"),
    ("multi", "[" * 5000, "list"),
    ("open", "x" * (SHORT_TEXT + 1), "too_long"),
    ("yes_no", "true", "option"),
    ("words", "mine", "unknown"),
    ("sum", "3", "unknown"),
    ("nothing", "3", "unknown"),
    ("short.r1.name", "x", "unknown"),
    ("", "x", "unknown"),
    ("rows.r1", "x", "unknown"),
    ("rows.r1.colour", "x", "unknown"),
    ("rows.r1.name.more", "x", "unknown"),
    ("rows.R1.name", "x", "unknown"),
    (f"rows.{'a' * 37}.name", "x", "unknown"),
    ("rows.<b>.name", "x", "unknown"),
    ("again", '["r1"]', "unknown"),
    ("again.r1.name", "x", "unknown"),
    ("rows", '["r1","r1"]', "rows"),
    ("rows", '["R 1"]', "rows"),
    ("rows", "[]", "row_count"),
    ("rows", '["a","b","c","d"]', "row_count"),
    ("rows", "r1", "list"),
]


@pytest.fixture
def sheet(form: Form) -> Definition:
    return form(*({"key": key, **kind} for key, kind in KINDS.items()))


@pytest.mark.parametrize(("path", "typed", "stored"), GOOD)
def test_a_good_answer_is_stored_in_one_spelling(sheet: Definition, path: str, typed: str, stored: str) -> None:
    assert check(sheet, path, typed) == stored
    assert check(sheet, path, stored) == stored, "what is stored may be saved again"


@pytest.mark.parametrize(("path", "typed", "why"), BAD)
def test_a_bad_answer_is_refused_under_its_own_field(sheet: Definition, path: str, typed: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(sheet, path, typed)
    assert (refused.value.field, refused.value.key) == (path, f"problem.answer_{why}")


@pytest.mark.parametrize("path", [key for key in KINDS if key not in ("words", "sum", "again")])
@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_nothing_clears_any_answer_and_is_never_zero(sheet: Definition, path: str, typed: str) -> None:
    assert check(sheet, path, typed) == ""


@pytest.mark.parametrize("path", ["words", "nothing", "rows.R1.name"])
def test_clearing_an_unknown_field_is_refused_too(sheet: Definition, path: str) -> None:
    with pytest.raises(Invalid):
        check(sheet, path, "")


def test_a_refusal_carries_its_limits_and_none_of_the_words(sheet: Definition) -> None:
    with pytest.raises(Invalid) as refused:
        check(sheet, "ten", "11")
    assert refused.value.values == {"least": "0", "most": "10"}


def test_every_kind_is_tried(sheet: Definition) -> None:
    tried = {path.partition(".")[0] for path, *_ in GOOD} | {"words", "sum"}
    assert tried == set(KINDS)
    assert json.loads(check(sheet, "rows", '["b","a"]')) == ["b", "a"], "the order is the client's"
