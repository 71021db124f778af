"""The client's screens without a socket: what their states hold, what a save sends, and what nobody else gets."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

import pytest
import reflex as rx

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.assignments import actions as assignments
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, given, sharing
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.errors import Refused
from betterjournal.review.timeline import timeline
from betterjournal.web import routes
from betterjournal.web.client.find.state import FindState
from betterjournal.web.client.journal.state import JournalState
from betterjournal.web.client.kept.state import KeptState
from betterjournal.web.client.left_words import LeftWordsState
from betterjournal.web.client.me.state import MeState
from betterjournal.web.client.page import state as page_state
from betterjournal.web.client.page.state import PageState
from betterjournal.web.client.room import RoomState
from betterjournal.web.client.shared.state import SharedState
from betterjournal.web.client.today.state import TodayState
from betterjournal.web.client.undo import UndoState
from betterjournal.web.client.work import state as work_state
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.client.work.state import WorkState
from betterjournal.web.problems import Notice
from betterjournal.web.session import acting_as
from tests import builders
from tests.cast import Cast

Open = Callable[..., Awaitable[Any]]
LARKSPUR = "larkspur in the gutter"


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_page(WorkState, ben, assignment_id)`: the state of that page as that person opens it."""

    async def opened(kind: type[rx.State], actor: Actor, identity: str = "") -> Any:
        for module in (work_state, page_state):
            monkeypatch.setattr(module, "param", lambda state, name: identity)
        state = await rx.State().get_state(kind)
        with acting_as(actor, direct=False):
            await kind.event_handlers["load"].fn(state)
        return state

    return opened


@pytest.fixture
def task(cast: Cast) -> str:
    return builders.assignment(cast.alma, cast.ben, worksheet="just_a_task", what="Text one friend")


async def press(state: Any, name: str, actor: Actor, *given: Any, **named: Any) -> Notice:
    with acting_as(actor):
        await type(state).event_handlers[name].fn(state, *given, **named)
    return await state.get_state(Notice)


async def save(state: WorkState, actor: Actor, field: str, value: str, *, base: int = 0, writer: str = "tab") -> Notice:
    entry = state.view.entry_id if state.view else ""
    return await press(state, "save", actor, entry, field, value, base, writer, len(value) + 1)


def dirty(state: rx.State) -> set[str]:
    """The public vars that the next answer would carry."""
    return {name for name in state.dirty_vars if not name.startswith("_")}


async def test_the_smallest_version_is_one_press_and_credited(cast: Cast, open_page: Open) -> None:
    task = builders.assignment(cast.alma, cast.ben, worksheet="just_a_task", smallest="Find the number")
    assignments.fit(cast.ben, task, assignments.Plan(when="Friday"))
    ends, work = await open_page(EndsState, cast.ben), await open_page(WorkState, cast.ben, task)
    for taken in (True, False, True):
        await press(ends, "take_smallest", cast.ben, task, taken)
        await press(work, "load", cast.ben)
        assert (work.view.smallest_chosen, work.view.when) == (taken, "Friday")
    await save(work, cast.ben, work.view.sections[0].fields[0].key, LARKSPUR)
    looked_at = given.preview(cast.ben, work.view.entry_id).looked_at
    await press(ends, "share", cast.ben, work.view.entry_id, {"smallest": "on", "looked_at": looked_at})
    await press(work, "load", cast.ben)
    assert work.view.smallest_done
    with pytest.raises(Refused):
        assignments.take_smallest(cast.ben, builders.assignment(cast.alma, cast.ben), taken=True)


async def test_today_has_one_first_thing_and_says_when_it_can_be_looked_at(
    cast: Cast, task: str, open_page: Open
) -> None:
    newest = builders.assignment(cast.alma, cast.ben)
    view = (await open_page(TodayState, cast.ben)).view
    assert [card.id for card in view.first] == [newest]
    assert [card.id for card in view.more] == [task]
    assert (view.is_new, view.window.clinician, view.first[0].state) == (True, "Alma", "new")


