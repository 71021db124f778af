"""What handing over and emergency care do to pages that are open, on a real server over real sockets."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import select

from betterjournal import clock, database
from betterjournal.audit import AuditRecord
from betterjournal.care.models import Cover
from betterjournal.entries import together
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from tests import builders
from tests.cast import PASSPHRASE, ZONE, Cast
from tests.web.conftest import Settle
from tests.web.tab import Tab, open_tab

ROOT = "reflex___state____state.betterjournal___web___clinician___"
CARE = f"{ROOT}care___state____care_state."
LIST = f"{ROOT}practice___care___state____care_list_state."
CLIENT = f"{ROOT}client___state____client_state."
MEETING = f"{ROOT}client___meeting____meeting_state."
FINISH = f"{ROOT}client___finishing____finish_state."
TOGETHER = f"{ROOT}together___state____together_state."
ENDS = "reflex___state____state.betterjournal___web___client___work___ends____ends_state."
# Longer than an announcement takes to reach a page that follows it, also on a busy machine.
QUIET = 1.0
PATIENCE = 10.0
# Until a sitting ends by itself: time enough to open its page.
SOON = timedelta(seconds=5)


@dataclass
class Town:
    """Read at any time, so that what Ben does reaches whoever has him at once."""

    url: str
    cast: Cast
    data: Path
    ben: str
    entry: str
    work: str
    drew: str

    def tab(self, who: str) -> Any:
        return open_tab(self.url, cookie=self.cast.tokens[who])

    async def prove(self, who: str) -> None:
        headers = {"cookie": f"betterjournal={self.cast.tokens[who]}", "origin": self.url}

        def post() -> httpx.Response:
            return httpx.post(f"{self.url}/auth/prove", headers=headers, json={"password": PASSPHRASE}, timeout=10)

        assert (await asyncio.to_thread(post)).json() == {"proved": True}

    async def arrive(self, tab: Tab, room: str = "") -> dict[str, Any]:
        """On one of Ben's pages, until nothing more comes."""
        await tab.hydrate(f"/clients/{self.ben}{room}", {"client_id": self.ben})
        await tab.answer(0.4)
        return tab.vars()

    async def press(self, tab: Tab, handler: str, room: str = "/care", **given: Any) -> dict[str, Any]:
        await tab.ask(handler, f"/clients/{self.ben}{room}", {"client_id": self.ben}, **given)
        return await tab.answer(0.4)

    @property
    def cover_form(self) -> dict[str, str]:
        until = (clock.today(ZONE) + timedelta(days=3)).isoformat()
        return {"client_id": self.ben, "cover_person": self.drew, "cover_reason": "ill", "cover_until": until}

    def refusals(self) -> list[str]:
        """Who was refused what, from the record."""
        with at_work(self):
            rows = builders.rows(AuditRecord)
            return [row.kind for row in rows if row.act == "access.refused"]


@contextmanager
def at_work(town: Town) -> Iterator[None]:
    """In the same house as the server."""
    prepare(Settings(data_dir=town.data))
    try:
        yield
    finally:
        let_go()


@pytest.fixture
def town(settle: Settle) -> Town:
    lived: dict[str, Any] = {}

    def people() -> None:
        cast = lived["cast"] = Cast.gather("always")
        with database.writing() as session:
            lived["drew"] = cast._staff(session, "Drew Ash", is_clinician=True).person_id
        builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=5))
        work = lived["work"] = builders.assignment(cast.alma, cast.ben)
        lived["entry"] = builders.draft(cast.ben, work, "larkspur words")

    server = settle(people)
    return Town(server.url, data=server.data, ben=lived["cast"].ben.client_id, **lived)


def sent_to(tab: Tab) -> list[str]:
    events = [event for update in tab.updates for event in update.get("events") or []]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]


async def until(tab: Tab, name: str, value: object) -> None:
    """A var has this value, whatever else comes meanwhile."""
    for _ in range(int(PATIENCE / 0.1)):
        if tab.vars().get(name, ...) == value:
            return
        await tab.answer(0.1)
    raise AssertionError(f"{name} is {tab.vars().get(name)}")


