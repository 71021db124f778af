"""What clients may do in their own space once they have finished here, and once they are back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import inviting, sessions
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.inviting import Join
from betterjournal.accounts.models import Consent
from betterjournal.assignments import queries as assignments
from betterjournal.care import consenting, discharging, handing
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, queries, sharing
from betterjournal.entries.models import Answer, Shared
from betterjournal.errors import Invalid, Problem, Refused
from betterjournal.privacy.withdrawing import withdraw
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast

ALL = frozenset(TOPICS)


@pytest.fixture
def page(each_cast: Cast) -> str:
    """A page of Ben's with words on it, from before."""
    entry = entries.new_page(each_cast.ben)
    write(each_cast.ben, entry, "larkspur", 1)
    return entry


@pytest.fixture
def back(each_cast: Cast, page: str) -> Cast:
    """Ben finished, came back, and has not agreed anew."""
    discharging.discharge(each_cast.alma, each_cast.ben.client_id or "")
    discharging.take_up_again(each_cast.alma, each_cast.ben.client_id or "")
    return each_cast


def write(who: Actor, entry: str, words: str, seq: int) -> None:
    drafts.save(who, drafts.Words(entry, "text", words, 0, "tab", seq))


def refusal(who: Actor, entry: str) -> str:
    """Why a word is not kept; "" when it is."""
    try:
        write(who, entry, "a new word", 2)
    except Problem as problem:
        return problem.key
    return ""


def last_moment(cast: Cast) -> datetime:
    """The end of the last day of writing of who is discharged now."""
    return clock.at(clock.today(ZONE) + timedelta(days=91), 0, 0, ZONE)


def test_who_came_back_reads_their_pages_and_writes_nothing_before_they_agree(back: Cast, page: str) -> None:
    assert refusal(back.ben, page) == "problem.agree_first"
    with pytest.raises(Refused, match=r"problem\.agree_first"):
        builders.share(back.ben, page)
    with pytest.raises(Refused, match=r"problem\.agree_first"):
        entries.new_page(back.ben)
    view = queries.page(back.ben, page)
    assert (view.words, view.can_write) == ("larkspur", False)


def test_they_may_still_delete_what_is_theirs(back: Cast, page: str) -> None:
    entries.delete(back.ben, page)
    assert queries.journal(back.ben).pages == []


def test_what_they_shared_before_can_be_taken_back(each_cast: Cast, page: str) -> None:
    shared = builders.share(each_cast.ben, page)
    discharging.discharge(each_cast.alma, each_cast.ben.client_id or "")
    discharging.take_up_again(each_cast.alma, each_cast.ben.client_id or "")
    sharing.take_back(each_cast.ben, shared)
    assert builders.rows(Shared)[0].taken_back_at is not None


def test_opening_new_work_begins_nothing_before_they_agree(back: Cast) -> None:
    sent = builders.assignment(back.alma, back.ben)
    assert entries.begin(back.ben, sent) == ""
    view = queries.work(back.ben, sent, "")
    assert (view.can_write, view.needs_fit) == (False, False)


def test_agreeing_to_all_of_it_opens_the_space_again(back: Cast, page: str) -> None:
    consenting.agree(back.ben, ALL)
    mine = [row for row in builders.rows(Consent) if row.client_id == back.ben.client_id]
    assert {row.topic for row in mine if row.withdrawn_at is None} == ALL
    assert refusal(back.ben, page) == ""
    builders.share(back.ben, page)
    assert not consenting.look(back.ben).asked


def test_agreeing_to_some_of_it_keeps_nothing(back: Cast, page: str) -> None:
    with pytest.raises(Invalid, match=r"problem\.consent"):
        consenting.agree(back.ben, ALL - {"telling"})
    assert all(row.withdrawn_at for row in builders.rows(Consent) if row.client_id == back.ben.client_id)
    assert refusal(back.ben, page) == "problem.agree_first"


