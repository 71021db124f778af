"""The record as a file over plain HTTP: the owner's, and nothing in it that a spreadsheet would run."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from betterjournal import clock, database
from betterjournal.accounts import record
from betterjournal.accounts.models import Person
from betterjournal.audit import Act, AuditRecord
from betterjournal.changes import changing
from betterjournal.errors import SignedOut
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


@pytest.mark.parametrize("gone", ["disabled", "no owner"])
async def test_a_file_on_its_way_breaks_off_with_the_right_to_it(
    cast: Cast, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    lines = record._lines

    def and_then(*given: Any) -> list[record.RecordLine]:
        with database.writing() as session:
            eve = session.get_one(Person, cast.eve.person_id)
            eve.is_owner, eve.is_clinician = gone == "disabled", True
            eve.disabled_at = clock.now() if gone == "disabled" else None
        return lines(*given)

    monkeypatch.setattr(record, "_lines", and_then)
    with pytest.raises(SignedOut):
        await _ask(browser, cast, "eve")


@pytest.mark.parametrize("between", [";", "; ", ", ", "\t"])
def test_no_formula_stands_behind_what_another_spreadsheet_takes_for_the_end_of_a_cell(between: str) -> None:
    assert f"x{between}'=cmd" in line([f"x{between}=cmd"])
    assert line([f"x{between}words; more-or-less"]).strip('\r\n"') == f"x{between}words; more-or-less"
