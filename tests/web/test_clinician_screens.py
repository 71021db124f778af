"""The clinician's screens without a socket: what their states hold, refuse and never give away."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
import reflex as rx

from betterjournal import clock, live
from betterjournal.access import Actor
from betterjournal.accounts import actions as accounts
from betterjournal.accounts import practice, staff
from betterjournal.appointments import actions as appointments
from betterjournal.appointments import window
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Opened
from betterjournal.privacy import stopping
from betterjournal.review.models import Review
from betterjournal.web.clinician.assign import beside as beside_state
from betterjournal.web.clinician.assign import own as own_state
from betterjournal.web.clinician.assign import state as assign_state
from betterjournal.web.clinician.assign.beside import BesideState
from betterjournal.web.clinician.assign.own import OwnState
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.clinician.away.state import AwayState
from betterjournal.web.clinician.brief import state as brief_state
from betterjournal.web.clinician.brief.state import BriefState
from betterjournal.web.clinician.client import narrowing as narrowing_state
from betterjournal.web.clinician.client import state as client_state
from betterjournal.web.clinician.client.finishing import FinishState
from betterjournal.web.clinician.client.meeting import MeetingState
from betterjournal.web.clinician.client.narrowing import NarrowState
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.clients import state as clients_state
from betterjournal.web.clinician.clients.state import ClientsState
from betterjournal.web.clinician.practice.readiness.state import ReadinessState
from betterjournal.web.clinician.practice.record.state import RecordState
from betterjournal.web.clinician.practice.state import PracticeState
from betterjournal.web.problems import Notice
from betterjournal.web.session import acting_as
from tests import builders
from tests.cast import Cast

Open = Callable[[type[rx.State], Actor], Awaitable[Any]]
SETTINGS = {"practice": "Rundle", "phone": "403-555-0199", "reading_window": "always", "first_language": "fr"}


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> dict[str, str]:
    """The parts of the tab's address; Ben's page to begin with."""
    parts = {"client_id": cast.ben.client_id or ""}
    for module in (assign_state, own_state, beside_state, brief_state, client_state, clients_state, narrowing_state):
        monkeypatch.setattr(module, "param", lambda state, name: parts.get(name, ""))
    return parts


@pytest.fixture
def open_page(address: dict[str, str]) -> Open:
    async def opened(kind: type[rx.State], actor: Actor) -> Any:
        state = await rx.State().get_state(kind)
        with acting_as(actor):
            arrive = kind.event_handlers.get("arrive") or kind.event_handlers.get("load")
            if arrive:
                await arrive.fn(state)
        return state

    return opened


async def press(state: Any, name: str, actor: Actor, *given: Any) -> Notice:
    """Call one handler as this person; what was refused stands in the notice."""
    with acting_as(actor):
        await type(state).event_handlers[name].fn(state, *given)
    return await state.get_state(Notice)


def composed(state: AssignState, key: str = "just_a_task", **words: str) -> dict[str, str]:
    chosen = next(choice for choice in state.view.choices if choice.key == key)
    return {"client_id": state.view.id, "request_id": "press-1", "worksheet": chosen.revision_id, **words}


async def test_work_is_sent_once_however_often_it_is_pressed(cast: Cast, open_page: Open) -> None:
    state = await open_page(AssignState, cast.alma)
    form = composed(state, what="Call Ada\nand say hello", minutes="5")
    for _ in range(2):
        await press(state, "send", cast.alma, form)
    assert state.sent.name == "Ben Okafor"
    [row] = builders.rows(Assignment)
    assert assignments.content_of(row).title == "Call Ada"


async def test_a_worksheet_names_the_work_in_the_clients_language(cast: Cast, open_page: Open) -> None:
    state = await open_page(AssignState, cast.alma)
    await press(state, "send", cast.alma, composed(state, "mood_diary", what="Three evenings", how_many="3"))
    [row] = builders.rows(Assignment)
    assert (assignments.content_of(row).title, row.aim, row.repeat) == ("Mood diary", 3, "times")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"what": " "}, "what"), ({"minutes": "ten"}, "minutes"), ({"worksheet": ""}, "worksheet")],
)
async def test_an_error_names_its_field_and_sends_nothing(
    cast: Cast, open_page: Open, wrong: dict[str, str], field: str
) -> None:
    state = await open_page(AssignState, cast.alma)
    notice = await press(state, "send", cast.alma, composed(state, what="Call Ada") | wrong)
    assert notice.field == field
    assert state.sent is None
    assert builders.rows(Assignment) == []


async def test_work_for_after_an_appointment_needs_one(cast: Cast, open_page: Open) -> None:
    state = await open_page(AssignState, cast.alma)
    notice = await press(state, "send", cast.alma, composed(state, what="Call Ada", sending="after"))
    assert (notice.field, notice.key) == ("sending", "problem.no_appointment")


async def test_waiting_work_arrives_after_the_appointment_that_was_held_instead(cast: Cast, open_page: Open) -> None:
    coming = builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=1))
    state = await open_page(AssignState, cast.alma)
    await press(state, "send", cast.alma, composed(state, what="Call Ada", sending="after"))
    assert assignments.today(cast.ben).first == []
    assert [work.waiting for work in (await open_page(ClientState, cast.alma)).view.open_work] == [True]
    appointments.record_outcome(cast.alma, coming, "cancelled", "client")
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=2))
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        assert [card.title for card in assignments.today(cast.ben).first] == ["Call Ada"]
        assert [work.waiting for work in (await open_page(ClientState, cast.alma)).view.open_work] == [False]


async def test_what_is_left_open_is_told_while_typing_and_stops_nobody(cast: Cast, open_page: Open) -> None:
    state = await open_page(AssignState, cast.alma)
    await press(state, "look", cast.alma, {"what": "Try to walk", "minutes": "25", "how_many": ""})
    told = [(point.point, point.words) for point in state.points]
    assert told == [("words", "Try to"), ("cue", ""), ("place", ""), ("count", ""), ("smallest", ""), ("minutes", "")]
    await press(state, "send", cast.alma, composed(state, what="Try to walk", minutes="25"))
    assert state.sent.name == "Ben Okafor"
    await press(state, "look", cast.alma, {"what": ""})
    assert (state.points, state.is_set) == ([], False)


@pytest.mark.parametrize("odd", [{}, {"what": "x", "minutes": "ten"}, {"what": "x", "minutes": "9" * 300}])
async def test_half_typed_numbers_are_no_error_yet(cast: Cast, open_page: Open, odd: dict[str, str]) -> None:
    state = await open_page(AssignState, cast.alma)
    notice = await press(state, "look", cast.alma, odd)
    assert notice.key == ""


async def test_the_next_one_starts_from_the_decision(cast: Cast, open_page: Open, address: dict[str, str]) -> None:
    address |= {"from": builders.assignment(cast.alma, cast.ben), "decision": "smaller"}
    state = await open_page(AssignState, cast.alma)
    assert state.view.given.what == "Write a few lines"
    assert state.view.revision_id == state.view.choices[0].revision_id


async def test_undone_the_composer_holds_what_was_sent_and_says_so(cast: Cast, open_page: Open) -> None:
    state = await open_page(AssignState, cast.alma)
    await press(state, "send", cast.alma, composed(state, what="Call Ada", note="Go on"))
    await press(state, "undo", cast.alma, state.sent.id)
    assert (state.sent, state.undone.seen, state.undone.first_name) == (None, True, "Ben")
    assert (state.view.given.what, state.view.given.note, state.view.again_id != "") == ("Call Ada", "Go on", True)
    await press(state, "start_again", cast.alma, state.view.id)
    assert (state.undone, state.view.given.what, state.view.again_id) == (None, "", "")


async def test_what_was_done_is_said_until_another_address(
    cast: Cast, open_page: Open, address: dict[str, str]
) -> None:
    state = await open_page(AssignState, cast.alma)
    await press(state, "send", cast.alma, composed(state, what="Call Ada"))
    await press(state, "load", cast.alma)
    assert state.sent is not None
    address["edit"] = state.sent.id
    await press(state, "load", cast.alma)
    assert (state.sent, state.view.edits_id) == (None, address["edit"])


async def test_sent_work_is_changed_from_the_same_form(cast: Cast, open_page: Open, address: dict[str, str]) -> None:
    address["edit"] = builders.assignment(cast.alma, cast.ben)
    state = await open_page(AssignState, cast.alma)
    form = {"request_id": "press-2", "edits_id": address["edit"], "changes": "0", "what": " "}
    assert (await press(state, "save_changes", cast.alma, form)).field == "what"
    await press(state, "save_changes", cast.alma, form | {"what": "Write one line"})
    assert state.changed.name == "Ben Okafor"
    assert assignments.today(cast.ben).first[0].what == "Write one line"


async def test_a_date_that_cannot_be_names_its_field(cast: Cast, open_page: Open) -> None:
    state = await open_page(AssignState, cast.alma)
    for day in ("2026-02-30", "2020-01-01", ""):
        form = composed(state, what="Call Ada", sending="on", lands_on=day)
        assert (await press(state, "send", cast.alma, form)).field == "lands_on"
    assert state.sent is None


async def test_a_clinician_keeps_phrases_and_favourites(cast: Cast, open_page: Open) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    state = await open_page(OwnState, cast.alma)
    await press(state, "keep_phrase", cast.alma, "Well done", "en")
    await press(state, "keep_favourite", cast.alma, work)
    [phrase], [favourite] = state.view.phrases, state.view.favourites
    assert (phrase.words, favourite.title, state.told) == ("Well done", "Write a few lines", "favourite")
    form = {"phrase_id": phrase.id, "phrase": "Well said", "language": "en"}
    await press(state, "change_phrase", cast.alma, form)
    assert [each.words for each in state.view.phrases] == ["Well said"]
    await press(state, "remove_phrase", cast.alma, phrase.id)
    await press(state, "remove_favourite", cast.alma, favourite.id)
    assert (state.view.phrases, state.view.favourites) == ([], [])


async def test_before_the_window_the_page_is_the_same_whether_or_not_something_came(
    cast: Cast, open_page: Open
) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=20))
    work = builders.assignment(cast.alma, cast.ben)
    pages = {kind: (await open_page(kind, cast.alma)).view for kind in (ClientState, BriefState, ClientsState)}
    heard: set[str] = set()
    live.listen(heard.update)
    builders.shared(cast.ben, work)
    live.forget(heard.update)
    for kind, before in pages.items():
        assert (await open_page(kind, cast.alma)).view == before
    assert heard == {f"client:{cast.ben.client_id}"}


async def test_opening_early_shows_what_came_so_far(cast: Cast, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=20))
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    state = await open_page(ClientState, cast.alma)
    form = {"client_id": state.view.id, "reason": ""}
    assert (await press(state, "open_early", cast.alma, form)).field == "reason"
    await press(state, "open_early", cast.alma, form | {"reason": "We talk by phone"})
    assert [thing.kind for thing in state.view.things] == ["returned", "assignment"]


async def test_a_review_is_saved_and_the_form_leaves(cast: Cast, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(minutes=5))
    work = builders.assignment(cast.alma, cast.ben)
    builders.shared(cast.ben, work)
    state = await open_page(ClientState, cast.alma)
    assert [row.can_review for thing in state.view.things for row in thing.returned] == [True]
    form = {"assignment_id": work, "much": "3", "takeaway": "I look up now."}
    assert (await press(state, "save_review", cast.alma, form)).field == "decision"
    await press(state, "save_review", cast.alma, form | {"decision": "keep"})
    [review] = [row for thing in state.view.things for row in thing.review]
    assert (review.id, review.much, review.useful, review.takeaway) == (state.saved, "3", "", "I look up now.")
    assert [row.can_review for thing in state.view.things for row in thing.returned] == [False]


async def test_a_supervisor_reads_and_acts_on_nothing(cast: Cast, open_page: Open) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    state = await open_page(ClientState, cast.sol)
    assert (state.view.name, state.view.in_care) == ("Ben Okafor", False)
    notice = await press(state, "save_review", cast.sol, {"assignment_id": work, "decision": "keep"})
    assert notice.key == "problem.not_found"
    assert builders.rows(Review) == []


async def test_nobody_elses_client_has_a_page(cast: Cast, open_page: Open) -> None:
    for kind in (ClientState, AssignState, OwnState, BesideState, BriefState):
        state = await open_page(kind, cast.cora)
        assert state.view is None
        assert (await state.get_state(Notice)).key or (await state.get_state(Notice)).missing


async def test_older_things_are_all_there_and_none_twice(cast: Cast, open_page: Open) -> None:
    with clock.stopped_at(clock.now()):
        for _ in range(120):
            builders.assignment(cast.alma, cast.ben)
    state = await open_page(ClientState, cast.alma)
    assert (len(state.view.things), bool(state.more)) == (50, True)
    for _ in range(2):
        await press(state, "show_older", cast.alma)
    seen = [thing.id for thing in (*state.view.things, *state.older)]
    assert (len(seen), len(set(seen)), state.more) == (120, 120, "")


async def test_older_reads_the_next_page_only_and_opens_nothing_above_it(
    cast: Cast, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(minutes=5))
    with clock.stopped_at(clock.now()):
        late, *_ = [builders.assignment(cast.alma, cast.ben) for _ in range(120)]
    state = await open_page(ClientState, cast.alma)
    await press(state, "show_older", cast.alma)
    builders.shared(cast.ben, late, "While nobody looks")
    await press(state, "load", cast.alma)
    first, asked, real = state.view, [], client_state.timeline

    def timeline(*given: Any, **named: Any) -> Any:
        asked.append(given)
        return real(*given, **named)

    monkeypatch.setattr(client_state, "timeline", timeline)
    await press(state, "show_older", cast.alma)
    assert len(asked) == 1
    assert (state.view, state.view.fresh, builders.rows(Opened)) == (first, True, [])
    shown = [thing.id for thing in (*state.view.things, *state.older)]
    assert (len(set(shown)), state.more) == (len(shown), "")
    assert len(shown) == 120
    await press(state, "read_new", cast.alma)
    assert len([*state.view.things, *state.older]) == 121


async def test_a_narrowed_page_stays_so_until_somebody_shows_all_or_leaves(cast: Cast, open_page: Open) -> None:
    builders.assignment(cast.alma, cast.ben)
    builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(days=1))
    state = await open_page(ClientState, cast.alma)
    narrow = await state.get_state(NarrowState)
    await press(narrow, "offer", cast.alma)
    assert [one.value for one in narrow.choices.worksheets] == ["journal_prompt"]
    await press(narrow, "narrow", cast.alma, {"line_kind": "assignment", "line_words": ""})
    assert ([one.kind for one in state.view.things], state.view.narrowed) == (["assignment"], True)
    await press(state, "load", cast.alma)
    assert state.view.narrowed
    await press(narrow, "show_all", cast.alma)
    assert (len(state.view.things), state.view.narrowed) == (2, False)
    await press(narrow, "narrow", cast.alma, {"line_kind": "assignment"})
    await press(state, "leave", cast.alma)
    await press(state, "arrive", cast.alma)
    assert not state.view.narrowed
    notice = await press(narrow, "narrow", cast.alma, {"line_from_on": "2026-02-30"})
    assert (notice.field, state.view.narrowed) == ("line_from_on", False)


async def test_what_one_looked_for_goes_to_no_other_clients_page(
    cast: Cast, open_page: Open, address: dict[str, str]
) -> None:
    state = await open_page(ClientState, cast.alma)
    await press(await state.get_state(NarrowState), "narrow", cast.alma, {"line_words": "larches"})
    assert state.view.wanted.words == "larches"
    address["client_id"] = builders.paper_client(cast.alma).client_id or ""
    await press(state, "arrive", cast.alma)
    assert (state.view.id, state.view.wanted.words) == (address["client_id"], "")


async def test_the_same_time_next_week_is_one_press(cast: Cast, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(days=10))
    state = await open_page(ClientState, cast.alma)
    await press(await state.get_state(MeetingState), "same_time", cast.alma, state.view.id)
    [coming], [last] = state.view.next, state.view.last
    assert coming.at[11:] == last.at[11:]
    assert coming.on > clock.today(cast.alma.time_zone).isoformat()


async def test_a_wrong_tap_a_move_and_the_end_of_a_repeat_are_put_right(cast: Cast, open_page: Open) -> None:
    on = (clock.today(cast.alma.time_zone) + timedelta(days=7)).isoformat()
    page = await open_page(ClientState, cast.alma)
    meeting = await page.get_state(MeetingState)
    form = {"client_id": page.view.id, "on": on, "at": "10:00", "repeat": "weekly"}
    await press(meeting, "set_next", cast.alma, form)
    [first], later = page.view.next, page.view.coming.later
    assert (first.on, len(later), page.done) == (on, 11, 1)
    await press(meeting, "went", cast.alma, first.id, "cancelled", "client")
    assert [row.id for row in page.view.coming.called_off] == [first.id]
    await press(meeting, "put_back", cast.alma, first.id)
    await press(meeting, "move", cast.alma, {"appointment_id": first.id, "on": on, "at": "11:00", "which": "following"})
    assert {row.at[11:] for row in (*page.view.next, *page.view.coming.later)} == {"11:00"}
    await press(meeting, "end_repeat", cast.alma, page.view.next[0].id)
    assert (page.view.coming.later, len(page.view.coming.ended)) == ([], 1)


async def test_what_was_typed_wrong_is_said_in_the_form_that_was_sent(cast: Cast, open_page: Open) -> None:
    coming = builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=20))
    page = await open_page(ClientState, cast.alma)
    meeting = await page.get_state(MeetingState)
    notice = await press(meeting, "move", cast.alma, {"appointment_id": coming, "on": "2026-02-31", "at": "10:00"})
    assert (notice.field, notice.key, meeting.trying, page.done) == ("on", "problem.no_such_day", coming, 0)


async def test_away_dates_are_set_with_what_falls_into_them_and_ended(cast: Cast, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=20))
    first, back = (clock.today(cast.alma.time_zone) + timedelta(days=days) for days in (15, 25))
    state = await open_page(AwayState, cast.alma)
    form = {"from_on": first.isoformat(), "until_on": back.isoformat(), "phone": state.view.phone}
    assert (await press(state, "set_away", cast.alma, form | {"until_on": ""})).field == "until_on"
    await press(state, "set_away", cast.alma, form)
    [period] = state.view.periods
    assert ([met.name for met in period.falls], period.running) == (["Ben Okafor"], False)
    await press(state, "cancel_within", cast.alma, period.id)
    assert state.view.periods[0].falls == []
    await press(state, "end", cast.alma, period.id)
    assert state.view.periods == []


async def test_away_dates_are_for_who_has_clients(cast: Cast, open_page: Open) -> None:
    state = await open_page(AwayState, cast.sol)
    assert (state.view, (await state.get_state(Notice)).key) == (None, "problem.not_found")


async def test_the_clients_are_in_the_order_of_their_appointments(cast: Cast, open_page: Open) -> None:
    state = await open_page(ClientsState, cast.alma)
    await press(state, "add", cast.alma, {"name": "Ada Quist", "language": "fr"})
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=20))
    await press(state, "load", cast.alma)
    assert [line.name for line in state.view.later] == ["Ben Okafor", "Ada Quist"]
    assert state.invitation.first_name == "Ada"
    await press(state, "search", cast.alma, "quist")
    assert [line.name for line in state.view.found] == ["Ada Quist"]


async def test_a_client_just_met_stands_in_one_place(cast: Cast, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(minutes=70))
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=20))
    view = (await open_page(ClientsState, cast.alma)).view
    assert [[line.name for line in lines] for lines in (view.just_met, view.soon, view.later)] == [
        ["Ben Okafor"],
        [],
        [],
    ]


async def test_the_brief_begins_at_the_last_held_appointment(cast: Cast, open_page: Open) -> None:
    start = clock.now()
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben, what="Before"), "old words")
    for days, outcome in ((2, ""), (7, "not_held"), (10, "")):
        builders.appointment(cast.alma, cast.ben, start + timedelta(days=days), outcome=outcome)
    with clock.stopped_at(start + timedelta(days=9, hours=23)):
        entry = builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben, what="After"), "new words")
        builders.share(cast.ben, entry, bring=True)
        view = (await open_page(BriefState, cast.alma)).view
    assert [each.title for each in view.bring] == ["After"]
    assert {each.set.title: len(each.returned) for each in view.work} == {"After": 1, "Before": 0}


async def test_the_owner_sets_the_window_and_reads_the_record(cast: Cast, open_page: Open) -> None:
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    state = await open_page(PracticeState, cast.eve)
    assert (await press(state, "save", cast.eve, SETTINGS | {"phone": " "})).field == "phone"
    await press(state, "save", cast.eve, SETTINGS)
    assert (state.view.reading_window, state.view.phone, state.saved) == ("always", "403-555-0199", True)
    acts = {line.act for line in (await open_page(RecordState, cast.eve)).view.lines}
    assert {"practice.settings", "assignment.sent"} <= acts
    assert not acts & {"entry.shared", "entry.started"}


async def test_the_record_follows_what_is_done_beside_it_and_keeps_what_was_asked_for(
    cast: Cast, open_page: Open
) -> None:
    state = await open_page(RecordState, cast.eve)
    cora = cast.cora.person_id
    staff.change_roles(builders.proved(cast.eve), cora, ["clinician", "supervisor"])
    assert "person.roles" not in {line.act for line in state.view.lines}
    await press(state, "load", cast.eve)
    assert "person.roles" in {line.act for line in state.view.lines}
    await press(state, "show", cast.eve, {"act": "person.disabled"})
    staff.disable(builders.proved(cast.eve), cora)
    await press(state, "load", cast.eve)
    assert [line.act for line in state.view.lines] == ["person.disabled"]


async def test_an_older_page_of_the_record_stays_while_things_are_done(cast: Cast, open_page: Open) -> None:
    for language in ("fr", "en") * 30:
        accounts.choose_language(cast.eve, language)
    state = await open_page(RecordState, cast.eve)
    await press(state, "turn", cast.eve, state.view.older)
    older = state.view
    accounts.choose_language(cast.eve, "fr")
    await press(state, "load", cast.eve)
    assert state.view == older


async def test_only_the_owner_has_the_practices_page(cast: Cast, open_page: Open) -> None:
    for kind in (PracticeState, RecordState, ReadinessState):
        assert (await open_page(kind, cast.alma)).view is None


def test_the_owner_chooses_among_the_windows_there_are() -> None:
    assert practice.READING_WINDOWS == window.SETTINGS


async def test_what_comes_while_the_page_lies_open_waits_for_a_press(cast: Cast, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(minutes=5))
    work = builders.assignment(cast.alma, cast.ben)
    state = await open_page(ClientState, cast.alma)
    builders.shared(cast.ben, work, "While nobody looks")
    await press(state, "load", cast.alma)
    assert "While nobody looks" not in str(state.view)
    await press(state, "read_new", cast.alma)
    assert "While nobody looks" in str(state.view)


async def test_the_home_keeps_the_search_when_it_is_loaded_again_and_drops_it_with_the_list(
    cast: Cast, open_page: Open, address: dict[str, str]
) -> None:
    state = await open_page(ClientsState, cast.alma)
    await press(state, "search", cast.alma, "Okaf")
    await press(state, "load", cast.alma)
    assert [line.name for line in state.view.found] == ["Ben Okafor"]
    address["show"] = "finished"
    await press(state, "load", cast.alma)
    assert (state.view.show, state.view.search, state.view.later) == ("finished", "", [])


async def test_we_did_not_meet_can_be_undone(cast: Cast, open_page: Open) -> None:
    met = builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(minutes=70))
    state = await open_page(ClientsState, cast.alma)
    await press(state, "did_not_meet", cast.alma, met)
    assert [card.met for card in state.view.just_met] == [False]
    await press(state, "did_meet", cast.alma, met)
    assert [card.met for card in state.view.just_met] == [True]
    assert (await press(state, "did_not_meet", cast.sol, met)).key == "problem.not_found"


async def test_a_client_one_has_finished_with_is_shown_as_they_stood(cast: Cast, open_page: Open) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(minutes=5))
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "opened words")
    work = builders.assignment(cast.alma, cast.ben, what="Still open")
    page = await open_page(ClientState, cast.alma)
    builders.shared(cast.ben, work, "never opened")
    state = await open_page(FinishState, cast.alma)
    await press(state, "ask_first", cast.alma, page.view.id)
    await press(state, "finish", cast.alma, page.view.id)
    assert state.asking == ""
    view = (await open_page(ClientState, cast.alma)).view
    assert (view.part, view.in_care, view.window.is_open, view.next) == ("discharged", False, False, [])
    assert "Still open" in [each.title for each in view.open_work]
    assert "opened words" in str(view)
    assert "never opened" not in str(view) + str((await open_page(BriefState, cast.alma)).view)
    await press(state, "take_up_again", cast.alma, page.view.id)
    assert (await open_page(ClientState, cast.alma)).view.part == "care"


async def test_nobody_is_taken_up_again_while_everything_is_stopped(cast: Cast, open_page: Open) -> None:
    client_id = cast.ben.client_id or ""
    stopping.stop(cast.alma, client_id, stopping.KINDS[0])
    state = await open_page(FinishState, cast.alma)
    assert (await press(state, "finish", cast.alma, client_id)).key == ""
    assert (await press(state, "take_up_again", cast.alma, client_id)).key == "problem.stopped"
    stopping.start_again(cast.alma, client_id)
    assert (await press(state, "take_up_again", cast.alma, client_id)).key == ""


async def test_the_same_is_opened_for_someone_else(cast: Cast, open_page: Open, address: dict[str, str]) -> None:
    sent, ida = builders.assignment(cast.alma, cast.ben), builders.paper_client(cast.alma, "Ida Poe")
    state = await open_page(AssignState, cast.alma)
    await press(state, "find_others", cast.alma, cast.ben.client_id)
    assert [each.name for each in state.others] == ["Ida Poe"]
    address |= {"client_id": ida.client_id or "", "same": sent}
    with acting_as(cast.alma):
        await AssignState.event_handlers["load"].fn(state)
    assert (state.view.first_name, state.view.given.what, state.view.given.note) == ("Ida", "Write a few lines", "")
    assert state.others == []