def test_nobody_agrees_twice_or_unasked(back: Cast) -> None:
    consenting.agree(back.ben, ALL)
    for who in (back.ben, back.dan):
        with pytest.raises(Refused, match=r"problem\.not_asked"):
            consenting.agree(who, ALL)


def test_coming_back_again_asks_again(back: Cast, page: str) -> None:
    consenting.agree(back.ben, ALL)
    discharging.discharge(back.alma, back.ben.client_id or "")
    assert refusal(back.ben, page) == ""
    discharging.take_up_again(back.alma, back.ben.client_id or "")
    write_again = refusal(back.ben, page)
    assert write_again == "problem.agree_first"


def test_staff_open_nothing_new_of_who_has_not_agreed_anew(each_cast: Cast, page: str) -> None:
    builders.share(each_cast.ben, page)
    discharging.discharge(each_cast.alma, each_cast.ben.client_id or "")
    discharging.take_up_again(each_cast.alma, each_cast.ben.client_id or "")
    builders.appointment(each_cast.alma, each_cast.ben, clock.now())
    assert "larkspur" not in str(timeline(each_cast.alma, each_cast.ben.client_id or ""))


def test_what_the_time_before_opens_is_chosen_once_they_agreed(back: Cast) -> None:
    handing.hand_over(builders.proved(back.alma), back.ben.client_id or "", back.cora.person_id)
    with pytest.raises(Refused, match=r"problem\.agree_first"):
        handing.choose(back.ben, "all")
    consenting.agree(back.ben, ALL)
    handing.choose(back.ben, "all")


@pytest.mark.parametrize("asks", [builders.earlier_text, withdraw])
def test_who_is_asked_to_agree_lets_nobody_to_more_and_may_let_them_to_less(
    each_cast: Cast, asks: Callable[[Actor], object]
) -> None:
    ben = each_cast.ben
    handing.hand_over(builders.proved(each_cast.alma), ben.client_id or "", each_cast.cora.person_id)
    handing.choose(ben, "all")
    asks(ben)
    for choice in ("takeaways", "takeaways", "from_now"):
        handing.choose(ben, choice)
        assert assignments.today(ben).care.past == choice
    for choice in ("takeaways", "all"):
        with pytest.raises(Refused, match=r"problem\.agree_first"):
            handing.choose(ben, choice)
    assert assignments.today(ben).care.past == "from_now"


def test_who_never_joined_joins_by_a_new_invitation_and_has_agreed(cast: Cast) -> None:
    client = inviting.add_client(cast.alma, "Gus Roy", "en")
    discharging.discharge(cast.alma, client)
    discharging.take_up_again(cast.alma, client)
    made = inviting.invite(cast.alma, client)
    given = Join(made.code, "gus@demo.test", "four quiet birds over water", "en", ALL)
    signed_in = inviting.join(Visitor("203.0.113.9"), made.link.rsplit("/", 1)[1], given)
    gus = sessions.resolve(signed_in.token, act=True)
    assert gus is not None
    assert not consenting.look(gus).asked
    assert entries.new_page(gus)


def test_who_has_finished_writes_to_the_end_of_the_last_day_and_reads_after_it(cast: Cast) -> None:
    entry = entries.new_page(cast.ben)
    write(cast.ben, entry, "larkspur", 1)
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    end = last_moment(cast)
    with clock.stopped_at(end - timedelta(minutes=1)):
        view = assignments.today(cast.ben).care
        assert (view.can_write, view.writes_until) == (True, clock.today(ZONE).isoformat())
        assert refusal(cast.ben, entry) == ""
    with clock.stopped_at(end):
        assert refusal(cast.ben, entry) == "problem.writing_ended"
        assert queries.page(cast.ben, entry).words == "a new word"
        assert not assignments.today(cast.ben).care.can_write
        entries.delete(cast.ben, entry)
    assert builders.rows(Answer) == []


def test_who_finished_again_before_agreeing_only_reads(back: Cast, page: str) -> None:
    discharging.discharge(back.alma, back.ben.client_id or "")
    assert refusal(back.ben, page) == "problem.writing_ended"
    assert not consenting.look(back.ben).asked
