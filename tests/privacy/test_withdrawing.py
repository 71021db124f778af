"""Taking the consent back: each thing that is said beside the button, done; and what the clinician is told."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.accounts import queries as accounts
from betterjournal.accounts.consent import TOPICS, VERSION
from betterjournal.accounts.models import Consent
from betterjournal.assignments import queries as assignments
from betterjournal.audit import Act, AuditRecord
from betterjournal.care import consenting, discharging
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, given, queries, sharing, together, undoing
from betterjournal.entries.models import Shared
from betterjournal.errors import Refused
from betterjournal.privacy import withdrawing
from betterjournal.privacy.withdrawing import withdraw
from betterjournal.review import opening
from betterjournal.review.brief import brief
from betterjournal.review.timeline import timeline
from tests import builders
from tests.at_once import MEETING_SECONDS, both
from tests.cast import ZONE, Cast

ALL = frozenset(TOPICS)
AGREE_FIRST = r"problem\.agree_first"
Meanwhile = Callable[[Any, str, Callable[[], object]], list[Future[object]]]


def page(who: Actor, words: str) -> str:
    entry = entries.new_page(who)
    drafts.save(who, drafts.Words(entry, "text", words, 0, "tab", 1))
    return entry


def shared(shared_id: str) -> Shared:
    return next(row for row in builders.rows(Shared) if row.id == shared_id)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meanwhile]:
    """Has another one begin right after that function of a module, and gives it time to get as far as it can."""
    with ThreadPoolExecutor(2) as pool:

        def after(module: Any, name: str, other: Callable[[], object]) -> list[Future[object]]:
            look, begun = getattr(module, name), list[Future[object]]()

            def looked(*handed: Any, **named: Any) -> Any:
                found = look(*handed, **named)
                if not begun:
                    begun.append(pool.submit(other))
                    wait(begun, MEETING_SECONDS)
                return found

            monkeypatch.setattr(module, name, looked)
            return begun

        yield after


@pytest.fixture
def opened(each_cast: Cast) -> str:
    """Something of Ben's that Alma has opened."""
    builders.appointment(each_cast.alma, each_cast.ben, clock.now() + timedelta(hours=1))
    shared_id = builders.share(each_cast.ben, page(each_cast.ben, "larkspur"))
    opening.open_for(each_cast.alma, each_cast.ben.client_id or "", [shared_id])
    return shared_id


def test_nothing_is_written_or_shared_before_they_agree_again(each_cast: Cast) -> None:
    ben = each_cast.ben
    before = page(ben, "larkspur")
    withdraw(ben)
    with pytest.raises(Refused, match=AGREE_FIRST):
        drafts.save(ben, drafts.Words(before, "text", "more", 1, "tab", 2))
    with pytest.raises(Refused, match=AGREE_FIRST):
        sharing.share(ben, before, looked_at="")
    with pytest.raises(Refused, match=AGREE_FIRST):
        entries.new_page(ben)


def test_what_nobody_opened_comes_back_and_what_was_opened_stays(each_cast: Cast, opened: str) -> None:
    waiting = builders.share(each_cast.ben, page(each_cast.ben, "delphinium"))
    others = builders.share(each_cast.dan, page(each_cast.dan, "aster"))
    withdraw(each_cast.ben)
    assert shared(waiting).taken_back_at is not None
    assert shared(opened).taken_back_at is None
    assert shared(others).taken_back_at is None
    told = str(timeline(each_cast.alma, each_cast.ben.client_id or ""))
    assert "larkspur" in told
    assert "delphinium" not in told


def test_what_was_deleted_before_comes_back_unshared(each_cast: Cast) -> None:
    entry = page(each_cast.ben, "delphinium")
    shared_id = builders.share(each_cast.ben, entry)
    kept = entries.delete(each_cast.ben, entry)
    withdraw(each_cast.ben)
    assert undoing.bring_back(each_cast.ben, kept) == entry
    assert queries.page(each_cast.ben, entry).words == "delphinium"
    assert shared(shared_id).taken_back_at is not None
    assert "delphinium" not in str(timeline(each_cast.alma, each_cast.ben.client_id or ""))


def test_their_own_pages_are_read_taken_back_and_deleted(each_cast: Cast) -> None:
    ben = each_cast.ben
    entry = page(ben, "larkspur")
    sent = builders.assignment(each_cast.alma, ben)
    withdraw(ben)
    assert queries.page(ben, entry).words == "larkspur"
    assert not queries.page(ben, entry).can_write
    assert [card.id for card in assignments.today(ben).first] == [sent]
    entries.delete(ben, entry)
    assert queries.journal(ben).pages == []


def test_their_clinician_sees_that_and_on_which_day(each_cast: Cast) -> None:
    client = each_cast.ben.client_id or ""
    assert timeline(each_cast.alma, client).stopped_on == ""
    withdraw(each_cast.ben)
    assert timeline(each_cast.alma, client).stopped_on == clock.today(ZONE).isoformat()
    assert builders.rows(AuditRecord)[-1].act == Act.CONSENT_WITHDRAWN.value
    consenting.agree(each_cast.ben, ALL)
    assert timeline(each_cast.alma, client).stopped_on == ""


