"""What a bare socket client can and cannot do to the guard."""

import asyncio
from typing import Any

import pytest

from tests.web.conftest import Served
from tests.web.tab import HYDRATE, Tab, open_tab, tab_token

STATE = "reflex___state____state.tests___web___trial____trial_state"
BAD_ARGUMENTS: list[dict[str, Any]] = [
    {},
    {"number": "3"},
    {"number": None},
    {"number": [3]},
    {"number": True},
    {"number": 3.5},
    {"number": 3, "extra": 1},
    {"self": 1, "number": 3},
]


def named(handler: str) -> str:
    return f"{STATE}.{handler}"


@pytest.mark.parametrize("given", BAD_ARGUMENTS)
async def test_wrong_arguments_are_refused_and_not_logged(served: Served, given: dict[str, Any]) -> None:
    async with open_tab(served.url) as tab:
        await tab.hydrate()
        await tab.client.emit(
            "event",
            {"name": named("count"), "payload": given, "router_data": {"pathname": "/"}},
            namespace="/_event",
        )
        await tab.answer()
        assert tab.vars()["trial_state.number"] == 0
        assert await tab.ask(named("count"), number=4) == {"trial_state.number": 4}


@pytest.mark.parametrize("handler", ["set_words", "quiet_helper", "setvar", "reset", "get_state", "words"])
async def test_an_unplaced_handler_never_runs(served: Served, handler: str) -> None:
    async with open_tab(served.url, cookie="ben-cookie") as tab:
        await tab.hydrate()
        assert await tab.ask(named(handler)) == {}
        assert await tab.ask(named(handler), words="taken") == {}
        assert await tab.ask(f"reflex___state____state.{handler}", var_name="words", value="taken") == {}


async def test_client_storage_cannot_write_a_state(served: Served) -> None:
    forged = {f"{STATE}.words_rx_state_": "forged"}
    async with open_tab(served.url) as tab:
        await tab.hydrate()
        assert await tab.ask(HYDRATE, vars=forged) == {}
        writer = "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal"
        assert await tab.ask(writer, vars=forged) == {}


@pytest.mark.parametrize("handler", ["load", "save", "staff_only", "owes_a_code", "owner_only"])
async def test_signed_out_nothing_but_public_answers(served: Served, handler: str) -> None:
    given = {"text": "x"} if handler == "save" else {}
    async with open_tab(served.url) as tab:
        await tab.hydrate()
        answer = await tab.ask(named(handler), **given)
        assert answer["notice.key"] == "problem.signed_out"
        assert "trial_state.words" not in answer


@pytest.mark.parametrize(
    ("cookie", "allowed"),
    [
        ("ben-cookie", {"load", "owes_a_code"}),
        ("alma-cookie", {"staff_only", "owes_a_code"}),
        ("half-cookie", {"owes_a_code"}),
        ("eve-cookie", {"staff_only", "owner_only", "owes_a_code"}),
    ],
)
async def test_each_person_reaches_only_their_places(served: Served, cookie: str, allowed: set[str]) -> None:
    for handler in ("load", "staff_only", "owes_a_code", "owner_only"):
        async with open_tab(served.url, cookie=cookie) as tab:
            await tab.hydrate()
            answer = await tab.ask(named(handler))
            assert ("trial_state.words" in answer) is (handler in allowed)
            assert (answer.get("notice.key") == "problem.refused") is (handler not in allowed)


async def test_a_forged_address_opens_nothing(served: Served) -> None:
    async with open_tab(served.url) as tab:
        await tab.hydrate()
        answer = await tab.ask(named("staff_only"), path="/clients/ben", **{})
        assert answer["notice.key"] == "problem.signed_out"


async def test_a_reused_tab_token_gets_an_empty_state(served: Served) -> None:
    token = tab_token()
    async with open_tab(served.url, cookie="ben-cookie", token=token) as tab:
        await tab.hydrate()
        assert (await tab.ask(named("load")))["trial_state.words"] == "words of Ben Okafor"
    async with open_tab(served.url, token=token) as thief:
        assert "Ben" not in str(await thief.hydrate())
        assert "Ben" not in str(await thief.ask(named("count"), number=1))


async def test_a_reused_tab_token_is_not_pushed_to_before_it_says_who_it_is(served: Served) -> None:
    token = tab_token()
    async with open_tab(served.url, cookie="ben-cookie", token=token) as tab:
        await tab.hydrate()
        await tab.ask(named("load"))
    async with open_tab(served.url, token=token) as thief, open_tab(served.url) as other:
        await other.hydrate()
        await other.ask(named("announce"), topic="client:ben")
        await thief.answer(0.5)
        assert "Ben" not in str(thief.updates)


