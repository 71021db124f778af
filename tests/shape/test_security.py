"""SECURITY.md says what is: each line of the standard once, each named test there, each figure the code's."""

import ast
import importlib
import re
from collections import Counter
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text()
# How many requirements of level 1 and 2 each section of ASVS 5.0 has, outside OAuth and WebRTC; numbered from 1.
ASKED = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4},
    **{"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1},
    **{"9.1": 3, "9.2": 4, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1},
    **{"12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3},
    **{"15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3},
}
WANTED = [f"{section}.{number}" for section, count in ASKED.items() for number in range(1, count + 1)]
LINES = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$", PAGE, re.M)
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))
FIGURES = re.findall(r"^\| .+? \| ([\d,]+)(?: (\w+))? \| `([\w.]+)` \|$", PAGE, re.M)
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def _kind(how: str) -> str:
    """Whether a line names a test, a reason, an absence or a gap; "" when it says nothing of these."""
    if how.startswith("`tests/"):
        return "tests"
    return next((kind for kind in ("reason", "not here", "open") if how.startswith(f"*{kind}")), "")


@cache
def _tests_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text())
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def test_every_requirement_stands_once_and_in_order() -> None:
    assert len(WANTED) == 217
    assert [number for number, _, _ in LINES] == WANTED


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_every_test_that_is_named_exists(path: str, name: str) -> None:
    assert (ROOT / path).is_file()
    assert not name or name in _tests_of(path)


@pytest.mark.parametrize(("number", "asks", "how"), LINES, ids=[number for number, _, _ in LINES])
def test_a_line_says_what_is_asked_and_how_it_is_met(number: str, asks: str, how: str) -> None:
    kind = _kind(how)
    assert asks
    assert kind
    if kind == "tests":
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", how)
    if kind == "reason":
        assert re.match(r"\*reason\*: .{10,}", how)


def test_the_totals_are_right() -> None:
    counted = Counter(_kind(how) for _, _, how in LINES)
    told = re.search(
        r"\*\*(\d+) lines: (\d+) apply\. Of these (\d+) name tests, (\d+) a reason, (\d+) (?:is|are) open\.\*\*", PAGE
    )
    assert told
    applying = len(LINES) - counted["not here"]
    found = (len(LINES), applying, counted["tests"], counted["reason"], counted["open"])
    assert tuple(int(figure) for figure in told.groups()) == found


@pytest.mark.parametrize(("figure", "unit", "place"), FIGURES, ids=[place for _, _, place in FIGURES])
def test_a_figure_is_the_codes(figure: str, unit: str, place: str) -> None:
    number = int(figure.replace(",", ""))
    found = _looked_up(place)
    if unit:
        assert found == timedelta(seconds=number * UNITS[unit.removesuffix("s")])
    else:
        assert found == number


def test_figures_are_looked_up_at_all() -> None:
    assert len(FIGURES) > 10


def _looked_up(place: str) -> object:
    """`accounts.idling.STAFF_IDLE`, or the default of a field: `web.serving.limits.Limits.frame_bytes`."""
    path, _, name = place.rpartition(".")
    owner = path.rpartition(".")[2]
    if owner[0].isupper():
        return getattr(getattr(importlib.import_module(f"betterjournal.{path.rpartition('.')[0]}"), owner), name)
    return getattr(importlib.import_module(f"betterjournal.{path}"), name)
