"""What a client wrote before on the same worksheet stands beside what they write now, and is theirs alone."""

import pytest

from betterjournal.entries import actions, before, queries
from betterjournal.errors import NotFound
from tests import builders
from tests.cast import Cast

LARKSPUR = "larkspur in the gutter"


def view(cast: Cast, work: str) -> list[tuple[str, str]]:
    found = queries.work(cast.ben, work, actions.begin(cast.ben, work)).earlier
    return [(one.id, one.state) for one in found]


def test_those_of_earlier_work_too_the_newest_ten_and_none_that_is_blank(cast: Cast) -> None:
    old = [builders.assignment(cast.alma, cast.ben, what=f"Line {at}") for at in range(11)]
    kept = [builders.draft(cast.ben, work, f"{LARKSPUR} {at}") for at, work in enumerate(old)]
    builders.share(cast.ben, kept[0])
    blank = builders.assignment(cast.alma, cast.ben)
    actions.begin(cast.ben, blank)
    found = queries.work(cast.ben, blank, actions.begin(cast.ben, blank)).earlier
    assert len(found) == before.MOST
    assert {one.id for one in found} < set(kept)
    assert {one.state for one in found} <= {"private", "whole"}
    assert {one.title for one in found} <= {f"Line {at}" for at in range(11)}
    read = before.beside(cast.ben, kept[3])
    assert read.title == "Line 3"
    assert f"{LARKSPUR} 3" in [field.value for section in read.sections for field in section.fields]


def test_a_plain_task_is_like_no_other(cast: Cast) -> None:
    task, other = (builders.assignment(cast.alma, cast.ben, worksheet="just_a_task") for _ in range(2))
    builders.draft(cast.ben, task, LARKSPUR)
    assert view(cast, other) == []


def test_nobody_else_reads_one(cast: Cast) -> None:
    entry = builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben), LARKSPUR)
    for who in (cast.dan, cast.alma, cast.eve):
        with pytest.raises(NotFound):
            before.beside(who, entry)
