"""The text of the consent changed: everybody is asked anew and loses nothing; what was agreed stays on record."""

from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.accounts import queries as accounts
from betterjournal.accounts.consent import TOPICS, VERSION
from betterjournal.accounts.models import Consent
from betterjournal.assignments import queries as assignments
from betterjournal.care import consenting, discharging
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, queries, sharing
from betterjournal.entries.models import Shared
from betterjournal.errors import Refused
from betterjournal.privacy import withdrawing
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import Cast

ALL = frozenset(TOPICS)


def page(who: Actor, words: str) -> str:
    entry = entries.new_page(who)
    drafts.save(who, drafts.Words(entry, "text", words, 0, "tab", 1))
    return entry


@pytest.fixture
def changed(each_cast: Cast) -> Cast:
    """Ben wrote a page and shared it, then the text became another one."""
    builders.share(each_cast.ben, page(each_cast.ben, "larkspur"))
    builders.earlier_text(each_cast.ben)
    return each_cast


def test_writing_waits_and_reading_does_not(changed: Cast) -> None:
    line = queries.journal(changed.ben).pages[0]
    with pytest.raises(Refused, match=r"problem\.agree_first"):
        drafts.save(changed.ben, drafts.Words(line.id, "text", "more", 1, "tab", 2))
    sent = builders.assignment(changed.alma, changed.ben)
    view = assignments.today(changed.ben)
    assert ([card.id for card in view.first], view.asked) == ([sent], "changed")
    assert assignments.room(changed.ben).asked == "changed"
    assert queries.page(changed.ben, line.id).words == "larkspur"


def test_what_was_shared_before_is_read_as_it_was_said_then(changed: Cast) -> None:
    builders.appointment(changed.alma, changed.ben, clock.now())
    assert "larkspur" in str(timeline(changed.alma, changed.ben.client_id or ""))


def test_it_can_still_be_taken_back(changed: Cast) -> None:
    sharing.take_back(changed.ben, builders.rows(Shared)[0].id)
    assert builders.rows(Shared)[0].taken_back_at is not None


def test_who_agrees_goes_on_and_both_texts_stay_on_record(changed: Cast) -> None:
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        consenting.agree(changed.ben, ALL)
        assert page(changed.ben, "delphinium")
        view = consenting.look(changed.ben)
    assert [(line.version, line.until) for line in view.given] == [(VERSION, ""), (VERSION - 1, "")]
    mine = [row for row in builders.rows(Consent) if row.client_id == changed.ben.client_id]
    assert sorted(row.version for row in mine) == [VERSION - 1] * len(TOPICS) + [VERSION] * len(TOPICS)
    assert sorted(accounts.me(changed.ben).consents) == sorted(TOPICS)


def test_staff_see_the_same_before_and_after_they_agree(changed: Cast) -> None:
    client = changed.ben.client_id or ""
    with clock.stopped_at(clock.now()):
        before = timeline(changed.alma, client)
        consenting.agree(changed.ben, ALL)
        assert timeline(changed.alma, client) == before


def test_who_has_finished_writes_their_last_days_under_their_own_text(changed: Cast) -> None:
    discharging.discharge(changed.alma, changed.ben.client_id or "")
    assert page(changed.ben, "delphinium")
    with pytest.raises(Refused, match=r"problem\.not_asked"):
        consenting.agree(changed.ben, ALL)


def test_nobody_else_is_asked(changed: Cast) -> None:
    assert consenting.look(changed.dan).asked == ""
    assert page(changed.dan, "aster")


def test_a_client_on_paper_is_not_asked_here(changed: Cast) -> None:
    gil = builders.paper_client(changed.alma)
    assert timeline(changed.alma, gil.client_id or "").stopped_on == ""


def test_of_one_day_each_press_has_its_line_and_what_was_taken_back_is_not_asked_for_as_new(cast: Cast) -> None:
    for _ in range(2):
        withdrawing.withdraw(cast.ben)
        assert consenting.look(cast.ben).asked == "withdrawn"
        consenting.agree(cast.ben, ALL)
    today = clock.today(cast.ben.time_zone).isoformat()
    assert [(line.on, line.until) for line in consenting.look(cast.ben).given] == [(today, ""), (today, today)]
    assert sorted(accounts.me(cast.ben).consents) == sorted(ALL)


def test_taken_back_and_taken_up_again_on_one_day_asks_as_for_who_came_back(cast: Cast) -> None:
    withdrawing.withdraw(cast.ben)
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    discharging.take_up_again(cast.alma, cast.ben.client_id or "")
    assert consenting.look(cast.ben).asked == "returned"
    consenting.agree(cast.ben, ALL)
    withdrawing.withdraw(cast.ben)
    assert consenting.look(cast.ben).asked == "withdrawn"
