"""The client's answers about who reads, over the wire: what they do to open pages, and what nobody else can do."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.models import Care, Consent
from betterjournal.care import discharging, handing
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.settings import Settings
from tests import builders
from tests.cast import Cast
from tests.conftest import opened
from tests.web.conftest import Settle
from tests.web.tab import Tab, open_tab

ROOT = "reflex___state____state.betterjournal___web___client___"
TODAY = f"{ROOT}today___state____today_state."
READS = f"{ROOT}me___reads____reads_state."
CONSENT = f"{ROOT}consent___state____consent_state."
JOURNAL = f"{ROOT}journal___state____journal_state."
PAGE = f"{ROOT}page___state____page_state."


@dataclass
class Town:
    url: str
    cast: Cast
    data: Path
    page: str

    def rows(self, table: type) -> list[str]:
        """What is stored, read beside the running server."""
        with opened(Settings(data_dir=self.data)):
            return sorted(map(str, builders.rows(table)))


Begin = Callable[[Callable[[Cast], Any]], Town]


@pytest.fixture
def begin(settle: Settle) -> Begin:
    """`begin(before)`: the practice served, with Ben's page in it, after `before` was done there."""

    def begun(before: Callable[[Cast], Any]) -> Town:
        lived: dict[str, Any] = {}

        def people() -> None:
            cast = lived["cast"] = Cast.gather()
            page = lived["page"] = entries.new_page(cast.ben)
            drafts.save(cast.ben, drafts.Words(page, "text", "larkspur", 0, "tab", 1))
            before(cast)

        server = settle(people)
        return Town(server.url, data=server.data, **lived)

    return begun


def hand_over(cast: Cast) -> None:
    handing.hand_over(builders.proved(cast.alma), cast.ben.client_id or "", cast.cora.person_id)


def bring_back(cast: Cast) -> None:
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    discharging.take_up_again(cast.alma, cast.ben.client_id or "")


def change_the_text(cast: Cast) -> None:
    builders.earlier_text(cast.ben)


def sent_to(tab: Tab) -> list[str]:
    events = [event for update in tab.updates for event in update.get("events") or []]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]


async def test_an_answer_on_one_page_settles_the_question_on_another_at_once(begin: Begin) -> None:
    town = begin(hand_over)
    async with (
        open_tab(town.url, cookie=town.cast.tokens["ben"]) as today,
        open_tab(town.url, cookie=town.cast.tokens["ben"]) as me,
    ):
        await today.hydrate()
        shown = await today.ask(f"{TODAY}load", "/today")
        assert shown["today_state.view"]["care"]["past"] == "unanswered"
        await me.hydrate()
        today.updates.clear()
        answer = await me.ask(f"{READS}choose", "/me", form={"past": "takeaways"})
        assert answer["reads_state.view"]["past"] == "takeaways"
        told = await today.answer(0.3, first=3)
        assert told["today_state.view"]["care"]["past"] == "takeaways"


async def test_no_answer_and_a_made_up_one_are_refused_at_the_field(begin: Begin) -> None:
    town = begin(hand_over)
    before = town.rows(Care)
    async with open_tab(town.url, cookie=town.cast.tokens["ben"]) as tab:
        await tab.hydrate()
        for form in ({}, {"past": "unanswered"}, {"past": "everything"}):
            answer = await tab.ask(f"{TODAY}choose_past", "/today", form=form)
            assert (answer["notice.key"], answer["notice.field"]) == ("problem.choose", "past")
    assert town.rows(Care) == before


async def test_under_a_new_text_ben_reads_and_takes_back_and_keeps_nothing_new_before_he_agrees(begin: Begin) -> None:
    town = begin(change_the_text)
    before = town.rows(Entry), town.rows(Answer), town.rows(Shared)
    async with open_tab(town.url, cookie=town.cast.tokens["ben"]) as tab:
        await tab.hydrate()
        assert (await tab.ask(f"{TODAY}load", "/today"))["today_state.view"]["asked"] == "changed"
        read = await tab.ask(f"{PAGE}load", f"/journal/{town.page}", {"entry_id": town.page})
        assert (read["page_state.view"]["words"], read["page_state.view"]["can_write"]) == ("larkspur", False)
        save = {"entry": town.page, "field": "text", "value": "more", "base": 1, "writer": "tab", "seq": 2}
        assert (await tab.ask(f"{PAGE}save", "/journal", **save))["notice.key"] == "problem.agree_first"
        assert (town.rows(Entry), town.rows(Answer), town.rows(Shared)) == before
        await tab.ask(f"{CONSENT}agree", "/consent", form=dict.fromkeys(TOPICS, "on"))
        await tab.ask(f"{PAGE}save", "/journal", **save)
    assert town.rows(Answer) != before[1]


