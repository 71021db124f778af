"""What a clinician writes down from paper: plainly theirs, open at once, and beside whatever the client shares."""

from datetime import timedelta

import pytest

from betterjournal import clock, live
from betterjournal.access import Actor
from betterjournal.assignments import actions as assignments
from betterjournal.assignments import queries as today_queries
from betterjournal.care import discharging
from betterjournal.entries import marking, queries, sharing
from betterjournal.entries.marking import Told
from betterjournal.entries.models import Opened, Shared
from betterjournal.errors import Conflict, Invalid, NotFound, Refused
from betterjournal.privacy import stopping
from betterjournal.review.actions import Together, save_review
from betterjournal.review.brief import brief
from betterjournal.review.on_paper import kept_on_paper
from betterjournal.review.timeline import timeline
from betterjournal.review.views import ReturnedView
from tests import builders
from tests.cast import Cast

WORDS = "Walked round the block on Sunday."


def _returned(cast: Cast, client: Actor, reader: str = "alma") -> list[ReturnedView]:
    view = timeline(cast.everybody()[reader], client.client_id or "")
    return [row for item in view.things for row in item.returned]


def test_a_paper_client_has_the_whole_loop(each_cast: Cast) -> None:
    cast = each_cast
    gil = builders.paper_client(cast.alma)
    sent = builders.assignment(cast.alma, gil)
    marking.mark(cast.alma, Told(sent, "part", WORDS))
    [row] = _returned(cast, gil)
    assert (row.kind, row.words, row.marked_by, row.can_review) == ("part", WORDS, "Alma", True)
    save_review(cast.alma, Together(sent, "smaller", takeaway="One block is a walk."))
    builders.assignment(cast.alma, gil, what="Half a block")
    sheet = kept_on_paper(cast.alma, gil.client_id or "")
    assert [(line.takeaway, line.decision) for line in sheet.lines] == [("One block is a walk.", "smaller")]
    assert [each.title for each in sheet.next] == ["Half a block"]


def test_it_is_open_work_in_one_of_the_four_words_with_no_appointment_known(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma)
    marking.mark(cast.alma, Told(builders.assignment(cast.alma, gil), "part"))
    assert [work.word for work in timeline(cast.alma, gil.client_id or "").open_work] == ["part"]


def test_barriers_are_kept_of_not_this_time_and_a_way_of_another_way(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma)
    form = {"kind": "not_this_time", "forgot": "on", "way": "head", "words": WORDS}
    one, other = (builders.assignment(cast.alma, gil) for _ in range(2))
    marking.mark(cast.alma, Told.typed(form | {"assignment_id": one}))
    marking.mark(cast.alma, Told.typed(form | {"assignment_id": other, "kind": "another_way"}))
    later, earlier = _returned(cast, gil)
    assert (earlier.barriers, earlier.way) == (["forgot"], "")
    assert (later.barriers, later.way) == ([], "head")


def test_pressed_twice_it_is_one_and_written_down_anew_it_takes_its_place(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma)
    sent = builders.assignment(cast.alma, gil)
    first = marking.mark(cast.alma, Told(sent, "part", WORDS))
    assert marking.mark(cast.alma, Told(sent, "part", WORDS)) == first
    marking.mark(cast.alma, Told(sent, "whole", WORDS))
    assert [row.kind for row in _returned(cast, gil)] == ["whole"]
    assert len(builders.rows(Shared)) == 2


def test_it_is_sealed_for_the_record_and_opened_by_who_wrote_it(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma)
    marking.mark(cast.alma, Told(builders.assignment(cast.alma, gil), "whole", WORDS))
    [row], [opened] = builders.rows(Shared), builders.rows(Opened)
    assert row.opened_at == row.shared_at == opened.at
    assert (opened.person_id, opened.shared_id) == (cast.alma.person_id, row.id)
    assert WORDS not in row.content