async def ben_shares(town: Town) -> None:
    async with town.tab("ben") as phone:
        await phone.hydrate(f"/today/{town.work}", {"assignment_id": town.work})
        where = (f"/today/{town.work}", {"assignment_id": town.work})
        await phone.ask(f"{ENDS}look", *where, entry=town.entry)
        looked = (await phone.answer(QUIET))["ends_state.preview"]["looked_at"]
        await phone.ask(f"{ENDS}share", *where, entry=town.entry, form={"looked_at": looked})
        assert not (await phone.answer(QUIET)).get("notice.key")


async def test_whose_client_is_handed_over_has_an_empty_page_at_once_and_gets_nothing_more(town: Town) -> None:
    cora = town.cast.cora.person_id
    async with town.tab("alma") as desk, town.tab("alma") as page, town.tab("alma") as home, town.tab("cora") as next_:
        assert "Ben Okafor" in str((await town.arrive(page))["client_state.view"])
        assert (await town.arrive(desk, "/care"))["care_state.view"]["in_care"]
        for tab in (home, next_):
            await tab.hydrate("/clients")
        assert ("Ben" in str(home.updates), "Ben" in str(next_.updates)) == (True, False)
        for tab in (desk, page, home, next_):
            tab.updates.clear()
        form = {"client_id": town.ben, "hand_over_person": cora}
        assert (await town.press(desk, f"{CARE}check_hand_over", form_data=form))["care_state.checked"]["name"]
        assert (await town.press(desk, f"{CARE}hand_over"))["notice.key"] == "problem.prove_first"
        await town.prove("alma")
        told = await town.press(desk, f"{CARE}hand_over")
        assert sent_to(desk) == ["/clients"]
        assert (told["parting_state.first_name"], told["parting_state.to"]) == ("Ben", "Cora")
        assert told.get("notice.missing") is not True
        await until(page, "notice.missing", True)
        assert page.vars()["client_state.view"] is None
        await home.answer(QUIET)
        assert "Ben" not in str(home.vars()["clients_state.view"])
        await next_.answer(QUIET)
        assert "Ben Okafor" in str(next_.vars()["clients_state.view"])
        for tab in (desk, page, home, next_):
            tab.frames.clear()
        await ben_shares(town)
        await asyncio.sleep(QUIET)
        assert [tab.frames for tab in (desk, page, home)] == [[], [], []]
        assert next_.frames != []
        # She asked for nothing that is not hers until she presses something there.
        assert await asyncio.to_thread(town.refusals) == []
        told = await town.press(page, f"{MEETING}same_time", "", client_id=town.ben)
        assert told["notice.key"] == "problem.not_found"
        assert "larkspur" not in str(page.updates)
    assert town.refusals() == ["client"]


async def test_the_page_in_the_room_empties_when_its_time_or_the_care_is_over(town: Town) -> None:
    """Nobody presses anything there."""
    room = (f"/together/{town.work}", {"assignment_id": town.work})
    with at_work(town):
        # A quarter of an hour after it the sitting ends by itself.
        builders.appointment(town.cast.alma, town.cast.ben, clock.now() - timedelta(minutes=65) + SOON)
        together.start(town.cast.alma, town.work)
    async with town.tab("alma") as page:
        assert (await page.hydrate(*room))["together_state.view"]["first_name"] == "Ben"
        await until(page, "together_state.view", None)
    with at_work(town):
        builders.appointment(town.cast.alma, town.cast.ben, clock.now())
        together.start(town.cast.alma, town.work)
    async with town.tab("alma") as page, town.tab("alma") as desk:
        assert (await page.hydrate(*room))["together_state.view"]["first_name"] == "Ben"
        await town.arrive(desk, "/care")
        await town.press(desk, f"{FINISH}finish", "/care", client_id=town.ben)
        await until(page, "together_state.view", None)


async def test_a_save_in_the_room_that_is_refused_is_answered_or_the_page_would_ask_without_end(town: Town) -> None:
    with at_work(town):
        builders.appointment(town.cast.alma, town.cast.ben, clock.now())
        together.start(town.cast.alma, town.work)
    room = (f"/together/{town.work}", {"assignment_id": town.work})
    async with town.tab("alma") as page:
        entry = (await page.hydrate(*room))["together_state.view"]["entry_id"]
        words = {"entry": entry, "field": "no_such_field", "value": "1", "base": 0, "writer": "tab", "seq": 7}
        told = await page.ask(f"{TOGETHER}save", *room, **words)
        assert told["together_state.ack"] == {"writer": "tab", "fields": {"no_such_field": [7, 0, "refused"]}}


