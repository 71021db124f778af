"""The record as a file over plain HTTP: the owner's, and nothing in it that a spreadsheet would run."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from betterjournal.audit import Act, AuditRecord
from betterjournal.changes import changing
from betterjournal.web.http import routes
from betterjournal.web.http.record_file import line
from tests import builders
from tests.cast import Cast

FILE = "/practice/record.csv"


@pytest.fixture
async def browser(cast: Cast) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=routes()), client=("203.0.113.5", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


async def _ask(browser: httpx.AsyncClient, cast: Cast, who: str, query: str = "") -> httpx.Response:
    cookie = f"betterjournal={cast.tokens[who]}" if who else ""
    return await browser.get(f"{FILE}{query}", headers={"cookie": cookie})


async def test_the_owner_saves_the_lines_asked_for(cast: Cast, browser: httpx.AsyncClient) -> None:
    builders.assignment(cast.alma, cast.ben)
    builders.assignment(cast.cora, cast.dan)
    answer = await _ask(browser, cast, "eve", f"?person={cast.alma.person_id}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="record.csv"'
    assert answer.headers["cache-control"] == "no-store"
    head, *rows = answer.text.splitlines()
    assert head.startswith("\ufeffWhen,Who,")
    [row] = rows
    assert "Alma Reyes,clinician,Assigned work,Ben Okafor" in row
    assert max(builders.rows(AuditRecord), key=lambda row: row.id).act == "record.exported"


@pytest.mark.parametrize("who", ["alma", "sol", "ben"])
async def test_for_everybody_else_there_is_nothing(cast: Cast, browser: httpx.AsyncClient, who: str) -> None:
    answer = await _ask(browser, cast, who)
    assert (answer.status_code, "Alma" in answer.text) == (404, False)
    refused = [row for row in builders.rows(AuditRecord) if row.act == "access.refused"]
    assert [row.kind for row in refused] == ([] if who == "ben" else ["record"])


async def test_nobody_is_sent_to_sign_in(cast: Cast, browser: httpx.AsyncClient) -> None:
    answer = await _ask(browser, cast, "")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


async def test_what_is_no_day_is_refused(cast: Cast, browser: httpx.AsyncClient) -> None:
    assert (await _ask(browser, cast, "eve", "?since=soon")).status_code == 400


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
async def test_a_name_is_no_formula(cast: Cast, browser: httpx.AsyncClient, begins: str) -> None:
    with changing(replace(cast.alma, name=f"{begins}cmd|' /C calc'!A0")) as change:
        change.record(Act.COPIED)
    answer = await _ask(browser, cast, "eve", f"?person={cast.alma.person_id}")
    assert f"'{begins}cmd" in answer.text
    assert line([f"{begins}x"]).strip('\r\n"').startswith("'")
