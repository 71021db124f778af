"""Started together in the room: one new entry of the client's own, open to one sign-in for a while and then never."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from betterjournal import access, clock, live
from betterjournal.access import Actor
from betterjournal.accounts import actions as accounts
from betterjournal.accounts import locking, sessions
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.models import Care
from betterjournal.appointments import actions as appointments
from betterjournal.assignments import actions as assignments
from betterjournal.assignments import queries as today_queries
from betterjournal.audit import AuditRecord
from betterjournal.care import consenting, discharging, handing
from betterjournal.database import writing
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, queries, together
from betterjournal.entries.drafts import Words
from betterjournal.entries.models import Entry, Shared, Together
from betterjournal.errors import Conflict, NotFound, Refused
from betterjournal.privacy import stopping
from betterjournal.review.actions import Together as Decision
from betterjournal.review.actions import save_review
from betterjournal.review.timeline import timeline
from tests import builders
from tests.at_once import both
from tests.cast import PASSPHRASE, Cast

MARK = "larkspur"
FIELD = "situation"


@pytest.fixture
def today(each_cast: Cast) -> Cast:
    """Ben meets Alma now."""
    builders.appointment(each_cast.alma, each_cast.ben, clock.now())
    return each_cast


def _sent(cast: Cast, client: Actor | None = None) -> str:
    return builders.assignment(cast.alma, client or cast.ben, worksheet="thought_record_7")


def _write(actor: Actor, entry_id: str, words: str = "In the room.", seq: int = 1) -> int:
    return drafts.save_together(actor, Words(entry_id, FIELD, words, 0, "tab", seq)).version


def _begun(cast: Cast, sent: str) -> str:
    together.start(cast.alma, sent)
    entry_id = together.view(cast.alma, sent).entry_id
    _write(cast.alma, entry_id)
    return entry_id


def test_what_is_typed_is_the_clients_own_draft(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    together.end(today.alma, sent)
    assert entries.begin(today.ben, sent) == entry_id
    view = queries.work(today.ben, sent, entry_id)
    assert [f.value for section in view.sections for f in section.fields if f.key == FIELD] == ["In the room."]
    assert (view.together_with, view.shared) == ("Alma", "")
    drafts.save(today.ben, Words(entry_id, FIELD, "And mine.", 1, "phone", 1))


def test_the_client_finds_it_on_today_at_once_and_as_theirs_when_it_is_over(today: Cast) -> None:
    sent = _sent(today)
    _begun(today, sent)
    [card] = today_queries.today(today.ben).first
    assert (card.state, card.together_with, card.together_now) == ("begun", "Alma", True)
    together.end(today.alma, sent)
    [card] = today_queries.today(today.ben).first
    assert (card.state, card.together_with, card.together_now) == ("begun", "Alma", False)


def test_once_it_is_over_the_clinician_opens_it_no_more(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    together.end(today.alma, sent)
    _closed(today.alma, sent, entry_id)


def _closed(actor: Actor, sent: str, entry_id: str) -> None:
    for ask in (lambda: together.view(actor, sent), lambda: together.end(actor, sent)):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(Refused, match="together_over"):
        _write(actor, entry_id, "Once more.", 2)
    with pytest.raises(NotFound):
        together.add_row(actor, entry_id, "emotions")


def test_it_ends_by_itself(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    with clock.stopped_at(clock.now() + together.LONGEST):
        _closed(today.alma, sent, entry_id)


def _lock(cast: Cast) -> None:
    locking.lock(cast.alma)


def _lock_and_unlock(cast: Cast) -> None:
    locking.lock(cast.alma)
    locking.unlock(cast.alma, PASSPHRASE)


def _sign_out(cast: Cast) -> None:
    with writing() as session:
        sessions.end(session, cast.alma.session_id)


def _hand_over(cast: Cast) -> None:
    with writing() as session:
        for row in session.exec(select(Care).where(Care.person_id == cast.alma.person_id)):
            row.until_at = clock.now()


def _discharge(cast: Cast) -> None:
    discharging.discharge(cast.alma, cast.ben.client_id or "")


@pytest.mark.parametrize("how", [_lock, _lock_and_unlock, _sign_out, _hand_over, _discharge])
def test_it_ends_with_the_sign_in_the_lock_and_the_care(today: Cast, how: Callable[[Cast], None]) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    how(today)
    _closed(today.alma, sent, entry_id)


def test_it_is_of_one_sign_in(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    elsewhere = replace(today.alma, session_id=builders.signed_in(today.alma))
    _closed(elsewhere, sent, entry_id)


def test_nobody_else_starts_sees_or_writes(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    for who in ("cora", "dan", "eve", "sol", "ben"):
        actor = today.everybody()[who]
        with pytest.raises(NotFound):
            together.start(actor, sent)
        _closed(actor, sent, entry_id)


def test_what_the_client_began_alone_is_neither_shown_nor_touched(today: Cast) -> None:
    sent = _sent(today)
    alone = builders.draft(today.ben, sent, MARK, path=FIELD)
    entry_id = _begun(today, sent)
    assert entry_id != alone
    assert MARK not in str(asdict(together.view(today.alma, sent)))
    with pytest.raises(Refused, match="together_over"):
        _write(today.alma, alone)
    with pytest.raises(NotFound):
        together.add_row(today.alma, alone, "emotions")
    together.end(today.alma, sent)
    view = queries.work(today.ben, sent, entry_id)
    assert [(one.id, one.state) for one in view.earlier] == [(alone, "begun")]
    assert MARK in str(queries.work(today.ben, sent, alone).sections)


def test_one_page_of_the_clients_cannot_be_had_through_a_sitting(today: Cast) -> None:
    _begun(today, _sent(today))
    page = entries.new_page(today.ben)
    with pytest.raises(Refused):
        drafts.save_together(today.alma, Words(page, "text", "Hello", 0, "tab", 1))


def test_a_sitting_looks_the_same_whether_or_not_the_client_began_before(today: Cast) -> None:
    """Nor does the clinician's own page tell."""
    one, other = _sent(today), _sent(today)
    builders.draft(today.ben, one, MARK, path=FIELD)
    seen = []
    for sent in (one, other):
        together.start(today.alma, sent)
        view = together.view(today.alma, sent)
        seen.append(str(asdict(view)).replace(sent, "·").replace(view.entry_id, "·").replace(view.until, "·"))
        together.end(today.alma, sent)
    assert seen[0] == seen[1]