async def test_opening_the_page_is_not_yet_beginning(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    assert work.view.needs_fit
    assert (await open_page(TodayState, cast.ben)).view.first[0].state == "new"
    await save(work, cast.ben, "text", "One line.")
    today = (await open_page(TodayState, cast.ben)).view
    assert (today.first[0].state, today.is_new) == ("begun", False)


async def test_it_fits_keeps_only_what_the_client_changed(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    ends = await open_page(EndsState, cast.ben)
    await press(ends, "fit", cast.ben, task, {"when": "Friday", "where": "", "first_step": "", "sureness": "4"})
    work = await open_page(WorkState, cast.ben, task)
    assert (work.view.needs_fit, work.view.when, work.view.where) == (False, "Friday", "")


async def test_a_save_sends_back_its_acknowledgement_and_nothing_else(cast: Cast, open_page: Open) -> None:
    sent = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    work = await open_page(WorkState, cast.ben, sent)
    await save(work, cast.ben, "situation", "first")
    work._clean()
    await save(work, cast.ben, "situation", "first and more")
    assert dirty(work) == {"ack"}
    assert work.ack["fields"]["situation"][1:] == [2, "saved"]


async def test_a_refused_save_is_answered_too_so_that_it_is_not_sent_without_end(cast: Cast, open_page: Open) -> None:
    page = entries.new_page(cast.ben)
    state, left = await open_page(PageState, cast.ben, page), await rx.State().get_state(LeftWordsState)
    long = (page, "text", "x" * 20_001, 0, "tab", 7)
    notice = await press(state, "save", cast.ben, *long)
    assert (state.ack["fields"]["text"], notice.key) == ([7, 0, "refused"], "problem.answer_too_long")
    # What a device gives back says so itself, also of what is there no more.
    entries.delete(cast.ben, page)
    for words in (long, (page, "text", "Done.", 0, "tab", 8)):
        notice = await press(left, "save", cast.ben, *words)
        assert (left.ack["fields"]["text"], notice.key) == ([words[-1], 0, "refused"], "")


async def test_share_follows_what_is_typed(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    assert not work.progress.whole
    await save(work, cast.ben, "text", "Done.")
    assert work.progress.whole
    await press(work, "save", cast.ben, work.view.entry_id, "text", "", 1, "tab", 99)
    assert not work.progress.whole


async def test_a_computed_answer_is_sent_alone(cast: Cast, open_page: Open) -> None:
    sent = builders.assignment(cast.alma, cast.ben, worksheet="sleep_diary")
    work = await open_page(WorkState, cast.ben, sent)
    rows = next(field for section in work.view.sections for field in section.fields if field.kind == "rows")
    row = rows.rows[0].id
    times = {"into_bed": "22:30", "tried_to_sleep": "23:00", "minutes_to_fall_asleep": "20", "minutes_awake": "10"}
    times |= {"final_wake": "06:30", "out_of_bed": "07:00"}
    columns = [column.key for column in rows.columns]
    work._clean()
    for key, value in times.items():
        if key in columns:
            await save(work, cast.ben, f"{rows.key}.{row}.{key}", value)
    assert "view" not in dirty(work)
    assert set(work.progress.changed) <= {rows.key}


async def test_words_of_two_places_are_both_shown(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    await save(work, cast.ben, "text", "on the phone")
    await save(work, cast.ben, "text", "on the laptop", writer="laptop")
    [aside] = work.view.asides
    assert (aside.stands, aside.words) == ("on the phone", "on the laptop")
    ends = await open_page(EndsState, cast.ben)
    await press(ends, "choose_words", cast.ben, aside.id, True, aside.looked_at)
    work = await open_page(WorkState, cast.ben, task)
    assert work.view.asides == []
    assert work.view.sections[0].fields[0].value == "on the laptop"


async def test_writing_on_after_a_clash_loses_neither(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    await save(work, cast.ben, "text", "on the phone")
    await save(work, cast.ben, "text", "on the laptop", writer="laptop")
    await save(work, cast.ben, "text", "on the laptop, more", base=1, writer="laptop")
    work = await open_page(WorkState, cast.ben, task)
    assert work.view.sections[0].fields[0].value == "on the laptop, more"
    assert [aside.words for aside in work.view.asides] == ["on the phone"]


async def test_rows_come_and_go_and_words_stay(cast: Cast, open_page: Open) -> None:
    sent = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    work = await open_page(WorkState, cast.ben, sent)

    def rows() -> Any:
        return next(field for section in work.view.sections for field in section.fields if field.kind == "rows")

    first = rows().rows[0].cells[0].key
    await save(work, cast.ben, first, "dread")
    await press(work, "add_row", cast.ben, work.view.entry_id, rows().key)
    assert [row.cells[0].value for row in rows().rows] == ["dread", ""]
    await press(work, "remove_row", cast.ben, work.view.entry_id, rows().key, rows().rows[1].id)
    assert [row.cells[0].value for row in rows().rows] == ["dread"]


async def test_each_honest_end_is_said_back_and_can_be_taken_back(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    ends = await open_page(EndsState, cast.ben)
    await save(work, cast.ben, "text", "Done.")
    entry = work.view.entry_id
    said = []
    for name, sent in (
        ("share", (entry, {"bring": "on", "looked_at": given.preview(cast.ben, entry).looked_at})),
        ("another_way", (task, {"way": "aloud", "words": ""})),
        ("not_this_time", (task, {"forgot": "on", "something_else": "on", "words": "A full week"})),
    ):
        await press(ends, name, cast.ben, *sent)
        view = (await open_page(WorkState, cast.ben, task)).view
        said.append((view.shared, view.way, view.barriers))
        await press(ends, "take_back", cast.ben, view.shared_id)
    assert said == [
        ("whole", "", []),
        ("another_way", "aloud", []),
        ("not_this_time", "", ["forgot", "something_else"]),
    ]
    assert (await open_page(WorkState, cast.ben, task)).view.shared == ""
    assert (await open_page(TodayState, cast.ben)).view.first[0].state == "begun"


async def test_new_words_after_sharing_are_told_to_be_private(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    await save(work, cast.ben, "text", "Done.")
    looked = {"looked_at": given.preview(cast.ben, work.view.entry_id).looked_at}
    await press(await open_page(EndsState, cast.ben), "share", cast.ben, work.view.entry_id, looked)
    work = await open_page(WorkState, cast.ben, task)
    assert not work.progress.newer
    await save(work, cast.ben, "text", "Done. And more.", base=1)
    assert work.progress.newer


@pytest.mark.parametrize("where", ["work", "page"])
async def test_words_that_changed_while_they_were_looked_at_are_shown_again_and_not_shared(
    cast: Cast, task: str, open_page: Open, where: str
) -> None:
    work = await open_page(WorkState, cast.ben, task)
    entry = work.view.entry_id if where == "work" else entries.new_page(cast.ben)
    state = await open_page(EndsState, cast.ben) if where == "work" else await open_page(PageState, cast.ben, entry)
    drafts.save(cast.ben, drafts.Words(entry, "text", "Done.", 0, "tab", 1))
    await press(state, "look", cast.ben, entry)
    before = state.preview
    drafts.save(cast.ben, drafts.Words(entry, "text", "Done. And more.", 1, "tab", 2))
    notice = await press(state, "share", cast.ben, entry, {"looked_at": before.looked_at})
    assert (notice.key, notice.field, state.asking) == ("problem.changed_since_look", "looked_at", "share")
    assert "And more." in str(state.preview.sections)
    assert builders.rows(Shared) == []
    await press(state, "share", cast.ben, entry, {"looked_at": state.preview.looked_at})
    assert (len(builders.rows(Shared)), state.asking, state.preview) == (1, "", None)


async def test_what_matters_most_is_flagged_where_it_is_shared_and_on_the_list(
    cast: Cast, task: str, open_page: Open
) -> None:
    shared = builders.shared(cast.ben, task)
    await press(await open_page(EndsState, cast.ben, task), "flag", cast.ben, shared, bring=True)
    assert (await open_page(WorkState, cast.ben, task)).view.bring
    listed = await open_page(SharedState, cast.ben)
    assert [line.bring for line in listed.view.lines] == [True]
    await press(listed, "flag", cast.ben, shared, bring=False)
    assert [line.bring for line in listed.view.lines] == [False]


async def test_a_tick_that_came_too_late_is_gone_from_the_work_page(cast: Cast, task: str, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now())
    shared = builders.shared(cast.ben, task)
    work = await open_page(WorkState, cast.ben, task)
    assert not work.view.opened
    timeline(cast.alma, cast.ben.client_id or "")
    ends = await work.get_state(EndsState)
    assert (await press(ends, "flag", cast.ben, shared, bring=True)).key == "problem.already_opened"
    assert work.view.opened


async def test_a_page_is_shared_no_more_from_the_list_once_that_was_asked(cast: Cast, open_page: Open) -> None:
    page = entries.new_page(cast.ben)
    drafts.save(cast.ben, drafts.Words(page, "text", LARKSPUR, 0, "tab", 1))
    shared = builders.share(cast.ben, page)
    listed = await open_page(SharedState, cast.ben)
    await press(listed, "ask_to_stop", cast.ben, shared)
    assert (listed.stopping, len(listed.view.lines)) == (shared, 1)
    await press(listed, "close", cast.ben)
    await press(listed, "stop", cast.ben, shared)
    assert (listed.stopping, listed.view.lines) == ("", [])


async def test_taken_back_work_stays_readable_and_asks_for_nothing(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    await save(work, cast.ben, "text", LARKSPUR)
    unseen = builders.assignment(cast.alma, cast.ben)
    for identity in (task, unseen):
        assignments.withdraw(cast.alma, identity, "Let us leave it.")
    view = (await open_page(WorkState, cast.ben, task)).view
    assert (view.withdrawn, view.withdrawn_words) == (True, "Let us leave it.")
    assert view.sections[0].fields[0].value == LARKSPUR
    never_begun = (await open_page(WorkState, cast.ben, unseen)).view
    assert (never_begun.entry_id, never_begun.sections) == ("", [])
    today = (await open_page(TodayState, cast.ben)).view
    assert today.first == []
    assert {card.id for card in today.done} == {task, unseen}


async def test_a_page_is_blank_until_written_and_only_then_another(cast: Cast, open_page: Open) -> None:
    journal = await open_page(JournalState, cast.ben)
    await press(journal, "new_page", cast.ben)
    await press(journal, "new_page", cast.ben)
    [entry] = builders.rows(Entry)
    page = await open_page(PageState, cast.ben, entry.id)
    await press(page, "save", cast.ben, entry.id, "text", LARKSPUR, 0, "tab", 1)
    await press(journal, "new_page", cast.ben)
    assert len(builders.rows(Entry)) == 2


async def test_a_page_is_shared_stopped_and_deleted_by_its_writer(cast: Cast, open_page: Open) -> None:
    identity = entries.new_page(cast.ben)
    page = await open_page(PageState, cast.ben, identity)
    await press(page, "save", cast.ben, identity, "text", LARKSPUR, 0, "tab", 1)
    await press(page, "look", cast.ben, identity)
    assert page.asking == "share"
    await press(page, "share", cast.ben, identity, {"bring": "on", "looked_at": page.preview.looked_at})
    assert (page.view.shared, page.view.bring, page.view.also_reads) == (True, True, "Sol Berg")
    await press(page, "stop", cast.ben, identity, page.view.shared_id)
    assert not page.view.shared
    await press(page, "delete", cast.ben, identity)
    assert builders.rows(Entry) == []


async def test_check_ins_stay_unset_and_are_shared_as_one_act(cast: Cast, open_page: Open) -> None:
    journal = await open_page(JournalState, cast.ben)
    await press(journal, "check_in", cast.ben, {"mood": "4", "words": ""})
    await press(journal, "check_in", cast.ben, {"anxiety": "0", "words": "calm"})
    told = {(one.mood, one.energy, one.anxiety) for one in journal.view.to_share}
    assert told == {("4", "", ""), ("", "", "0")}
    await press(journal, "share_check_ins", cast.ben, {one.id: "on" for one in journal.view.to_share})
    assert journal.view.to_share == []
    assert len(builders.rows(Shared)) == 2
    notice = await press(journal, "check_in", cast.ben, {"words": " "})
    assert notice.key == "problem.needed"


async def test_a_check_in_deleted_from_the_list_can_be_brought_back_though_it_was_kept_just_now(
    cast: Cast, open_page: Open
) -> None:
    journal = await open_page(JournalState, cast.ben)
    undo = await journal.get_state(UndoState)
    await press(journal, "check_in", cast.ben, {"mood": "4", "words": LARKSPUR})
    await press(journal, "delete", cast.ben, journal.kept)
    assert (journal.kept, journal.view.check_ins) == ("", [])
    await press(undo, "bring_back", cast.ben, undo.deleted)
    await press(journal, "load", cast.ben)
    assert [one.words for one in journal.view.check_ins] == [LARKSPUR]
    await press(journal, "check_in", cast.ben, {"mood": "5", "words": ""})
    await press(journal, "undo_kept", cast.ben, journal.kept)
    assert (journal.kept, undo.deleted, len(journal.view.check_ins)) == ("", "", 1)


@pytest.mark.parametrize("here", [True, False])
async def test_of_what_was_shared_it_is_not_said_that_only_they_can_read_it(
    cast: Cast, open_page: Open, here: bool
) -> None:
    journal = await open_page(JournalState, cast.ben)
    await press(journal, "check_in", cast.ben, {"mood": "4", "words": ""})
    kept = journal.kept
    await press(journal, "load", cast.ben)
    assert journal.kept == kept != ""
    if here:
        await press(journal, "share_check_ins", cast.ben, {kept: "on"})
    else:
        sharing.share_check_ins(cast.ben, [kept])
        await press(journal, "load", cast.ben)
    assert ([one.shared for one in journal.view.check_ins], journal.kept) == ([True], "")


async def test_what_was_looked_for_is_gone_on_any_other_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    entries.check_in(cast.ben, None, None, None, LARKSPUR)
    find = await rx.State().get_state(FindState)
    room = await find.get_state(RoomState)
    for address, is_there in ((routes.FIND, True), (routes.FIND, True), (routes.TODAY, False)):
        monkeypatch.setattr(RoomState, "router", SimpleNamespace(url=SimpleNamespace(path=address)))
        with acting_as(cast.ben, direct=False):
            await RoomState.event_handlers["arrive"].fn(room)
        if find.view is None and is_there:
            await press(find, "search", cast.ben, {"words": LARKSPUR})
            assert len(find.view.lines) == 1
        assert (find.view is not None) == is_there


async def test_drafts_are_in_nobody_elses_answers(cast: Cast, task: str, open_page: Open) -> None:
    work = await open_page(WorkState, cast.ben, task)
    await save(work, cast.ben, "text", LARKSPUR)
    entries.check_in(cast.ben, None, None, None, LARKSPUR)
    for actor in (cast.alma, cast.sol):
        assert LARKSPUR not in json.dumps(asdict(timeline(actor, cast.ben.client_id or "")), default=str)
    for kind in (TodayState, JournalState, SharedState, KeptState, MeState):
        assert LARKSPUR not in json.dumps(asdict((await open_page(kind, cast.dan)).view), default=str)


@pytest.mark.parametrize("name", ["alma", "cora", "sol", "eve", "dan"])
async def test_another_person_gets_nothing_of_the_work_and_cannot_write(
    cast: Cast, task: str, open_page: Open, name: str
) -> None:
    mine = await open_page(WorkState, cast.ben, task)
    await save(mine, cast.ben, "text", LARKSPUR)
    other = cast.everybody()[name]
    theirs = await open_page(WorkState, other, task)
    notice = await theirs.get_state(Notice)
    assert theirs.view is None
    assert notice.missing or notice.key == "problem.refused"
    notice = await press(theirs, "save", other, mine.view.entry_id, "text", "mine now", 1, "tab", 9)
    assert notice.key in ("problem.not_found", "problem.refused")
    assert [row.version for row in builders.rows(Answer)] == [1]


async def test_the_language_chosen_on_any_page_is_kept_with_the_person(cast: Cast, open_page: Open) -> None:
    room = await open_page(RoomState, cast.ben)
    await press(room, "choose_language", cast.ben, "fr")
    assert room.view.language == "fr"
    assert (await open_page(MeState, cast.ben)).view.language == "fr"