def test_nobody_writes_with_them_in_the_room_any_more(each_cast: Cast) -> None:
    builders.appointment(each_cast.alma, each_cast.ben, clock.now())
    work = builders.assignment(each_cast.alma, each_cast.ben)
    together.start(each_cast.alma, work)
    entry = together.view(each_cast.alma, work).entry_id
    withdraw(each_cast.ben)
    with pytest.raises(Exception, match="problem"):
        drafts.save_together(each_cast.alma, drafts.Words(entry, "text", "new", 0, "tab", 1))
    with pytest.raises(Refused, match=r"problem\.client_agrees_first"):
        together.start(each_cast.alma, builders.assignment(each_cast.alma, each_cast.ben))


def test_they_start_again_when_they_agree_again_and_both_times_stay_on_record(each_cast: Cast) -> None:
    ben = each_cast.ben
    withdraw(ben)
    assert consenting.look(ben).asked == "withdrawn"
    assert accounts.me(ben).consents == []
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        consenting.agree(ben, ALL)
        view = consenting.look(ben)
    assert (view.asked, view.may_stop) == ("", True)
    assert [(line.version, bool(line.until)) for line in view.given] == [(VERSION, False), (VERSION, True)]
    assert page(ben, "larkspur")


def test_twice_and_with_nothing_agreed_to_is_refused(each_cast: Cast) -> None:
    withdraw(each_cast.ben)
    with pytest.raises(Refused, match=r"problem\.nothing_agreed"):
        withdraw(each_cast.ben)


def test_who_took_it_back_in_their_last_days_writes_no_more(each_cast: Cast) -> None:
    discharging.discharge(each_cast.alma, each_cast.ben.client_id or "")
    entry = page(each_cast.ben, "larkspur")
    withdraw(each_cast.ben)
    with pytest.raises(Refused, match=r"problem\.writing_ended"):
        drafts.save(each_cast.ben, drafts.Words(entry, "text", "more", 1, "tab", 2))


def test_the_same_words_agreed_to_by_another_stay_in_force(each_cast: Cast) -> None:
    withdraw(each_cast.ben)
    standing = {row.client_id for row in builders.rows(Consent) if row.withdrawn_at is None}
    assert standing == {each_cast.dan.client_id}


def test_the_brief_says_on_which_day_too(cast: Cast) -> None:
    assert brief(cast.alma, cast.ben.client_id or "").stopped_on == ""
    withdraw(cast.ben)
    today = clock.today(ZONE).isoformat()
    assert brief(cast.alma, cast.ben.client_id or "").stopped_on == today


def test_what_is_shared_in_the_very_moment_comes_back_too(each_cast: Cast, meanwhile: Meanwhile) -> None:
    ben = each_cast.ben
    entry = page(ben, "larkspur")
    looked_at = given.preview(ben, entry).looked_at
    begun = meanwhile(given, "to_give", lambda: withdraw(ben))
    shared_id = sharing.share(ben, entry, looked_at=looked_at)
    assert begun[0].result() is None
    assert shared(shared_id).taken_back_at is not None


def test_nothing_is_shared_or_marked_behind_it(each_cast: Cast, meanwhile: Meanwhile) -> None:
    ben = each_cast.ben
    standing, entry = builders.share(ben, page(ben, "aster")), page(ben, "larkspur")
    looked_at = given.preview(ben, entry).looked_at
    shares = meanwhile(withdrawing, "_in_force", lambda: sharing.share(ben, entry, looked_at=looked_at))
    marks = meanwhile(withdrawing, "_unopened", lambda: sharing.flag(ben, standing, bring=True))
    withdraw(ben)
    for begun in (*shares, *marks):
        with pytest.raises(Refused, match=AGREE_FIRST):
            begun.result()
    assert {row.entry_id for row in builders.rows(Shared) if row.taken_back_at is None} == set()


def test_pressed_twice_at_once_it_is_taken_back_once_and_given_once(
    each_cast: Cast, meet: Callable[[Any, str], None]
) -> None:
    meet(withdrawing, "_in_force")
    meet(access, "asked")
    assert both(*[lambda: withdraw(each_cast.ben)] * 2) == [False, True]
    assert both(*[lambda: consenting.agree(each_cast.ben, ALL)] * 2) == [False, True]


def test_whatever_holds_several_shared_things_holds_them_in_one_order(each_cast: Cast) -> None:
    ben, work = each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben)
    builders.appointment(each_cast.alma, ben, clock.now())
    ids = [builders.share(ben, page(ben, words)) for words in ("larkspur", "aster")]
    locks: list[str] = []

    def keep(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if "FROM shared" in statement and "FOR UPDATE" in statement:
            locks.append(statement)

    event.listen(database.engine(), "before_cursor_execute", keep)
    try:
        sharing.not_this_time(ben, work, [])
        opening.open_for(each_cast.alma, ben.client_id or "", ids)
        withdraw(ben)
    finally:
        event.remove(database.engine(), "before_cursor_execute", keep)
    # SQLite lets one write at a time and holds no rows.
    assert len(locks) == (3 if database.engine().dialect.name == "postgresql" else 0)
    assert [each for each in locks if "ORDER BY shared.id" not in each] == []
