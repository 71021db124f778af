"""Private until shared, taken back until opened, opened only inside the window."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

import pytest

from betterjournal import access, clock, database, live, vault
from betterjournal.accounts import practice
from betterjournal.accounts.models import Person
from betterjournal.appointments import actions as appointments
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, queries, sharing
from betterjournal.entries.models import Entry, Opened, Shared
from betterjournal.errors import NotFound, Refused
from betterjournal.review import opening
from betterjournal.review.brief import brief
from betterjournal.review.timeline import timeline
from tests import builders
from tests.at_once import MEETING_SECONDS
from tests.cast import Cast

ALWAYS = {"practice": "Rundle", "phone": "403-555-0134", "reading_window": "always", "first_language": "en"}


@pytest.fixture
def sent(each_cast: Cast) -> str:
    return builders.assignment(each_cast.alma, each_cast.ben)


def _meets_in(cast: Cast, days: int) -> str:
    return builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=days))


def _returned(cast: Cast, reader: str = "alma") -> list[str]:
    view = timeline(cast.everybody()[reader], cast.ben.client_id or "")
    return [item.kind for item in view.things if item.kind == "returned"]


def test_a_draft_is_on_nobodys_timeline(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    builders.draft(each_cast.ben, sent, "only mine")
    assert _returned(each_cast) == []


def test_shared_work_waits_for_the_window(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 10)
    builders.shared(each_cast.ben, sent)
    assert _returned(each_cast) == []


def test_inside_the_window_it_is_read_and_moves_to_the_record(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    builders.shared(each_cast.ben, sent)
    before = builders.rows(Shared)[0].content
    assert _returned(each_cast) == ["returned"]
    row = builders.rows(Shared)[0]
    assert row.opened_at is not None
    assert row.content.split(".")[1] != before.split(".")[1]
    vault.destroy(each_cast.ben.client_id or "", "private")
    assert _returned(each_cast) == ["returned"]


def test_reading_twice_is_one_opening_per_person(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    builders.shared(each_cast.ben, sent)
    for reader in ("alma", "alma", "sol"):
        _returned(each_cast, reader)
    assert {row.person_id for row in builders.rows(Opened)} == {each_cast.alma.person_id, each_cast.sol.person_id}
    assert len(builders.rows(Opened)) == 2


def test_it_can_be_taken_back_until_it_is_opened(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    shared = builders.shared(each_cast.ben, sent)
    sharing.take_back(each_cast.ben, shared)
    assert _returned(each_cast) == []


def test_it_cannot_be_taken_back_afterwards(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    shared = builders.shared(each_cast.ben, sent)
    _returned(each_cast)
    with pytest.raises(Refused):
        sharing.take_back(each_cast.ben, shared)


def test_new_words_stay_private_until_shared_again(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    entry = builders.draft(each_cast.ben, sent, "first words")
    builders.share(each_cast.ben, entry)
    drafts.save(each_cast.ben, drafts.Words(entry, "text", "first words and a secret", 1, "tab", 2))
    view = timeline(each_cast.alma, each_cast.ben.client_id or "")
    assert "secret" not in str(view)
    assert "first words" in str(view)
    assert queries.work(each_cast.ben, sent, entry).newer_words


def test_sharing_twice_is_one_sharing(each_cast: Cast, sent: str) -> None:
    entry = builders.draft(each_cast.ben, sent, "words")
    assert builders.share(each_cast.ben, entry) == builders.share(each_cast.ben, entry)
    assert len(builders.rows(Shared)) == 1


def test_nothing_written_is_nothing_to_share(each_cast: Cast, sent: str) -> None:
    entry = builders.draft(each_cast.ben, sent, "")
    with pytest.raises(Refused):
        builders.share(each_cast.ben, entry)


def test_some_of_a_worksheet_is_part_and_all_of_it_is_whole(each_cast: Cast) -> None:
    sent = builders.assignment(each_cast.alma, each_cast.ben, worksheet="thought_record_7")
    entry = builders.draft(each_cast.ben, sent, "They wait for me to slip", path="thought")
    builders.share(each_cast.ben, entry)
    assert builders.rows(Shared)[0].kind == "part"


def test_part_stays_open_for_more(each_cast: Cast) -> None:
    sent = builders.assignment(each_cast.alma, each_cast.ben, worksheet="thought_record_7")
    entry = entries.begin(each_cast.ben, sent)
    for at, path in enumerate(("thought", "situation")):
        drafts.save(each_cast.ben, drafts.Words(entry, path, "A lot", 0, "tab", at + 1))
        builders.share(each_cast.ben, entry)
        view = queries.work(each_cast.ben, sent, entries.begin(each_cast.ben, sent))
        assert (view.entry_id, view.shared, view.can_write, view.newer_words) == (entry, "part", True, False)


def test_not_this_time_can_be_changed_until_opened(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    sharing.not_this_time(each_cast.ben, sent, ["forgot"])
    sharing.not_this_time(each_cast.ben, sent, ["too_big"], "It was a lot")
    view = timeline(each_cast.alma, each_cast.ben.client_id or "")
    told = [item.returned[0] for item in view.things if item.kind == "returned"]
    assert [one.barriers for one in told] == [["too_big"]]


def test_opening_early_shows_what_was_shared_so_far_and_tells_the_client_why_next_day(
    each_cast: Cast, sent: str
) -> None:
    _meets_in(each_cast, 10)
    builders.shared(each_cast.ben, sent)
    appointments.open_early(each_cast.alma, each_cast.ben.client_id or "", "We spoke on the phone")
    assert _returned(each_cast) == ["returned"]
    page = queries.shared_page(each_cast.ben)
    assert (page.early, page.lines[0].opened) == ([], [])
    with pytest.raises(Refused) as told:
        sharing.take_back(each_cast.ben, page.lines[0].id)
    assert told.value.key == "problem.already_opened"
    with clock.stopped_at(page.changes_at - timedelta(seconds=1)):
        assert queries.shared_page(each_cast.ben).early == []
    with clock.stopped_at(page.changes_at):
        page = queries.shared_page(each_cast.ben)
    assert [(line.name, line.reason) for line in page.early] == [("Alma Reyes", "We spoke on the phone")]
    assert page.lines[0].opened[0].name == "Alma Reyes"


def test_nothing_stirs_on_the_clients_pages_when_somebody_opens_early(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 10)
    builders.shared(each_cast.ben, sent)
    heard: list[frozenset[str]] = []
    live.listen(heard.append)
    try:
        appointments.open_early(each_cast.alma, each_cast.ben.client_id or "", "We spoke on the phone")
        assert _returned(each_cast) == ["returned"]
    finally:
        live.forget(heard.append)
    topics = {topic for each in heard for topic in each}
    assert f"staff:{each_cast.ben.client_id}" in topics
    assert not [topic for topic in topics if topic.startswith("client:")]


def test_opening_early_opens_for_oneself_only(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 10)
    builders.shared(each_cast.ben, sent)
    appointments.open_early(each_cast.alma, each_cast.ben.client_id or "", "We spoke on the phone")
    assert _returned(each_cast, "sol") == []


def test_ones_own_clinicians_opening_is_told_after_the_appointment_and_a_supervisors_at_once(
    each_cast: Cast, sent: str
) -> None:
    _meets_in(each_cast, 0)
    builders.shared(each_cast.ben, sent)
    _returned(each_cast, "alma")
    _returned(each_cast, "sol")
    names = [one.name for one in queries.shared_page(each_cast.ben).lines[0].opened]
    assert names == ["Sol Berg"]
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        names = [one.name for one in queries.shared_page(each_cast.ben).lines[0].opened]
    assert sorted(names) == ["Alma Reyes", "Sol Berg"]


def test_under_a_window_that_is_always_open_it_is_told_after_the_appointment_too(each_cast: Cast, sent: str) -> None:
    practice.change(each_cast.eve, ALWAYS)
    _meets_in(each_cast, 5)
    builders.shared(each_cast.ben, sent)
    _returned(each_cast, "alma")
    assert queries.shared_page(each_cast.ben).lines[0].opened == []
    with clock.stopped_at(clock.now() + timedelta(days=6)):
        assert [one.name for one in queries.shared_page(each_cast.ben).lines[0].opened] == ["Alma Reyes"]


def test_somebody_who_only_bears_the_clinicians_name_is_told_of_at_once(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    builders.shared(each_cast.ben, sent)
    with database.writing() as session:
        sol = session.get_one(Person, each_cast.sol.person_id)
        vault.put(sol, "name", "Alma Reyes", vault.PRACTICE, "practice")
    _returned(each_cast, "alma")
    assert queries.shared_page(each_cast.ben).lines[0].opened == []
    _returned(each_cast, "sol")
    assert [one.name for one in queries.shared_page(each_cast.ben).lines[0].opened] == ["Alma Reyes"]


def test_a_cancelled_appointment_closes_its_window_for_what_was_not_opened(each_cast: Cast, sent: str) -> None:
    meeting = _meets_in(each_cast, 0)
    builders.shared(each_cast.ben, sent)
    appointments.record_outcome(each_cast.alma, meeting, "cancelled", "client")
    assert _returned(each_cast) == []


@pytest.mark.parametrize("name", ["cora", "dan", "eve", "ben"])
def test_the_timeline_is_for_nobody_else(each_cast: Cast, name: str) -> None:
    with pytest.raises(NotFound):
        timeline(each_cast.everybody()[name], each_cast.ben.client_id or "")


def test_a_page_that_was_read_can_be_shared_no_longer_and_stays_in_the_file(each_cast: Cast) -> None:
    _meets_in(each_cast, 0)
    page = entries.new_page(each_cast.ben)
    drafts.save(each_cast.ben, drafts.Words(page, "text", "A line", 0, "tab", 1))
    shared = builders.share(each_cast.ben, page)
    assert _returned(each_cast) == ["returned"]
    sharing.stop_sharing(each_cast.ben, shared)
    assert _returned(each_cast) == []
    kept = builders.rows(Shared)[0]
    assert vault.get_json(kept, "content")["answers"] == {"text": "A line"}


def test_what_comes_while_a_page_lies_open_is_opened_by_nobody(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    shared = builders.shared(each_cast.ben, sent, "While nobody looks")
    client_id = each_cast.ben.client_id or ""
    views = (timeline(each_cast.alma, client_id, opens=False), brief(each_cast.alma, client_id, opens=False))
    assert "While nobody looks" not in str(views)
    assert [item for item in views[0].things if item.returned] == []
    assert all(view.fresh for view in views)
    assert builders.rows(Opened) == []
    sharing.take_back(each_cast.ben, shared)
    assert _returned(each_cast) == []


def test_an_opening_whose_appointment_is_called_off_is_told_at_once(each_cast: Cast, sent: str) -> None:
    meeting = _meets_in(each_cast, 0)
    builders.shared(each_cast.ben, sent)
    _returned(each_cast)
    assert queries.shared_page(each_cast.ben).lines[0].opened == []
    appointments.record_outcome(each_cast.alma, meeting, "cancelled", "clinician")
    assert [one.name for one in queries.shared_page(each_cast.ben).lines[0].opened] == ["Alma Reyes"]


def test_opened_and_taken_back_in_one_moment_is_one_of_the_two(
    each_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = each_cast
    builders.appointment(cast.alma, cast.ben, clock.now())
    shared_id = builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    look = access.own_shared
    with ThreadPoolExecutor(1) as pool:

        def looked(*given: Any) -> Shared:
            found = look(*given)
            wait([pool.submit(opening.open_for, cast.alma, cast.ben.client_id or "", [shared_id])], MEETING_SECONDS)
            return found

        monkeypatch.setattr(access, "own_shared", looked)
        sharing.take_back(cast.ben, shared_id)
    (row,) = [row for row in builders.rows(Shared) if row.id == shared_id]
    assert (row.taken_back_at is None, row.opened_at) == (False, None)


def test_only_the_check_ins_that_were_looked_at_are_shared(each_cast: Cast) -> None:
    seen, left_out = (entries.check_in(each_cast.ben, mood, None, None) for mood in (4, 6))
    entries.check_in(each_cast.ben, 1, None, None, "on another phone meanwhile")
    sharing.share_check_ins(each_cast.ben, [seen])
    assert [row.entry_id for row in builders.rows(Shared)] == [seen]
    assert left_out in [row.id for row in queries.journal(each_cast.ben).to_share]


def test_a_check_in_is_shared_once_and_a_page_never_goes_along(each_cast: Cast) -> None:
    seen = entries.check_in(each_cast.ben, 4, None, None)
    sharing.share_check_ins(each_cast.ben, [seen])
    with pytest.raises(Refused, match="nothing_to_share"):
        sharing.share_check_ins(each_cast.ben, [seen])
    with pytest.raises(NotFound):
        sharing.share_check_ins(each_cast.ben, [entries.new_page(each_cast.ben)])


def test_check_ins_from_before_the_last_held_appointment_stand_apart_and_can_still_be_shared(each_cast: Cast) -> None:
    before = entries.check_in(each_cast.ben, 4, None, None)
    with database.writing() as session:
        session.get_one(Entry, before).begun_on -= timedelta(days=9)
    _meets_in(each_cast, -5)
    since = entries.check_in(each_cast.ben, 6, None, None)
    view = queries.journal(each_cast.ben)
    assert [row.id for row in view.to_share] == [since]
    # What was kept before an appointment can still be brought to the next one.
    assert view.before
    assert len(sharing.share_check_ins(each_cast.ben, [row.id for row in view.before])) == len(view.before)
    assert before in [row.id for row in view.check_ins]


@pytest.mark.parametrize("again", ["said", "taken back"])
def test_an_end_that_is_changed_begins_with_what_was_said(each_cast: Cast, sent: str, again: str) -> None:
    ben = each_cast.ben
    said = sharing.not_this_time(ben, sent, ["forgot"], "My sister was here")
    if again == "taken back":
        sharing.take_back(ben, said)
    ends = queries.work(ben, sent, "").ends
    assert (ends.barriers, ends.barrier_words, ends.way, ends.way_words) == (["forgot"], "My sister was here", "", "")
    sharing.another_way(ben, sent, "aloud", "In the car")
    ends = queries.work(ben, sent, "").ends
    assert (ends.barrier_words, ends.way, ends.way_words) == ("My sister was here", "aloud", "In the car")


def test_what_was_opened_is_not_what_another_end_begins_with(each_cast: Cast, sent: str) -> None:
    _meets_in(each_cast, 0)
    said = sharing.not_this_time(each_cast.ben, sent, ["forgot"], "My sister was here")
    opening.open_for(each_cast.alma, each_cast.ben.client_id or "", [said])
    ends = queries.work(each_cast.ben, sent, "").ends
    assert (ends.barriers, ends.barrier_words) == ([], "")
