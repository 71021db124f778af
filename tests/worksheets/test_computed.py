"""Sums over answers: a small closed set, in which unset is unknown and never 0."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from betterjournal.worksheets.computed import in_doubt, result
from betterjournal.worksheets.fields import fields
from betterjournal.worksheets.question import Computed, Language, Text
from betterjournal.worksheets.views import CellView
from tests.worksheets.conftest import Form, Library


@pytest.mark.parametrize(
    ("op", "operands", "expected"),
    [
        ("sum", ["1", "2.5"], 3.5),
        ("sum", ["1", ""], 1),
        ("sum", ["", ""], None),
        ("sum", ["0", ""], 0),
        ("mean", ["2", "", "4"], 3),
        ("mean", [], None),
        ("count", ["a", "", "b"], 2),
        ("count", [""], None),
        ("difference", ["8", "3", "1"], 4),
        ("difference", ["8", ""], None),
        ("difference", ["3", "8"], -5),
        ("minutes_between", ["22:30", "06:00"], 450),
        ("minutes_between", ["00:10", "06:00"], 350),
        ("minutes_between", ["06:00", "06:00"], 0),
        ("minutes_between", ["23:59", "00:00"], 1),
        ("minutes_between", ["22:30", ""], None),
        ("minutes_between", ["T22:30", "06:00"], 450),
        ("minutes_between", ["2026-12-10T22:30", "2026-12-12T06:00"], 1890),
        ("minutes_between", ["2026-12-10T22:30", "06:00"], None),
        ("minutes_between", ["2026-12-10", "2026-12-11"], None),
    ],
)
def test_results(op: str, operands: list[str], expected: float | None) -> None:
    assert result(Computed(op=op, of=("a", "b")), operands) == expected


def test_doubt_has_a_floor_and_a_ceiling() -> None:
    span = Computed(op="difference", of=("a",), least=0, most=960, doubt=Text(en="Look", fr="Regardez"))
    assert [in_doubt(span, value) for value in (-1.0, 0.0, 960.0, 961.0)] == [True, False, False, True]


def night(built_in: Library, language: Language = "en", **times: str) -> CellView:
    answers = {f"nights.r1.{key}": value for key, value in times.items()}
    (nights,) = fields(built_in["sleep_diary"], language, answers, {})
    return nights.rows[0].cells[-1]


WHOLE = {
    "into_bed": "22:30",
    "tried_to_sleep": "22:45",
    "minutes_to_fall_asleep": "25",
    "minutes_awake": "30",
    "final_wake": "05:50",
    "out_of_bed": "06:00",
}


def test_a_night_is_told_in_hours_across_midnight_without_a_ratio(built_in: Library) -> None:
    assert night(built_in, **WHOLE).shown.replace("\u00a0", " ") == "6 h 10 asleep of 7 h 30 in bed"
    french = night(built_in, "fr", **WHOLE).shown.replace("\u00a0", " ")
    assert french == "6 h 10 de sommeil sur 7 h 30 au lit"


def test_half_a_night_tells_what_it_can_and_a_blank_night_nothing(built_in: Library) -> None:
    times = {**WHOLE, "minutes_awake": ""}
    assert night(built_in, **times).shown.replace("\u00a0", " ") == "7 h 30 in bed"
    assert (night(built_in).value, night(built_in).shown) == ("", "")


def test_times_that_cannot_be_are_doubted_softly_and_kept(built_in: Library) -> None:
    cell = night(built_in, **{**WHOLE, "minutes_to_fall_asleep": "900"})
    assert cell.shown == "Please look at these times again."


def test_a_night_when_the_clocks_change_is_counted_on_the_wall_clock_and_the_diary_says_so(
    built_in: Library,
) -> None:
    zone = ZoneInfo("America/Toronto")
    bed, up = datetime(2026, 10, 31, 23, tzinfo=zone), datetime(2026, 11, 1, 7, tzinfo=zone)
    lived = (up.timestamp() - bed.timestamp()) / 60
    told = result(Computed(op="minutes_between", of=("a", "b")), ["23:00", "07:00"])
    assert (told, lived) == (480, 540), "times without a day cannot know"
    assert "When the clocks change" in built_in["sleep_diary"].sections[0].help.en
    assert "changement d'heure" in built_in["sleep_diary"].sections[0].help.fr


def test_a_field_may_count_over_rows_and_stand_on_another_result(form: Form) -> None:
    sheet = form(
        {"key": "rows", "kind": "rows", "columns": [{"key": "minutes", "kind": "number"}]},
        {"key": "total", "kind": "computed", "computed": {"op": "sum", "of": ["rows.minutes"]}},
        {"key": "aim", "kind": "number"},
        {"key": "left", "kind": "computed", "computed": {"op": "difference", "of": ["aim", "total"]}},
    )
    answers = {
        "rows": '["a","b"]',
        "rows.a.minutes": "20",
        "rows.b.minutes": "15.5",
        "rows.gone.minutes": "99",
        "aim": "60",
    }
    shown = {field.key: field.shown for field in fields(sheet, "fr", answers, {})}
    assert (shown["total"], shown["left"]) == ("35,5", "24,5")
