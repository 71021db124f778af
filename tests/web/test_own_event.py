"""The file for a client's own calendar, over HTTP: for who is signed in as a client, and with no word of anybody's."""

import icalendar
import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from betterjournal import clock, settings
from betterjournal.accounts import locking, sessions
from betterjournal.accounts.models import Person
from betterjournal.audit import AuditRecord
from betterjournal.database import writing
from betterjournal.web.http import routes
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers
from tests import builders
from tests.cast import Cast
from tests.world import MARK, World

CHOSEN = {"calendar_line": "page", "calendar_at": "19:30", "calendar_rings": "on"}


async def fetch(token: str, origin: str = "", **given: str) -> Response:
    url = settings.load().public_url
    app = Gate(Headers(Starlette(routes=routes()), url), url, "")
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


async def test_a_day_that_is_none_is_told_in_words(cast: Cast) -> None:
    answer = await fetch(cast.tokens["ben"], calendar_on="2026-02-30")
    assert (answer.status_code, answer.text) == (400, "There is no such day. Please check the date.")


async def test_another_site_gets_none(cast: Cast) -> None:
    assert (await fetch(cast.tokens["ben"], origin="https://evil.example")).status_code == 403