async def test_who_covers_has_the_client_on_the_list_at_once_and_loses_them_at_the_end(town: Town) -> None:
    async with town.tab("eve") as office, town.tab("drew") as home, town.tab("drew") as page:
        await home.hydrate("/clients")
        assert not (await town.arrive(office, "/care"))["care_state.view"]["in_care"]
        await town.press(office, f"{CARE}check_cover", form_data=town.cover_form)
        await town.prove("eve")
        home.updates.clear()
        told = await town.press(office, f"{CARE}cover")
        assert [line["name"] for line in told["care_state.view"]["covers"]] == ["Drew Ash"]
        await home.answer(QUIET)
        assert "Ben Okafor" in str(home.vars()["clients_state.view"])
        read = (await town.arrive(page))["client_state.view"]
        assert (read["part"], read["in_care"]) == ("covered", False)
        page.updates.clear()
        home.updates.clear()
        cover = told["care_state.view"]["covers"][0]["id"]
        await town.press(office, f"{CARE}end_cover", client_id=town.ben, cover_id=cover)
        await until(page, "notice.missing", True)
        assert page.vars()["client_state.view"] is None
        await home.answer(QUIET)
        assert "Ben" not in str(home.vars()["clients_state.view"])


async def test_a_cover_that_ended_by_its_date_is_answered_kindly(town: Town) -> None:
    async with town.tab("eve") as office, town.tab("drew") as page:
        await town.arrive(office, "/care")
        await town.press(office, f"{CARE}check_cover", form_data=town.cover_form)
        await town.prove("eve")
        await town.press(office, f"{CARE}cover")
        await town.arrive(page)
        _over(town)
        told = await town.press(page, f"{MEETING}same_time", "", client_id=town.ben)
        assert told["notice.key"] == "problem.not_found"
        told = await town.press(page, f"{CLIENT}read_new", "")
        assert told["notice.key"] == "problem.not_found"


def _over(town: Town) -> None:
    """As if its last day had gone by."""
    prepare(Settings(data_dir=town.data))
    with database.writing() as session:
        for row in session.exec(select(Cover)):
            row.from_at, row.until_at = row.from_at - timedelta(days=9), clock.now() - timedelta(minutes=1)
            session.add(row)
    let_go()


async def test_what_is_wrong_is_said_beside_its_field_and_nobody_is_asked_who_they_are(town: Town) -> None:
    async with town.tab("alma") as desk:
        await town.arrive(desk, "/care")
        form = {**town.cover_form, "cover_until": "2020-01-01"}
        told = await town.press(desk, f"{CARE}check_cover", form_data=form)
        assert (told["notice.field"], told["notice.key"]) == ("cover_until", "problem.past")
        told = await town.press(desk, f"{CARE}check_supervise", form_data={"client_id": town.ben})
        assert (told["notice.field"], told["notice.key"]) == ("supervise_person", "problem.choose")
        told = await town.press(desk, f"{CARE}cover")
        assert told["notice.key"] == "problem.ask_again"


async def test_the_owner_has_somebody_read_for_all_of_a_clinicians(town: Town) -> None:
    async with town.tab("eve") as office:
        await office.hydrate("/practice")
        rest = {name.removeprefix("cover_"): value for name, value in town.cover_form.items()}
        form = {f"cover_all_{name}": value for name, value in rest.items()} | {
            "cover_all_for": town.cast.alma.person_id
        }
        await office.ask(f"{LIST}check", "/practice", form_data=form)
        assert (await office.answer(0.4))["care_list_state.checked"]["clients"] == 1
        await town.prove("eve")
        await office.ask(f"{LIST}cover_all", "/practice")
        told = await office.answer(0.4)
        assert (told["care_list_state.covered"], told["care_list_state.covering"]) == (1, "Drew")
        lines = {line["name"]: line["covers"] for line in told["care_list_state.view"]["clients"]}
        assert lines == {"Ben Okafor": "Drew Ash", "Dan Li": ""}