def test_the_window_is_untouched(cast: Cast) -> None:
    """Held today, read before the next one: what was begun together is shared and opens like anything else."""
    builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(minutes=55), outcome="held")
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=10))
    sent = _sent(cast)
    entry_id = _begun(cast, sent)
    together.end(cast.alma, sent)
    before = timeline(cast.alma, cast.ben.client_id or "")
    builders.share(cast.ben, entry_id)
    assert timeline(cast.alma, cast.ben.client_id or "") == before
    with clock.stopped_at(clock.now() + timedelta(days=10)):
        [row] = [r for item in timeline(cast.alma, cast.ben.client_id or "").things for r in item.returned]
        assert (row.together_with, row.marked_by) == ("Alma", "")
        assert row.together_on != ""


def test_only_the_client_and_that_screen_are_told(today: Cast) -> None:
    heard: set[str] = set()
    sent = _sent(today)
    live.listen(heard.update)
    together.start(today.alma, sent)
    _write(today.alma, together.view(today.alma, sent).entry_id)
    together.end(today.alma, sent)
    live.forget(heard.update)
    assert heard == {f"client:{today.ben.client_id}", f"together:{sent}"}


def test_its_begin_and_end_are_on_record_and_no_save(today: Cast) -> None:
    sent = _sent(today)
    before = len(builders.rows(AuditRecord))
    _begun(today, sent)
    together.end(today.alma, sent)
    acts = [row.act for row in builders.rows(AuditRecord)[before:]]
    assert acts == ["together.begun", "together.ended"]


def test_starting_again_goes_on_and_another_one_ends_it(today: Cast) -> None:
    one, other = _sent(today), _sent(today)
    entry_id = _begun(today, one)
    together.start(today.alma, one)
    assert together.view(today.alma, one).entry_id == entry_id
    together.start(today.alma, other)
    _closed(today.alma, one, entry_id)


def test_an_empty_one_leaves_nothing_behind(today: Cast) -> None:
    sent = _sent(today)
    alone = builders.draft(today.ben, sent, MARK, path=FIELD)
    together.start(today.alma, sent)
    together.end(today.alma, sent)
    assert [row.id for row in builders.rows(Entry)] == [alone]


