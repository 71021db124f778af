"""Who reads, as the client is told: in care, handed over, between clinicians, covered, supervised, finished."""

from datetime import timedelta

import pytest

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts import queries as accounts
from betterjournal.accounts.models import Person
from betterjournal.assignments import queries as assignments
from betterjournal.care import discharging, handing, queries
from betterjournal.care.views import WhoReadsView
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from betterjournal.entries import queries as writing
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast


def told(cast: Cast) -> WhoReadsView:
    return assignments.today(cast.ben).care


def hand_over(cast: Cast, by: Actor, to: Actor) -> None:
    handing.hand_over(builders.proved(by), cast.ben.client_id or "", to.person_id)


def shared_page(cast: Cast) -> str:
    entry = entries.new_page(cast.ben)
    drafts.save(cast.ben, drafts.Words(entry, "text", "larkspur", 0, "tab", 1))
    builders.share(cast.ben, entry)
    return entry


def disable(who: Actor) -> None:
    with database.writing() as session:
        row = session.get_one(Person, who.person_id)
        row.disabled_at = clock.now()
        session.add(row)


def test_in_care_there_is_nobody_to_decide_about(cast: Cast) -> None:
    view = told(cast)
    assert ([one.name for one in view.carers], view.asks, view.before, view.past) == (["Alma Reyes"], "", "", "")
    assert view == queries.who_reads(cast.ben)


def test_who_was_handed_over_is_asked_about_the_time_before_by_name(cast: Cast) -> None:
    hand_over(cast, cast.alma, cast.cora)
    view = told(cast)
    assert (view.asks, view.asks_full, view.before, view.past) == ("Cora", "Cora Singh", "Alma", "unanswered")
    handing.choose(cast.ben, "takeaways")
    assert told(cast).past == "takeaways"


def test_all_who_were_there_before_are_named_once_and_who_is_back_is_not(cast: Cast) -> None:
    drew = builders.works_here("Drew Ash", is_clinician=True)
    hand_over(cast, cast.alma, cast.cora)
    hand_over(cast, cast.cora, drew)
    assert told(cast).before == "Alma, Cora"
    hand_over(cast, cast.eve, cast.alma)
    assert (told(cast).asks, told(cast).before) == ("Alma", "Cora, Drew")


def test_what_was_shared_before_is_said_to_be_nobodys_until_they_choose(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=9))
    entry = shared_page(cast)
    assert writing.page(cast.ben, entry).promised.clinician == "Alma"
    hand_over(cast, cast.alma, cast.cora)
    assert writing.page(cast.ben, entry).promised.clinician == ""
    handing.choose(cast.ben, "all")
    assert writing.page(cast.ben, entry).promised.clinician == "Cora"


def test_between_clinicians_nobody_is_named_anywhere(cast: Cast) -> None:
    entry = shared_page(cast)
    handing.leave(builders.proved(cast.alma), cast.ben.client_id or "")
    view = told(cast)
    assert (view.carers, view.covers, view.supervisions, view.past) == ([], [], [], "")
    assert view.can_write
    assert writing.page(cast.ben, entry).promised.clinician == ""
    assert writing.shared_page(cast.ben).own == accounts.me(cast.ben).clinician == ""


def test_covered_while_their_clinician_cannot_sign_in_only_the_cover_is_named(cast: Cast) -> None:
    drew = builders.works_here("Drew Ash", is_clinician=True)
    builders.covered(cast.eve, cast.ben, drew)
    disable(cast.alma)
    view = told(cast)
    until = (clock.today(ZONE) + timedelta(days=9)).isoformat()
    assert [(one.name, one.for_first, one.until_on, one.reason) for one in view.covers] == [
        ("Drew Ash", "Alma", until, "")
    ]
    # Sol reads what Alma reads: just now nothing.
    assert (view.carers, view.supervisions) == ([], [])
    assert writing.shared_page(cast.ben).own == accounts.me(cast.ben).clinician == ""


def test_a_cover_who_cannot_sign_in_reads_nothing_and_is_not_named(cast: Cast) -> None:
    drew = builders.works_here("Drew Ash", is_clinician=True)
    builders.covered(cast.eve, cast.ben, drew)
    disable(drew)
    assert told(cast).covers == []


def test_today_tells_of_a_supervisor_for_fourteen_days_and_me_for_good(cast: Cast) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=13, hours=23)):
        assert [(one.name, one.supervisee_first, one.is_new) for one in told(cast).supervisions] == [
            ("Sol Berg", "Alma", True)
        ]
    with clock.stopped_at(clock.now() + timedelta(days=14, hours=1)):
        assert [one.is_new for one in queries.who_reads(cast.ben).supervisions] == [False]


def test_who_has_finished_has_nothing_left_to_do_and_keeps_what_was(cast: Cast) -> None:
    builders.assignment(cast.alma, cast.ben)
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    view = assignments.today(cast.ben)
    assert (view.first, view.more) == ([], [])
    assert sorted(card.state for card in view.done) == ["ended", "whole"]
    until = (clock.today(ZONE) + timedelta(days=90)).isoformat()
    assert (view.care.finished, view.care.writes_until, view.care.can_write) == ("Alma", until, True)
    assert (view.window.clinician, accounts.me(cast.ben).clinician) == ("", "")


@pytest.mark.parametrize("reader", ["drew", "sol"])
def test_openings_by_who_stands_in_or_supervises_are_told_at_once(cast: Cast, reader: str) -> None:
    drew = builders.works_here("Drew Ash", is_clinician=True)
    builders.covered(cast.eve, cast.ben, drew)
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    shared_page(cast)
    timeline(drew if reader == "drew" else cast.sol, cast.ben.client_id or "")
    names = [by.name for line in writing.shared_page(cast.ben).lines for by in line.opened]
    assert names == ["Drew Ash" if reader == "drew" else "Sol Berg"]


def test_ones_own_clinicians_are_told_after_the_appointment_and_a_former_ones_at_once(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    shared_page(cast)
    timeline(cast.alma, cast.ben.client_id or "")

    def names() -> list[str]:
        return [by.name for line in writing.shared_page(cast.ben).lines for by in line.opened]

    assert names() == []
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        assert names() == ["Alma Reyes"]
    hand_over(cast, cast.alma, cast.cora)
    assert names() == ["Alma Reyes"]
