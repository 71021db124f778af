"""A cookie that is nobody's, for whatever reason, is one answer: over HTTP and over the socket, as with no cookie."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from betterjournal import clock, database
from betterjournal.accounts import actions, carried, passwords, sessions, tokens
from betterjournal.accounts.models import Person, SignInSession
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from betterjournal.web import between, routes
from tests.cast import Cast
from tests.conftest import QUICK
from tests.serving import Server
from tests.web.tab import Tab, open_tab

KINDS = (
    "ended",
    "out of date",
    "of somebody disabled",
    "of another installation",
    "one letter off",
    "the stored digest",
    "the session's id",
    "too long",
    "a quote",
    "twice",
    "spaces",
    "half a pair",
)
# Posts that ask who is signed in.
POSTS = {
    "/auth/second-factor": "form",
    "/auth/sign-out": "form",
    "/auth/sign-out-everywhere": "form",
    "/auth/passkey/register-options": "json",
    "/auth/passkey/register": "json",
    "/auth/passkey/remove": "json",
    "/auth/prove": "json",
}
PAGES = (routes.TODAY, routes.CLIENTS, routes.ACCOUNT, routes.PRACTICE, routes.SECOND_FACTOR)


@dataclass
class Town:
    server: Server
    cast: Cast
    cookies: dict[str, str]
    elsewhere: dict[str, str]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A served practice with cookies that are nobody's, some made by a second practice on the same machine."""
    data = tmp_path_factory.mktemp("sessions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        elsewhere = _another(data / "elsewhere")
        prepare(Settings(data_dir=data / "data"))
        cast = Cast.gather()
        cookies = {"of another installation": elsewhere.pop("token"), **_nobodys(cast)}
    let_go()
    server = Server(data / "data").start()
    yield Town(server, cast, cookies, elsewhere)
    server.stop()


def _another(data: Path) -> dict[str, str]:
    """What another installation gave: a sign-in token, and what it sealed for a browser to carry."""
    prepare(Settings(data_dir=data))
    given = {"token": Cast.gather().tokens["alma"]}
    given["link"] = carried.seal(between.LINK, {"page": routes.JOINING, "token": "x" * 43, "agreed": []})
    back = {"page": routes.SIGN_IN, "key": "problem.wait", "field": "", "values": {"minutes": "9"}, "typed": {}}
    given["came-back"] = carried.seal(between.CAME_BACK, back)
    let_go()
    return given


def _nobodys(cast: Cast) -> dict[str, str]:
    living = cast.tokens["alma"]
    with database.writing() as session:
        alma, cora = (session.get_one(Person, each.person_id) for each in (cast.alma, cast.cora))
        old, out = sessions.begin(session, alma, passed_factor=True), sessions.begin(session, alma, passed_factor=True)
        session.flush()
        wanted = select(SignInSession).where(SignInSession.token_digest == tokens.digest(old.token))
        session.exec(wanted).one().ends_at = clock.now() - timedelta(seconds=1)
        cora.disabled_at = clock.now()
        session.add(cora)
    leaving = sessions.resolve(out.token, act=False)
    assert leaving is not None
    actions.sign_out(leaving)
    return {
        "ended": out.token,
        "out of date": old.token,
        "of somebody disabled": cast.tokens["cora"],
        "one letter off": living[:-1] + ("a" if living[-1] != "a" else "b"),
        "the stored digest": tokens.digest(living),
        "the session's id": cast.alma.session_id,
        "too long": "x" * 6000,
        "a quote": '"',
        "twice": f"nothing; betterjournal={living}",
        "spaces": f"{living} x",
        "half a pair": "=",
    }


def _answer(town: Town, path: str, body: str, cookie: str) -> tuple[int, str, str, list[str]]:
    """Everything about an answer but the hour and what is sealed in it."""
    sent = {"json": {}} if body == "json" else {"data": {}}
    headers = {"origin": town.server.url, **({"cookie": cookie} if cookie else {})}
    answer = httpx.post(f"{town.server.url}{path}", headers=headers, timeout=10, **sent)  # type: ignore[arg-type]
    set_cookies = (re.sub(r"=[^;]*", "=·", line, count=1) for line in answer.headers.get_list("set-cookie"))
    kept = sorted(re.sub(r"expires=[^;]*", "", line) for line in set_cookies)
    return answer.status_code, answer.headers.get("location", ""), answer.text, kept


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", POSTS)
def test_a_token_that_is_nobodys_is_one_answer_over_http(town: Town, path: str, kind: str) -> None:
    nobody = _answer(town, path, POSTS[path], "")
    assert _answer(town, path, POSTS[path], f"betterjournal={town.cookies[kind]}") == nobody
    assert nobody[1] == routes.SIGN_IN or routes.SIGN_IN in nobody[2]


def test_a_living_token_is_another_answer(town: Town) -> None:
    """What the test above compares can differ."""
    living = f"betterjournal={town.cast.tokens['sol']}"
    for path, body in POSTS.items():
        if "sign-out" not in path:
            assert _answer(town, path, body, living) != _answer(town, path, body, "")


async def _frames(town: Town, page: str, cookie: str) -> list[str]:
    async with open_tab(town.server.url, cookie=cookie) as tab:
        await tab.hydrate(page)
        await tab.answer(0.4)
        return tab.said()


@pytest.mark.parametrize("page", PAGES)
async def test_a_token_that_is_nobodys_is_one_answer_over_the_socket(town: Town, page: str) -> None:
    """To the byte, and the same number of frames."""
    # This client would send the second of two.
    cookies = {kind: cookie for kind, cookie in town.cookies.items() if kind != "twice"}
    nobody, *told = await asyncio.gather(*(_frames(town, page, cookie) for cookie in ("", *cookies.values())))
    assert [kind for kind, frames in zip(cookies, told, strict=True) if frames != nobody] == []
    assert routes.SIGN_IN in str(nobody)
    assert await _frames(town, page, town.cast.tokens["eve"]) != nobody


@pytest.mark.parametrize(("name", "path"), [("link", "/auth/join"), ("link", "/auth/consent")])
def test_a_cookie_of_another_installation_is_nobodys(town: Town, name: str, path: str) -> None:
    """Sealed under another practice's key, whatever it says inside."""
    foreign = f"betterjournal-{name}={town.elsewhere[name]}"
    assert _answer(town, path, "form", foreign) == _answer(town, path, "form", "")


async def test_what_another_installation_had_to_say_is_not_shown(town: Town) -> None:
    told = []
    for cookie in ("x", f"x; betterjournal-came-back={town.elsewhere['came-back']}"):
        told.append(await _frames(town, routes.SIGN_IN, cookie))
    assert told[0] == told[1]
    assert "problem.wait" not in str(told)


async def test_two_tabs_sign_out_at_once_and_both_are_out(town: Town) -> None:
    token = town.cast.tokens["dan"]
    headers = {"cookie": f"betterjournal={token}", "origin": town.server.url}
    async with open_tab(town.server.url, cookie=token) as one, open_tab(town.server.url, cookie=token) as two:
        for tab in (one, two):
            await tab.hydrate(routes.TODAY)
        async with httpx.AsyncClient(headers=headers, timeout=10) as browser:
            leaving = [browser.post(f"{town.server.url}/auth/sign-out") for _ in range(2)]
            answers = await asyncio.gather(*leaving)
        assert [(each.status_code, each.headers["location"]) for each in answers] == [(303, routes.SIGN_IN)] * 2
        for tab in (one, two):
            await asyncio.wait_for(tab.closed.wait(), 5)
    assert await _nothing_more(town, token, one)


async def _nothing_more(town: Town, token: str, former: Tab) -> bool:
    """Whether somebody who takes up the former tab is nobody."""
    async with open_tab(town.server.url, cookie=token, token=former.token) as again:
        await again.hydrate(routes.TODAY)
        return "Dan" not in str(again.updates)