def test_a_client_with_an_account_reads_who_wrote_it_down_and_can_still_share(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    sent = builders.assignment(cast.alma, cast.ben)
    entry = builders.draft(cast.ben, sent, "my own words")
    marking.mark(cast.alma, Told(sent, "part", WORDS))
    [card] = today_queries.today(cast.ben).first
    assert (card.state, card.marked_by) == ("part", "Alma")
    view = queries.work(cast.ben, sent, entry)
    assert (view.shared, view.marked_by, view.end_words) == ("part", "Alma", WORDS)
    [line] = queries.shared_page(cast.ben).lines
    assert (line.marked_by, line.opened, line.can_take_back) == ("Alma", [], False)
    builders.share(cast.ben, entry)
    assert queries.work(cast.ben, sent, entry).marked_by == ""
    assert len(_returned(cast, cast.ben)) == 2


def test_before_the_window_marking_tells_nothing_of_what_the_client_did(cast: Cast) -> None:
    """A marked assignment reads the same whether or not something of the client's lies behind the window."""
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=10))
    sent = builders.assignment(cast.alma, cast.ben)
    with clock.stopped_at(clock.now()):
        marking.mark(cast.alma, Told(sent, "part", WORDS))
        before = timeline(cast.alma, cast.ben.client_id or "")
        builders.shared(cast.ben, sent)
        assert timeline(cast.alma, cast.ben.client_id or "") == before


def test_what_the_client_shared_stays_closed_when_paper_is_marked(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=10))
    sent = builders.assignment(cast.alma, cast.ben)
    shared = builders.shared(cast.ben, sent)
    marking.mark(cast.alma, Told(sent, "whole"))
    timeline(cast.alma, cast.ben.client_id or "")
    assert {row.id: row.opened_at is None for row in builders.rows(Shared)}[shared]
    sharing.take_back(cast.ben, shared)


def test_both_pages_are_told_at_once(cast: Cast) -> None:
    heard: list[frozenset[str]] = []
    sent = builders.assignment(cast.alma, cast.ben)
    live.listen(heard.append)
    marking.mark(cast.alma, Told(sent, "whole"))
    live.forget(heard.append)
    assert {f"client:{cast.ben.client_id}", f"staff:{cast.ben.client_id}"} <= heard[-1]


def test_a_supervisor_reads_it_and_marks_nothing(cast: Cast) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    marking.mark(cast.alma, Told(sent, "part", WORDS))
    assert [row.words for row in _returned(cast, cast.ben, "sol")] == [WORDS]
    for who in ("ben", "cora", "dan", "eve", "sol"):
        with pytest.raises(NotFound):
            marking.mark(cast.everybody()[who], Told(sent, "whole"))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Told("", "late"), "kind"),
        (Told("", "another_way", way="by post"), "way"),
        (Told("", "not_this_time", barriers=("lazy",)), "barriers"),
        (Told("", "whole", "x" * 10_001), "words"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(cast: Cast, told: Told, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        marking.mark(cast.alma, told)
    assert refused.value.field == field


def test_work_that_is_over_or_has_not_arrived_is_not_marked(cast: Cast) -> None:
    taken, decided = (builders.assignment(cast.alma, cast.ben) for _ in range(2))
    assignments.withdraw(cast.alma, taken)
    save_review(cast.alma, Together(decided, "keep"))
    with pytest.raises(Refused):
        marking.mark(cast.alma, Told(taken, "whole"))
    with pytest.raises(Conflict):
        marking.mark(cast.alma, Told(decided, "whole"))


def test_it_is_in_the_brief(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma)
    marking.mark(cast.alma, Told(builders.assignment(cast.alma, gil), "part", WORDS))
    assert [row.words for work in brief(cast.alma, gil.client_id or "").work for row in work.returned] == [WORDS]


def test_nothing_is_written_down_while_everything_is_stopped(cast: Cast) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    stopping.stop(cast.alma, cast.ben.client_id or "", "danger")
    with pytest.raises(Refused, match="stopped"):
        marking.mark(cast.alma, Told(sent, "part", WORDS))
    assert builders.rows(Shared) == []


def test_nothing_is_written_down_of_who_came_back_before_they_agree_anew(cast: Cast) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    discharging.take_up_again(cast.alma, cast.ben.client_id or "")
    with pytest.raises(Refused, match="client_agrees_first"):
        marking.mark(cast.alma, Told(sent, "part", WORDS))
    assert builders.rows(Shared) == []