async def test_the_second_tab_with_a_live_token_gets_another(served: Served) -> None:
    token = tab_token()
    async with (
        open_tab(served.url, cookie="ben-cookie", token=token) as tab,
        open_tab(served.url, token=token) as thief,
    ):
        await tab.hydrate()
        await tab.ask(named("load"))
        assert "Ben" not in str(await thief.hydrate())


async def test_an_announcement_reloads_the_page_that_follows_it(served: Served) -> None:
    async with open_tab(served.url, cookie="ben-other-cookie") as tab, open_tab(served.url) as other:
        await tab.hydrate()
        await other.hydrate()
        before = (await tab.ask(named("load")))["trial_state.loads"]
        tab.updates.clear()
        await other.ask(named("announce"), topic="client:somebody-else")
        assert await tab.answer() == {}
        await other.ask(named("announce"), topic="client:ben")
        assert (await tab.answer())["trial_state.loads"] == before + 1


async def test_a_page_that_was_left_is_not_reloaded(served: Served) -> None:
    async with open_tab(served.url, cookie="ben-other-cookie") as tab, open_tab(served.url) as other:
        await tab.hydrate()
        await other.hydrate()
        await tab.ask(named("load"))
        await tab.ask("reflex___state____state.reflex___state____on_load_internal_state.on_load_internal")
        tab.updates.clear()
        await other.ask(named("announce"), topic="client:ben")
        assert await tab.answer() == {}


async def test_an_ended_session_is_sent_away_and_gets_nothing_more(served: Served) -> None:
    async with open_tab(served.url, cookie="ben-cookie") as tab, open_tab(served.url) as other:
        await tab.hydrate()
        await other.hydrate()
        await tab.ask(named("load"))
        tab.updates.clear()
        await other.ask(named("end"), session_id="ben-session")
        await asyncio.wait_for(tab.closed.wait(), 2)
        assert [event["name"] for update in tab.updates for event in update.get("events", [])] == ["_redirect"]
        assert "words" not in str(tab.updates)
        async with open_tab(served.url, cookie="ben-cookie", token=tab.token) as again:
            assert "Ben" not in str(await again.hydrate())
            assert (await again.ask(named("load")))["notice.key"] == "problem.signed_out"
        await other.ask(named("revive"), session_id="ben-session")


async def test_a_failure_says_an_id_and_keeps_its_text(served: Served) -> None:
    async with open_tab(served.url, cookie="eve-cookie") as tab:
        await tab.hydrate()
        answer = await tab.ask(named("break_down"), secret="what Ben wrote")
        assert answer["notice.key"] == "problem.failed"
        error_id = answer["notice.values"]["id"]
        assert "what Ben wrote" not in str(answer)
        assert error_id in served.logged()
        assert "what Ben wrote" not in served.logged()
        assert "eve-cookie" not in served.logged()


async def test_malformed_events_reveal_nothing_and_log_nothing(served: Served) -> None:
    async with open_tab(served.url, cookie="eve-cookie") as tab:
        await tab.hydrate()
        for junk in ("what Ben wrote", ["what Ben wrote"], 7, {"name": 3}, {"payload": "what Ben wrote"}, {}):
            await tab.client.emit("event", junk, namespace="/_event")
        await tab.client.emit("client_error", {"message": "what Ben wrote"}, namespace="/_event")
        await tab.answer()
    assert "what Ben wrote" not in served.logged()
    assert "eve-cookie" not in served.logged()


async def test_a_problem_is_told_and_the_next_press_clears_it(served: Served) -> None:
    async with open_tab(served.url) as tab:
        await tab.hydrate()
        answer = await tab.ask(named("refuse"), field="email")
        assert (answer["notice.key"], answer["notice.field"]) == ("problem.invalid", "email")
        assert (await tab.ask(named("count"), number=1))["notice.key"] == ""
        assert (await tab.ask(named("lose")))["notice.key"] == "problem.not_found"


async def test_only_what_a_person_did_counts_as_an_act(served: Served) -> None:
    async with open_tab(served.url, cookie="alma-cookie") as tab:
        await tab.hydrate()
        before = (await tab.ask(named("acts"))).get("trial_state.number", 0)
        await tab.ask(named("save"), text="x", again=True)
        await tab.ask(HYDRATE)
        assert (await tab.ask(named("acts"))).get("trial_state.number", before) == before
        await tab.ask(named("save"), text="x", again=False)
        assert (await tab.ask(named("acts")))["trial_state.number"] == before + 1


async def test_a_cookie_nobody_holds_is_nobody(served: Served) -> None:
    for cookie in ("x" * 4000, "ben-cookie2", '"', "ben-cookie; betterjournal=x"):
        tab = Tab(served.url, cookie=cookie)
        try:
            await tab.connect()
            await tab.hydrate()
            assert (await tab.ask(named("staff_only")))["notice.key"] in (
                "problem.signed_out",
                "problem.refused",
            )
        finally:
            await tab.client.shutdown()
