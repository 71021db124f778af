"""The file for a client's own calendar, over HTTP: for who is signed in as a client, and with no word of anybody's."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
import reflex as rx
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from betterjournal import clock, settings
from betterjournal.accounts import locking, sessions
from betterjournal.accounts.models import Person
from betterjournal.assignments import queries
from betterjournal.audit import AuditRecord
from betterjournal.calendars import own_event
from betterjournal.database import writing
from betterjournal.errors import Invalid
from betterjournal.web import routes
from betterjournal.web.client.today.state import TodayState
from betterjournal.web.http import routes as http_routes
from betterjournal.web.problems import Notice
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers
from betterjournal.web.session import acting_as, present, take_stand
from tests import builders
from tests.cast import Cast
from tests.world import MARK, World

CHOSEN = {"calendar_line": "page", "calendar_at": "19:30", "calendar_rings": "on"}


async def fetch(token: str, origin: str = "", **given: str) -> Response:
    url = settings.load().public_url
    app = Gate(Headers(Starlette(routes=http_routes()), url), url, "")
    cookies = {"betterjournal": token} if token else {}
    today = clock.today("America/Edmonton").isoformat()
    async with AsyncClient(transport=ASGITransport(app), base_url=url, cookies=cookies) as http:
        form = {"calendar_on": today, **CHOSEN, **given}
        return await http.post("/note.ics", data=form, headers={"origin": origin or url})


async def test_a_client_gets_it_and_nobody_keeps_it(cast: Cast) -> None:
    answer = await fetch(cast.tokens["ben"])
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="note.ics"'
    assert answer.headers["cache-control"] == "no-store"
    [event] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event["summary"]), event["dtstart"].dt.hour) == ("Time for your page.", 19)


@pytest.mark.parametrize("line", ["", "note", "task", "../note", MARK])
async def test_the_line_is_one_of_ours_and_in_their_language(cast: Cast, line: str) -> None:
    with writing() as session:
        session.get_one(Person, cast.ben.person_id).language = "fr"
    answer = await fetch(cast.tokens["ben"], calendar_line=line)
    [event] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Votre mot à vous-même pour aujourd'hui."


async def test_nothing_of_the_work_or_of_anybody_is_in_it(cast: Cast) -> None:
    world, before = World.of(cast), len(builders.rows(AuditRecord))
    answer = await fetch(cast.tokens["ben"], assignment_id=world.assignment, words=MARK)
    told = answer.text.casefold()
    for word in (MARK, "alma", "reyes", "ben", "rundle", "journal", "therap", "http", "localhost", "edmonton"):
        assert word not in told
    assert not any(value and value in told for value in vars(world).values())
    # Nobody keeps that it was asked for.
    assert len(builders.rows(AuditRecord)) == before


@pytest.mark.parametrize("who", ["", "alma", "cora", "eve", "sol", "locked", "half"])
async def test_it_is_for_a_client_who_is_signed_in_and_not_locked(cast: Cast, who: str) -> None:
    if who == "locked":
        locking.lock(cast.ben)
    with writing() as session:
        alma = session.get_one(Person, cast.alma.person_id)
        half = sessions.begin(session, alma, passed_factor=False).token
    token = {**cast.tokens, "": "", "locked": cast.tokens["ben"], "half": half}[who]
    answer = await fetch(token)
    assert (answer.status_code, answer.content) == (303, b"")
    assert answer.headers["location"] == "/sign-in"


@pytest.mark.parametrize(
    ("on", "key"),
    [("2026-02-30", "problem.no_such_day"), ("2020-01-01", "problem.past"), ("2999-01-01", "problem.far")],
)
async def test_a_day_that_is_none_is_told_on_a_page_with_its_help(cast: Cast, on: str, key: str) -> None:
    answer = await fetch(cast.tokens["ben"], calendar_on=on)
    assert (answer.status_code, answer.headers["location"], answer.text) == (303, routes.TODAY, "")
    state = await rx.State().get_state(TodayState)
    cookies = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
    with acting_as(cast.ben):
        take_stand(replace(present(), cookies=cookies))
        await TodayState.event_handlers["arrive"].fn(state)
    notice = await state.get_state(Notice)
    # Without a field: the page says it in its own region.
    assert (notice.key, notice.field) == (key, "")


def test_the_field_offers_the_days_that_the_file_takes(cast: Cast) -> None:
    room, today = queries.room(cast.ben), clock.today(cast.ben.time_zone)
    assert room.first_day == today.isoformat()
    own_event.typed(room.first_day, "19:00", today)
    own_event.typed(room.last_day, "19:00", today)
    with pytest.raises(Invalid):
        own_event.typed((date.fromisoformat(room.last_day) + timedelta(days=1)).isoformat(), "19:00", today)


async def test_another_site_gets_none(cast: Cast) -> None:
    assert (await fetch(cast.tokens["ben"], origin="https://evil.example")).status_code == 403