@pytest.mark.parametrize(("minutes", "is_on"), [(16, False), (14, True), (-64, True), (-66, False)])
def test_it_takes_the_appointment_itself_and_ends_soon_after(cast: Cast, minutes: int, is_on: bool) -> None:
    """Outside it nobody sits beside the client, and what they write is theirs alone."""
    now = clock.now()
    with clock.stopped_at(now):
        sent = _sent(cast)
        builders.appointment(cast.alma, cast.ben, now + timedelta(minutes=minutes))
        if not is_on:
            with pytest.raises(Refused, match="not_met_now"):
                together.start(cast.alma, sent)
            return
        together.start(cast.alma, sent)
    [row] = builders.rows(Together)
    assert row.until_at == now + min(timedelta(minutes=minutes + 65), together.LONGEST)


@pytest.mark.parametrize("outcome", ["cancelled", "moved", "not_held"])
def test_it_takes_an_appointment_of_today(cast: Cast, outcome: str) -> None:
    sent = _sent(cast)
    builders.appointment(cast.alma, cast.ben, clock.now(), outcome=outcome)
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=2))
    with pytest.raises(Refused, match="not_met_now"):
        together.start(cast.alma, sent)
    assert builders.rows(Entry) == []


def test_not_over_what_was_taken_back_decided_or_stopped(today: Cast) -> None:
    taken, decided, stopped = (_sent(today) for _ in range(3))
    assignments.withdraw(today.alma, taken)
    save_review(today.alma, Decision(decided, "keep"))
    with pytest.raises(Refused, match="withdrawn"):
        together.start(today.alma, taken)
    with pytest.raises(Conflict):
        together.start(today.alma, decided)
    stopping.stop(today.alma, today.ben.client_id or "", "danger")
    with pytest.raises(Refused, match="stopped"):
        together.start(today.alma, stopped)


