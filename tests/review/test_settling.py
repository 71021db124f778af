"""Pages and check-ins beside work: whatever was shared for an appointment that is over stands in exactly one place."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import update

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts.models import Care, Practice
from betterjournal.appointments import actions as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import actions as assignments
from betterjournal.entries import actions as entries
from betterjournal.entries import marking, sharing
from betterjournal.entries.models import Opened, Shared
from betterjournal.errors import Conflict, Invalid, Refused
from betterjournal.review.actions import DECISIONS, Together, save_review, settle, unsettle
from betterjournal.review.looking import looking
from betterjournal.review.models import Review, Settled
from betterjournal.review.timeline import timeline
from betterjournal.review.views import ReturnedView
from tests import builders
from tests.cast import ZONE, Cast
from tests.review.test_line import MOST_QUERIES, as_if_long_ago, statements

DAY = timedelta(days=1)
PLACES = ("looked_at", "carried", "let_go")


def rows(cast: Cast, reader: Actor | None = None) -> list[ReturnedView]:
    page = timeline(reader or cast.alma, cast.ben.client_id or "")
    return [row for each in page.things for row in each.returned]


def told(cast: Cast, shared: str) -> ReturnedView:
    return next(row for row in rows(cast) if row.id == shared)


def press(cast: Cast, shared: str, decision: str = "looked_at", by: Actor | None = None) -> str:
    return settle(by or cast.alma, cast.ben.client_id or "", shared, decision)


def check_ins(cast: Cast, *moods: int) -> list[str]:
    """Shared as one act; the oldest first."""
    known = {row.id for row in builders.rows(Shared)}
    sharing.share_check_ins(cast.ben, [entries.check_in(cast.ben, mood, None, None, "") for mood in moods])
    new = [row for row in builders.rows(Shared) if row.id not in known]
    return [row.id for row in sorted(new, key=lambda row: row.shared_at)]


@pytest.fixture
def always(each_cast: Cast) -> Cast:
    """Shortly before they meet."""
    as_if_long_ago()
    builders.appointment(each_cast.alma, each_cast.ben, clock.now() + timedelta(hours=1))
    return each_cast


@dataclass
class Everything:
    """Every kind of thing that can be shared, by the id of what came back."""

    of_work: dict[str, str]
    own: list[str]


def everything(cast: Cast) -> Everything:
    alma, ben = cast.alma, cast.ben
    works: dict[str, str] = {}
    for share in (
        lambda work: builders.shared(ben, work),
        lambda work: sharing.another_way(ben, work, "paper"),
        lambda work: sharing.not_this_time(ben, work, ["forgot"]),
        lambda work: marking.mark(alma, marking.Told(work, "whole", words="On paper.")),
    ):
        identity = builders.assignment(alma, ben)
        works[share(identity)] = identity
    identity = builders.assignment(alma, ben, worksheet="thought_record_7")
    works[builders.share(ben, builders.draft(ben, identity, "In the hall.", path="situation"))] = identity
    withdrawn = builders.assignment(cast.alma, cast.ben)
    works[builders.shared(cast.ben, withdrawn)] = withdrawn
    assignments.withdraw(cast.alma, withdrawn, "")
    own = [builders.shared_page(cast.ben), builders.shared_page(cast.ben, bring=True), *check_ins(cast, 5, 6)]
    return Everything(works, own)


def where(cast: Cast, shared: str) -> str:
    return looking(cast.alma, cast.ben.client_id or "", shared).place


@pytest.mark.parametrize("held", [True, False], ids=["held", "not-held"])
@pytest.mark.parametrize("seed", range(4))
def test_every_kind_of_thing_that_was_shared_stands_in_exactly_one_place(always: Cast, held: bool, seed: int) -> None:
    random, shared = Random(seed), everything(always)
    kinds = {row.kind for row in builders.rows(Shared)}
    assert kinds == {"whole", "part", "another_way", "not_this_time", "page", "check_in"}
    # Before they meet nothing is carried yet.
    assert {where(always, each) for each in shared.own} == {"ahead"}
    with clock.stopped_at(clock.now() + DAY):
        if not held:
            [met] = [row.id for row in builders.rows(Appointment) if row.client_id == always.ben.client_id]
            appointments.record_outcome(always.alma, met, "not_held")
        rows(always)
        for identity in set(shared.of_work.values()):
            if random.random() < 0.5:
                save_review(always.alma, Together(identity, random.choice(DECISIONS)))
        for each in shared.own:
            if random.random() < 0.5 and where(always, each) != "looked_at":
                press(always, each, "looked_at")
        page = timeline(always.alma, always.ben.client_id or "")
        carried = {row.id for row in page.open_work if row.carried}
        decided = {row.assignment_id: row.decision for each in page.things for row in each.review}
        for each, identity in shared.of_work.items():
            found = where(always, each)
            assert found in PLACES
            # The two pages say the same of it.
            assert (found == "carried") == (identity in carried)
            assert identity not in carried or identity not in decided
        for each in shared.own:
            assert told(always, each).place == where(always, each) in PLACES


def test_a_page_goes_along_until_somebody_says_that_both_looked_at_it(always: Cast) -> None:
    page = builders.shared_page(always.ben)
    assert (told(always, page).place, told(always, page).can_settle) == ("ahead", True)
    with clock.stopped_at(clock.now() + DAY):
        # It was read, and that alone settles nothing.
        assert (told(always, page).place, told(always, page).can_settle) == ("carried", True)
        press(always, page)
        row = told(always, page)
        assert (row.place, row.can_settle) == ("looked_at", False)
    # At the appointment of the day before, not on the day of the press.
    assert row.settled_on == clock.today(ZONE).isoformat()


def test_shared_after_they_met_it_does_not_go_with_that_appointment(always: Cast) -> None:
    with clock.stopped_at(clock.now() + 3 * DAY):
        builders.appointment(always.alma, always.ben, clock.now() + timedelta(hours=1))
        page = builders.shared_page(always.ben)
        view = looking(always.alma, always.ben.client_id or "", page)
        assert (view.entry_id, view.gone, view.met_on) == (page, False, "")
        press(always, page)
        assert told(always, page).settled_on == clock.today(ZONE).isoformat()
    assert [row.appointment_id for row in builders.rows(Settled)] == [None]


def test_it_is_let_go_of_in_one_press(always: Cast) -> None:
    page, other = builders.shared_page(always.ben), builders.shared_page(always.ben)
    rows(always)
    press(always, page, "let_go")
    assert (told(always, page).place, told(always, other).place) == ("let_go", "ahead")


def test_check_ins_are_settled_with_those_before_them_and_none_after(always: Cast) -> None:
    first, second, third = check_ins(always, 4, 5, 6)
    rows(always)
    assert [row.id for row in rows(always) if row.can_settle] == [third]
    press(always, second)
    later = check_ins(always, 7)[0]
    rows(always)
    assert {row.id: row.place for row in rows(always)} == {
        first: "looked_at",
        second: "looked_at",
        third: "ahead",
        later: "ahead",
    }
    press(always, later, "let_go")
    assert [told(always, each).place for each in (first, second, third, later)] == [
        "looked_at",
        "looked_at",
        "let_go",
        "let_go",
    ]


def test_a_page_is_not_settled_with_check_ins_nor_they_with_it(always: Cast) -> None:
    page, [said] = builders.shared_page(always.ben), check_ins(always, 4)
    rows(always)
    press(always, said)
    assert told(always, page).place == "ahead"


def test_what_came_in_since_and_nobody_opened_is_not_settled(always: Cast) -> None:
    [first] = check_ins(always, 4)
    rows(always)
    [unread] = check_ins(always, 5)
    with pytest.raises(Refused):
        press(always, unread)
    press(always, first)
    assert {row.shared_id for row in builders.rows(Settled)} == {first}


def test_pressed_twice_it_is_one_and_a_colleague_who_said_otherwise_is_not_overwritten(always: Cast) -> None:
    page = builders.shared_page(always.ben)
    with database.writing() as session:
        session.add(Care(client_id=always.ben.client_id, person_id=always.cora.person_id, from_at=clock.now() - DAY))
    rows(always)
    rows(always, always.cora)
    press(always, page, "let_go", always.cora)
    press(always, page, "let_go")
    with pytest.raises(Conflict):
        press(always, page, "looked_at")
    assert [(row.decision, row.person_id) for row in builders.rows(Settled)] == [("let_go", always.cora.person_id)]
    with pytest.raises(Invalid):
        press(always, page, "keep")


def test_what_cannot_be_read_is_one_answer_and_work_has_its_own_form(always: Cast) -> None:
    """Not shared, shut, somebody else's, taken back, of work, and nobody's."""
    with database.writing() as session:
        session.execute(update(Practice).values(reading_window="same_day"))
        session.add(Care(client_id=always.dan.client_id, person_id=always.alma.person_id, from_at=clock.now() - DAY))
    back, work = (
        builders.shared_page(always.ben),
        builders.shared(always.ben, builders.assignment(always.alma, always.ben)),
    )
    rows(always)
    sharing.stop_sharing(always.ben, back)
    dans = builders.shared_page(always.dan)
    with clock.stopped_at(clock.now() + 3 * DAY):
        shut = builders.shared_page(always.ben)
        for each in (back, work, dans, shut, "a" * 32, "' or 1=1"):
            with pytest.raises(Refused) as refused:
                press(always, each)
            assert refused.value.key == "problem.not_here"
    assert (builders.rows(Settled), builders.rows(Review)) == ([], [])


def test_what_is_taken_back_after_it_was_settled_breaks_nothing(always: Cast) -> None:
    page = builders.shared_page(always.ben)
    rows(always)
    press(always, page)
    sharing.stop_sharing(always.ben, page)
    assert rows(always) == []
    gone = looking(always.alma, always.ben.client_id or "", page)
    assert (gone.gone, gone.place) == (True, "")


def test_who_supervises_reads_what_became_of_it_and_says_nothing(always: Cast) -> None:
    page = builders.shared_page(always.ben)
    rows(always)
    press(always, page)
    unsettled = builders.shared_page(always.ben)
    by_id = {row.id: row for row in rows(always, always.sol)}
    assert (by_id[page].place, by_id[page].can_settle, by_id[unsettled].can_settle) == ("looked_at", False, False)


def test_it_asks_no_more_often(always: Cast) -> None:
    for number in range(4):
        page, [said] = builders.shared_page(always.ben), check_ins(always, number)
        rows(always)
        press(always, page)
        press(always, said)
    builders.shared_page(always.ben)
    for reader in (always.alma, always.sol):
        rows(always, reader)
        with statements() as sent:
            rows(always, reader)
        assert len([one for one in sent if not one.startswith("BEGIN")]) <= MOST_QUERIES, "\n".join(sent)


def test_looking_begins_with_what_ben_would_like_to_bring_until_it_was_settled(always: Cast) -> None:
    brought = builders.shared_page(always.ben, bring=True)
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        newest = builders.shared_page(always.ben)
        assert looking(always.alma, always.ben.client_id or "").entry_id == brought
        press(always, brought)
        assert looking(always.alma, always.ben.client_id or "").entry_id == newest
    assert len(builders.rows(Opened)) == 2


def test_what_was_pressed_by_mistake_is_taken_back_with_the_check_ins_that_went_along(always: Cast) -> None:
    early, late = check_ins(always, 4, 5)
    page, client = builders.shared_page(always.ben), always.ben.client_id or ""
    rows(always)
    with clock.stopped_at(clock.now() + DAY):
        press(always, page, "looked_at")
    with clock.stopped_at(clock.now() + DAY + timedelta(seconds=1)):
        press(always, late, "let_go")
        unsettle(always.alma, client, late)
        assert [told(always, each).place for each in (early, late, page)] == ["carried", "carried", "looked_at"]
        assert told(always, late).can_settle
        # And it may be said otherwise now.
        press(always, late, "looked_at")
    assert [row.shared_id for row in builders.rows(Settled) if row.decision == "let_go"] == []


def test_a_moment_later_and_by_a_colleague_nothing_is_taken_back(always: Cast) -> None:
    page, client = builders.shared_page(always.ben), always.ben.client_id or ""
    with database.writing() as session:
        session.add(Care(client_id=client, person_id=always.cora.person_id, from_at=clock.now() - DAY))
    rows(always)
    moment = clock.now() + DAY
    with clock.stopped_at(moment):
        press(always, page, "let_go")
        with pytest.raises(Refused, match="not_here"):
            unsettle(always.cora, client, page)
    with clock.stopped_at(moment + timedelta(seconds=31)), pytest.raises(Refused, match="settled_stays"):
        unsettle(always.alma, client, page)
    assert [row.decision for row in builders.rows(Settled)] == ["let_go"]
