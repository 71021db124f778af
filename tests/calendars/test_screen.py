"""The calendar page without a socket: an address goes in and never comes out, and a look shows names and times."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import reflex as rx

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.appointments.models import Appointment
from betterjournal.calendars.models import Feed
from betterjournal.care import handing
from betterjournal.web.clinician.calendar.state import CalendarState
from betterjournal.web.problems import Notice
from betterjournal.web.session import acting_as
from tests import builders
from tests.builders import proved
from tests.calendars.far_server import HOST, FarServer
from tests.calendars.producers import PRODUCERS, UNASKED, calendar, entry
from tests.cast import Cast

SECRET = "private-5up3r"


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    """Before what stands in the made-up calendars."""
    with clock.stopped_at(datetime(2026, 10, 19, 15, tzinfo=UTC)):
        yield


async def press(state: Any, name: str, actor: Actor, *given: Any) -> Notice:
    with acting_as(actor):
        await type(state).event_handlers[name].fn(state, *given)
    return await state.get_state(Notice)


async def arrived(actor: Actor) -> Any:
    state = await rx.State().get_state(CalendarState)
    await press(state, "arrive", actor)
    return state


async def connected(cast: Cast) -> Any:
    state = await arrived(cast.alma)
    await press(state, "connect", cast.alma, {"address": f"webcal://{HOST}/{SECRET}/basic.ics"})
    await press(state, "choose_code", cast.alma, {"client_id": cast.ben.client_id, "code": "BO"})
    return state


def told(state: Any) -> str:
    """All that the page is given."""
    return json.dumps(state.dict(), default=str).lower()


@pytest.mark.parametrize("name", PRODUCERS)
async def test_a_look_shows_names_and_times_and_no_word_of_any_entry(
    cast: Cast,
    far: FarServer,
    name: str,
) -> None:
    state = await connected(cast)
    far.says(PRODUCERS[name])
    await press(state, "look", cast.alma)
    [match] = state.found.matches
    assert match.name == "Ben Okafor"
    assert [word for word in (*UNASKED, SECRET, "individual") if word in told(state)] == []
    assert HOST in told(state)


async def test_setting_them_is_one_press(cast: Cast, far: FarServer) -> None:
    state = await connected(cast)
    far.says(next_week())
    await press(state, "begin", cast.alma)
    assert state.view.begun
    assert len(builders.rows(Appointment)) == 1
    assert len(state.view.lines[0].times) == 1
    assert SECRET not in told(state)


async def test_a_calendar_that_does_not_answer_is_told_kindly(cast: Cast, far: FarServer) -> None:
    state = await connected(cast)
    far.says("", "500 Oh")
    await press(state, "start_asking", cast.alma)
    assert state.asking
    notice = await press(state, "look", cast.alma)
    assert (state.asking, state.found, state.view.problem, notice.key) == (False, None, "unanswered", "")


async def test_a_wrong_address_or_code_names_its_field_and_whose(cast: Cast) -> None:
    state = await arrived(cast.alma)
    notice = await press(state, "connect", cast.alma, {"address": f"http://{HOST}/a"})
    assert (notice.field, notice.key) == ("address", "problem.calendar_https")
    assert builders.rows(Feed) == []
    await connected(cast)
    notice = await press(state, "choose_code", cast.alma, {"client_id": cast.ben.client_id, "code": "B"})
    assert (notice.field, state.of) == ("code", cast.ben.client_id)


async def test_nobody_elses_client_gets_a_code_and_nobody_sees_anothers_calendar(cast: Cast) -> None:
    state = await connected(cast)
    notice = await press(state, "choose_code", cast.alma, {"client_id": cast.dan.client_id, "code": "DL"})
    assert notice.key == "problem.not_found"
    theirs = await arrived(cast.cora)
    assert (theirs.view.host, theirs.view.lines) == ("", [])
    for who in (cast.sol, cast.eve, cast.ben):
        assert (await arrived(who)).view is None


async def test_what_was_found_is_gone_with_the_page_and_when_something_changed(
    cast: Cast,
    far: FarServer,
) -> None:
    state = await connected(cast)
    far.says(next_week())
    await press(state, "look", cast.alma)
    assert state.found
    await press(state, "drop_code", cast.alma, cast.ben.client_id)
    assert state.found is None
    await press(state, "look", cast.alma)
    await press(state, "disconnect", cast.alma)
    assert (state.found, state.view.host) == (None, "")


async def test_what_was_found_goes_with_the_client(cast: Cast, far: FarServer) -> None:
    """It names them and when they come, which is the next clinician's to know."""
    state = await connected(cast)
    far.says(next_week())
    await press(state, "look", cast.alma)
    handing.hand_over(proved(cast.alma), cast.ben.client_id or "", cast.cora.person_id)
    await press(state, "load", cast.alma)
    assert (state.found, "Ben" in told(state)) == (None, False)


def next_week() -> str:
    """One entry for Ben, next week."""
    at = clock.now() + timedelta(days=7)
    return calendar(entry("a", "SUMMARY:BO", f"DTSTART:{at:%Y%m%dT%H%M%SZ}", "DURATION:PT50M")).decode()
