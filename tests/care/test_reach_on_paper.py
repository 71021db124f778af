"""On paper and in the room the next clinician holds no more of the time before than on a screen; who covers none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts.models import Care
from betterjournal.assignments import paper
from betterjournal.care import handing
from betterjournal.entries import marking, together
from betterjournal.entries.marking import Told
from betterjournal.entries.models import Shared
from betterjournal.errors import NotFound
from betterjournal.review import on_paper
from betterjournal.review.actions import Together, save_review
from tests import builders
from tests.cast import Cast

OPEN, KEPT, SAID = "Old work", "Walk before breakfast", "larkspur on paper"


@pytest.fixture
def old(cast: Cast) -> str:
    """Work that Alma set and wrote down from paper, and a takeaway of hers and Ben's, a day ago; they meet today."""
    with database.writing() as session:
        for row in session.exec(select(Care)):
            row.from_at -= timedelta(days=30)
            session.add(row)
    with clock.stopped_at(clock.now() - timedelta(days=1)):
        work = builders.assignment(cast.alma, cast.ben, what=OPEN, worksheet="thought_record_7")
        marking.mark(cast.alma, Told(work, "part", SAID))
        save_review(cast.alma, Together(builders.assignment(cast.alma, cast.ben), "keep", takeaway=KEPT))
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(minutes=1))
    return work


@pytest.fixture
def drew(cast: Cast) -> Actor:
    """A colleague who never saw Ben."""
    return builders.sign_in(builders.works_here("Drew Ash", is_clinician=True))


def _to_drew(cast: Cast, drew: Actor, choice: str) -> None:
    handing.hand_over(builders.proved(cast.eve), cast.ben.client_id or "", drew.person_id)
    if choice:
        handing.choose(cast.ben, choice)


def _ways(actor: Actor, work: str) -> list[Callable[[], object]]:
    return [
        lambda: paper.paper(actor, work),
        lambda: paper.printed(actor, work),
        lambda: marking.mark(actor, Told(work, "whole", "by Drew")),
        lambda: together.start(actor, work),
    ]


@pytest.mark.parametrize(
    ("choice", "kept", "coming"),
    [("", [], []), ("from_now", [], []), ("takeaways", [KEPT], []), ("all", [KEPT], [OPEN])],
)
def test_the_sheet_of_what_is_kept_holds_what_the_client_chose(
    cast: Cast, old: str, drew: Actor, choice: str, kept: list[str], coming: list[str]
) -> None:
    _to_drew(cast, drew, choice)
    sheet = on_paper.kept_on_paper(drew, cast.ben.client_id or "")
    assert ([line.takeaway for line in sheet.lines], [line.title for line in sheet.next]) == (kept, coming)
    assert SAID not in str(sheet)


@pytest.mark.parametrize("choice", ["", "from_now", "takeaways"])
def test_work_of_the_time_before_is_neither_printed_nor_written_down_nor_begun_together(
    cast: Cast, old: str, drew: Actor, choice: str
) -> None:
    _to_drew(cast, drew, choice)
    for way in _ways(drew, old):
        with pytest.raises(NotFound):
            way()


def test_of_all_that_was_agreed_to_the_next_does_all_of_it(cast: Cast, old: str, drew: Actor) -> None:
    _to_drew(cast, drew, "all")
    for way in _ways(drew, old):
        way()


def test_what_was_written_down_before_their_time_stays_as_it_was(cast: Cast, old: str, drew: Actor) -> None:
    _to_drew(cast, drew, "from_now")
    # New words of Ben's about it bring the old work itself within reach, and not what Alma wrote down.
    builders.share(cast.ben, builders.draft(cast.ben, old, "gentian", path="situation"))
    builders.appointment(drew, cast.ben, clock.now() + timedelta(minutes=1))
    marking.mark(drew, Told(old, "whole", "by Drew"))
    with database.reading() as session:
        rows = session.exec(select(Shared).where(Shared.marked_by == cast.alma.person_id)).all()
    assert [row.taken_back_at for row in rows] == [None]


def test_who_covers_prints_writes_down_and_begins_nothing(cast: Cast, old: str, drew: Actor) -> None:
    builders.covered(cast.eve, cast.ben, drew)
    ways = [*_ways(drew, old), lambda: on_paper.kept_on_paper(drew, cast.ben.client_id or "")]
    for way in [*ways, lambda: on_paper.printed(drew, cast.ben.client_id or "")]:
        with pytest.raises(NotFound):
            way()