def test_a_client_with_an_account_shares_it_themself(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    with pytest.raises(Refused, match="own_to_share"):
        together.end(today.alma, sent, share=True)
    assert _write(today.alma, entry_id, "Still open.", 2) == 2
    assert builders.rows(Shared) == []


def test_a_paper_client_may_say_to_share_it(today: Cast) -> None:
    gil = builders.paper_client(today.alma)
    builders.appointment(today.alma, gil, clock.now())
    sent = _sent(today, gil)
    _begun(today, sent)
    together.end(today.alma, sent, share=True)
    [row] = [r for item in timeline(today.alma, gil.client_id or "").things for r in item.returned]
    assert (row.marked_by, row.together_with, row.can_review) == ("Alma", "Alma", True)
    assert "In the room." in str(row.sections)


def test_a_paper_clients_words_are_private_else(today: Cast) -> None:
    gil = builders.paper_client(today.alma)
    builders.appointment(today.alma, gil, clock.now())
    sent = _sent(today, gil)
    entry_id = _begun(today, sent)
    together.end(today.alma, sent)
    _closed(today.alma, sent, entry_id)
    assert "In the room." not in str(asdict(timeline(today.alma, gil.client_id or "")))
    assert [row.id for row in builders.rows(Entry)] == [entry_id]


def test_an_appointment_called_off_does_not_end_what_is_being_written(today: Cast) -> None:
    """Never lose a word: who called it off is told by the page, not by a save that fails."""
    sent = _sent(today)
    entry_id = _begun(today, sent)
    view = timeline(today.alma, today.ben.client_id or "")
    appointments.record_outcome(today.alma, view.last[0].id if view.last else view.next[0].id, "cancelled", "client")
    assert _write(today.alma, entry_id, "Still open.", 2) == 2


def _returned(cast: Cast, client: Actor) -> None:
    """They finished and began again; the appointment they have is today's."""
    discharging.discharge(cast.alma, client.client_id or "")
    discharging.take_up_again(cast.alma, client.client_id or "")
    builders.appointment(cast.alma, client, clock.now())


def test_who_finished_or_is_asked_anew_begins_nothing_together(today: Cast) -> None:
    sent = _sent(today)
    discharging.discharge(today.alma, today.ben.client_id or "")
    with pytest.raises(Refused, match="discharged"):
        together.start(today.alma, sent)
    discharging.take_up_again(today.alma, today.ben.client_id or "")
    builders.appointment(today.alma, today.ben, clock.now())
    with pytest.raises(Refused, match="client_agrees_first"):
        together.start(today.alma, sent)
    consenting.agree(today.ben, frozenset(TOPICS))
    _begun(today, sent)


def test_a_sitting_from_before_is_over_for_who_is_asked_anew(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    _returned(today, today.ben)
    _closed(today.alma, sent, entry_id)


def test_who_came_back_and_has_no_account_is_not_asked_on_a_screen(today: Cast) -> None:
    gil = builders.paper_client(today.alma)
    sent = _sent(today, gil)
    _returned(today, gil)
    _begun(today, sent)


def test_handing_over_closes_what_lies_open(today: Cast) -> None:
    """The client is not told for another hour that somebody has it open."""
    sent = _sent(today)
    together.start(today.alma, sent)
    handing.hand_over(builders.proved(today.alma), today.ben.client_id or "", today.cora.person_id)
    [row] = builders.rows(Together)
    assert row.ended_at is not None


def test_two_starts_at_once_leave_one_sitting(today: Cast, meet: Callable[[Any, str], None]) -> None:
    sent = _sent(today)
    meet(together, "_may_begin")
    both(*[lambda: together.start(today.alma, sent)] * 2)
    assert [row.ended_at for row in builders.rows(Together)].count(None) == 1


def test_of_two_ends_at_once_one_ends_it(today: Cast, meet: Callable[[Any, str], None]) -> None:
    sent = _sent(today)
    _begun(today, sent)
    meet(access, "sitting")
    assert both(*[lambda: together.end(today.alma, sent)] * 2) == [False, True]


def test_the_client_sees_that_it_is_open_and_ends_it(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    view = queries.work(today.ben, sent, entry_id)
    assert (view.together_now, view.together_with) == (True, "Alma")
    assert view.changes_at <= clock.now() + together.LONGEST
    together.leave(today.ben, entry_id)
    assert not queries.work(today.ben, sent, entry_id).together_now
    with pytest.raises(NotFound):
        together.view(today.alma, sent)
    with pytest.raises(Refused):
        _write(today.alma, entry_id, "Once more.", seq=2)
    assert today_queries.today(today.ben).first[0].together_now is False


def test_what_is_over_cannot_be_ended_by_the_client_and_nobody_elses_ever(today: Cast) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    for name in ("alma", "cora", "dan", "eve", "sol"):
        with pytest.raises(NotFound):
            together.leave(today.everybody()[name], entry_id)
    assert together.view(today.alma, sent).entry_id == entry_id
    together.end(today.alma, sent)
    with pytest.raises(NotFound):
        together.leave(today.ben, entry_id)


def test_one_in_which_nothing_was_written_is_gone_when_the_client_ends_it(today: Cast) -> None:
    sent = _sent(today)
    together.start(today.alma, sent)
    together.leave(today.ben, together.view(today.alma, sent).entry_id)
    assert builders.rows(Entry) == []


@pytest.mark.parametrize("how", ["signed out", "locked", "too long"])
def test_it_is_said_to_be_open_only_while_it_is(today: Cast, how: str) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    if how == "signed out":
        accounts.sign_out(today.alma)
    if how == "locked":
        locking.lock(today.alma)
    with clock.stopped_at(clock.now() + (together.LONGEST if how == "too long" else timedelta())):
        assert not queries.work(today.ben, sent, entry_id).together_now
        assert not today_queries.today(today.ben).first[0].together_now


def test_of_the_client_and_the_clinician_who_end_it_at_once_one_does(
    today: Cast, meet: Callable[[Any, str], None]
) -> None:
    sent = _sent(today)
    entry_id = _begun(today, sent)
    meet(access, "open_together")
    meet(access, "sitting")
    got_in = both(lambda: together.end(today.alma, sent), lambda: together.leave(today.ben, entry_id))
    assert got_in == [False, True]


def test_what_is_being_typed_as_it_ends_stays(today: Cast, meanwhile: Callable[..., Future[object]]) -> None:
    sent = _sent(today)
    together.start(today.alma, sent)
    entry_id = together.view(today.alma, sent).entry_id
    ended = meanwhile(access, "entry_together", lambda: together.end(today.alma, sent))
    _write(today.alma, entry_id, "Up at seven.")
    ended.result()
    assert [row.id for row in builders.rows(Entry)] == [entry_id]
