"""What a curious clinician could read from the edges: marks, moments, announcements, claims."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta

import pytest

from betterjournal import clock, live
from betterjournal.database import new_id
from betterjournal.entries import sharing
from betterjournal.errors import NotFound
from betterjournal.review import actions as reviews
from betterjournal.review import chart
from betterjournal.review import timeline as lines
from betterjournal.review.actions import Together
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import Cast


@contextmanager
def _heard() -> Iterator[list[str]]:
    topics: list[str] = []

    def keep(said: frozenset[str]) -> None:
        topics.extend(sorted(said))

    live.listen(keep)
    yield topics
    live.forget(keep)


def _met_and_meets_again(cast: Cast) -> str:
    """Shared and opened for today's appointment; the next one is three weeks away. The shared entry's id."""
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=21))
    entry = builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben), "words")
    builders.share(cast.ben, entry)
    return entry


def test_saying_more_of_what_was_opened_waits_for_the_next_window(each_cast: Cast) -> None:
    entry, client = _met_and_meets_again(each_cast), each_cast.ben.client_id or ""
    timeline(each_cast.alma, client)
    with clock.stopped_at(clock.now() + timedelta(days=5)), _heard() as topics:
        before = asdict(timeline(each_cast.alma, client))
        builders.share(each_cast.ben, entry, bring=True, smallest=True)
        builders.share(each_cast.ben, entry, bring=True, smallest=True)
        assert asdict(timeline(each_cast.alma, client)) == before
    assert f"staff:{client}" not in topics
    with clock.stopped_at(clock.now() + timedelta(days=21)):
        came = [each for item in timeline(each_cast.alma, client).things for each in item.returned]
    assert [each.bring for each in came] == [True, False]


def test_taking_back_long_after_the_appointment_is_announced_to_nobody_else(cast: Cast) -> None:
    _met_and_meets_again(cast)
    shared = builders.rows(sharing.Shared)[0].id
    with clock.stopped_at(clock.now() + timedelta(days=5)), _heard() as topics:
        sharing.take_back(cast.ben, shared)
    assert topics == [f"client:{cast.ben.client_id}"]


def test_the_mark_of_the_next_page_tells_no_moment(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "PAGE_SIZE", 2)
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    for _ in range(3):
        builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    page = timeline(cast.alma, cast.ben.client_id or "")
    row = builders.rows(sharing.Shared)[0]
    assert page.older
    assert f"{row.shared_at:%Y-%m-%dT}" not in page.older
    seen = [item.id for item in page.things]
    while page.older:
        page = timeline(cast.alma, cast.ben.client_id or "", page.older)
        seen += [item.id for item in page.things]
    assert len(seen) == len(set(seen)) == 6


def test_only_a_review_of_this_client_is_copied(cast: Cast) -> None:
    dans = reviews.save_review(cast.cora, Together(builders.assignment(cast.cora, cast.dan), "keep"))
    for claim in (dans, new_id(), "words of my own " * 100):
        with pytest.raises(NotFound):
            chart.copied(cast.alma, cast.ben.client_id or "", claim)
