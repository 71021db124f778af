"""What stands in the brief: first lines of pages, and the whole of what its client would like to bring."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.review.brief import brief
from betterjournal.review.first_lines import LONGEST, first_line
from betterjournal.review.timeline import timeline
from betterjournal.review.views import BriefView, ReturnedView
from tests import builders
from tests.cast import Cast
from tests.review.test_line import as_if_long_ago

WORDS = "The ice was loud.\nThen it was quiet, and nobody else was there."


@pytest.fixture
def soon(cast: Cast) -> Cast:
    as_if_long_ago()
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    return cast


def of(cast: Cast) -> BriefView:
    return brief(cast.alma, cast.ben.client_id or "")


def page(cast: Cast, shared: str) -> ReturnedView:
    things = timeline(cast.alma, cast.ben.client_id or "").things
    return next(row for each in things for row in each.returned if row.id == shared)


def test_a_page_stands_there_in_its_first_line_with_its_words_counted(soon: Cast) -> None:
    shared = builders.shared_page(soon.ben, WORDS)
    [line] = of(soon).pages
    assert (line.id, line.line, line.words) == (shared, "The ice was loud.", 13)
    assert "nobody else" not in str(asdict(of(soon)))


def test_what_ben_would_like_to_bring_stands_there_whole(soon: Cast) -> None:
    builders.shared_page(soon.ben, WORDS, bring=True)
    view = of(soon)
    assert (view.pages, len(view.bring)) == ([], 1)
    assert "nobody else" in str(asdict(view.bring[0]))


@pytest.mark.parametrize(
    ("words", "line", "count"),
    [
        ("\n\n  Short.  \nMore.", "Short.", 2),
        ("word " * 60, "word " * 27 + "word…", 60),
        ("x" * 500, "x" * LONGEST + "…", 1),
        ("“Café, no?” — yes", "“Café, no?” — yes", 3),
    ],
)
def test_a_long_line_is_cut_at_the_end_of_a_word(soon: Cast, words: str, line: str, count: int) -> None:
    shared = builders.shared_page(soon.ben, words)
    found = first_line(page(soon, shared))
    assert (found.line, found.words) == (line, count)
    assert len(found.line) <= LONGEST + 1
