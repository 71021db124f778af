"""Every entry of the demo story fits its worksheet as it stands."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from betterjournal.operations import demo
from betterjournal.operations.demo.answers import from_story
from betterjournal.worksheets.answers import check
from betterjournal.worksheets.standing import to_share, whole
from tests.worksheets.conftest import Library

STORY = json.loads(Path(demo.__file__).with_name("story.json").read_text("utf-8"))
APPOINTMENT = date(2026, 12, 10)


def entries() -> Iterator[Any]:
    for person in STORY["people"].values():
        sent = {work["id"]: work["worksheet"] for week in person["weeks"] for work in week["set"]}
        for week in person["weeks"]:
            for number, back in enumerate(week["back"]):
                if "answers" in back:
                    name = f"{back['for']}-{week['week']}-{number}"
                    yield pytest.param(sent[back["for"]], back, id=name)


def leaves(answers: object) -> int:
    """How many things the story says were answered."""
    if isinstance(answers, dict):
        return sum(leaves(value) for value in answers.values())
    if isinstance(answers, list):
        return sum(leaves(value) for value in answers)
    return int(answers is not None)


# fay-6 is part because the client stopped at three nights of five: a form cannot tell that, she did.
SENT = [one for one in entries() if one.values[1]["state"] in ("shared", "part") and one.values[1]["for"] != "fay-6"]


@pytest.mark.parametrize(("key", "back"), [*entries()])
def test_every_answer_is_valid_and_none_is_lost(built_in: Library, key: str, back: dict[str, Any]) -> None:
    flat = from_story(key, back["answers"], on=APPOINTMENT)
    assert {path: check(built_in[key], path, value) for path, value in flat.items()} == flat
    assert to_share(built_in[key], flat) == flat
    orders = [path for path in flat if path in ("emotions", "rows", "nights")]
    repeated = len(back["answers"].get("emotions_after") or []) + (flat.get("when", "").count("T"))
    assert len(flat) - len(orders) + repeated == leaves(back["answers"])


@pytest.mark.parametrize(("key", "back"), SENT)
def test_shared_as_whole_or_part_agrees_with_what_is_required(
    built_in: Library, key: str, back: dict[str, Any]
) -> None:
    flat = from_story(key, back["answers"], on=APPOINTMENT)
    assert whole(built_in[key], flat) is (back["state"] == "shared")


def test_days_count_from_the_appointment_and_a_blank_stays_blank() -> None:
    flat = from_story("mood_diary", {"rows": [[3, "19:40", 0, None, 3, None]]}, on=APPOINTMENT)
    assert flat == {
        "rows": '["r1"]',
        "rows.r1.day": (APPOINTMENT + timedelta(days=3)).isoformat(),
        "rows.r1.time": "19:40",
        "rows.r1.mood": "0",
        "rows.r1.anxiety": "3",
    }