async def test_taking_it_back_is_seen_on_the_open_page_of_ones_own_clinician_alone(begin: Begin) -> None:
    town = begin(lambda cast: None)
    client = {"client_id": town.cast.ben.client_id or ""}
    async with (
        open_tab(town.url, cookie=town.cast.tokens["alma"]) as alma,
        open_tab(town.url, cookie=town.cast.tokens["cora"]) as cora,
        open_tab(town.url, cookie=town.cast.tokens["ben"]) as ben,
    ):
        for tab in (alma, cora):
            await tab.hydrate(f"/clients/{client['client_id']}", client)
            await tab.answer(0.5)
            tab.updates.clear()
        await ben.hydrate()
        await ben.ask(f"{CONSENT}withdraw", "/consent")
        told = await alma.answer(0.5, first=3)
        assert told["client_state.view"]["stopped_on"]
        await cora.answer(0.3)
        assert "stopped_on" not in str(cora.updates)


async def test_nobody_else_answers_for_ben(begin: Begin) -> None:
    town = begin(hand_over)
    before = town.rows(Care), town.rows(Consent)
    for who in ("", "alma", "cora", "sol", "dan"):
        async with open_tab(town.url, cookie=town.cast.tokens.get(who, "")) as tab:
            await tab.hydrate()
            for handler in (f"{TODAY}choose_past", f"{READS}choose"):
                await tab.ask(handler, "/today", form={"past": "all"})
            await tab.ask(f"{CONSENT}agree", "/consent", form=dict.fromkeys(TOPICS, "on"))
            if who != "dan":
                await tab.ask(f"{CONSENT}withdraw", "/consent")
            for load in (f"{TODAY}load", f"{READS}load", f"{CONSENT}load"):
                answer = await tab.ask(load, "/today")
                assert who == "dan" or "Cora Singh" not in str(answer), who
    assert (town.rows(Care), town.rows(Consent)) == before


async def test_who_came_back_is_sent_to_the_consent_and_writes_nothing_before(begin: Begin) -> None:
    town = begin(bring_back)
    before = town.rows(Entry), town.rows(Answer), town.rows(Shared)
    consented = town.rows(Consent)
    async with open_tab(town.url, cookie=town.cast.tokens["ben"]) as tab:
        await tab.hydrate()
        assert "today_state.view" not in await tab.ask(f"{TODAY}load", "/today")
        assert sent_to(tab) == ["/consent"]
        save = {"entry": town.page, "field": "text", "value": "more", "base": 1, "writer": "tab", "seq": 2}
        for handler, given in (
            (f"{PAGE}save", save),
            (f"{PAGE}share", {"entry": town.page, "form": {}}),
            (f"{JOURNAL}new_page", {}),
            (f"{JOURNAL}check_in", {"form": {"mood": "5"}}),
        ):
            assert (await tab.ask(handler, "/journal", **given))["notice.key"] == "problem.agree_first", handler
        some = await tab.ask(f"{CONSENT}agree", "/consent", form={"use": "use"})
        assert (some["notice.key"], len(some["consent_state.missing"])) == ("problem.consent", len(TOPICS) - 1)
        assert await asyncio.to_thread(town.rows, Consent) == consented
        assert (town.rows(Entry), town.rows(Answer), town.rows(Shared)) == before
        await tab.ask(f"{CONSENT}agree", "/consent", form=dict.fromkeys(TOPICS, "on"))
        assert sent_to(tab) == ["/today"]
        assert "today_state.view" in await tab.ask(f"{TODAY}load", "/today")
    assert len(town.rows(Consent)) == len(consented) + len(TOPICS)
