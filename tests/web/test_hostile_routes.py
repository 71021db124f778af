"""Every plain HTTP route, by everybody, with every id of Ben's; the list comes from the code, each has its place."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import or_, select
from starlette.applications import Starlette
from starlette.routing import Route

from betterjournal import database, settings
from betterjournal.accounts import sessions
from betterjournal.accounts.models import Person
from betterjournal.migrations.tables import METADATA
from betterjournal.settings import Settings
from betterjournal.web.http import routes
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers
from tests.cast import PASSPHRASE, Cast
from tests.world import MARK, World

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
STRANGERS = ("nobody", "half", "dan", "cora", "eve", "sol")
# The owner's record says about whom something was done, never what was written.
KNOWS_NAMES = {("eve", "/practice/record.csv")}
# Who supervises Alma for Ben reads the brief there as on its page, and reading is opening.
READS = {("sol", "/brief.pdf")}
# They change with every visit, whoever comes.
UNWATCHED = ("throttle", "audit_record", "audit_head", "sign_in_session")


@dataclass(frozen=True)
class Place:
    """How a route is asked, and where somebody is sent who has not signed in or follows no link; "" for nowhere."""

    method: str
    body: str = ""
    away: str = ""


PLACES = {
    "/health": Place("GET"),
    "/robots.txt": Place("GET"),
    "/help-now": Place("GET"),
    "/offline": Place("GET"),
    "/offline.js": Place("GET"),
    "/manifest.webmanifest": Place("GET"),
    "/service-worker.js": Place("GET"),
    "/device-key": Place("GET"),
    "/device-key/gone": Place("GET"),
    "/auth/sign-in": Place("POST", "form", "/sign-in"),
    "/auth/second-factor": Place("POST", "form", "/sign-in"),
    "/auth/sign-out": Place("POST", "form", "/sign-in"),
    "/auth/sign-out-everywhere": Place("POST", "form", "/sign-in"),
    "/auth/link": Place("POST", "form", "/sign-in"),
    "/auth/set-up": Place("POST", "form", "/setup"),
    "/auth/consent": Place("POST", "form", "/join"),
    "/auth/join": Place("POST", "form", "/join"),
    "/auth/passkey/options": Place("POST", "json"),
    "/auth/passkey/sign-in": Place("POST", "json", "/sign-in"),
    "/auth/passkey/register-options": Place("POST", "json", "/sign-in"),
    "/auth/passkey/register": Place("POST", "json", "/sign-in"),
    "/auth/passkey/remove": Place("POST", "json", "/sign-in"),
    "/auth/join-staff": Place("POST", "form", "/join"),
    "/auth/forgotten": Place("POST", "form", "/sign-in/asked"),
    "/auth/back": Place("POST", "form", "/back"),
    "/sealed-record": Place("POST", "form", "/sign-in"),
    "/note.ics": Place("POST", "form", "/sign-in"),
    "/brief.pdf": Place("POST", "form", "/sign-in"),
    "/pages.pdf": Place("POST", "form", "/sign-in"),
    "/practice/record.csv": Place("GET", "", "/sign-in"),
    "/auth/prove": Place("POST", "json", "/sign-in"),
    "/auth/unlock": Place("POST", "json", "/sign-in"),
}
POSTS = sorted(path for path, place in PLACES.items() if place.method == "POST")


@pytest.fixture
async def browser(house: Settings) -> AsyncIterator[AsyncClient]:
    """Behind the real gate, sending what a page of ours would."""
    url = settings.load().public_url
    app = Gate(Headers(Starlette(routes=routes()), url), url, "")
    async with AsyncClient(transport=ASGITransport(app), base_url=url, headers={"origin": url}) as client:
        yield client


@dataclass
class Town:
    cast: Cast
    world: World

    def enter(self, who: str) -> str:
        """A new sign-in of this person: some routes end the one that asks."""
        if who == "nobody":
            return ""
        name, passed = ("alma", False) if who == "half" else (who, True)
        with database.writing() as session:
            person = session.get_one(Person, self.cast.everybody()[name].person_id)
            return sessions.begin(session, person, passed_factor=passed).token

    @property
    def claims(self) -> dict[str, str]:
        """Everything a stranger could know of Ben's, under every name that a route reads."""
        world = self.world
        ids = ("client", "assignment", "entry", "page", "shared", "aside", "review", "note", "passkey", "coming")
        known = {name: getattr(world, name) for name in ids} | {f"{name}_id": getattr(world, name) for name in ids}
        return known | {"person_id": self.cast.ben.person_id, "email": "ben@demo.test", "password": "a wrong guess"}

    def stored(self) -> dict[str, list[str]]:
        """Every row that is Ben's, as client or as person."""
        client, person = self.world.client, self.cast.ben.person_id
        found: dict[str, list[str]] = {}
        with database.reading() as session:
            for table in METADATA.sorted_tables:
                whose = {"client_id": client, "person_id": person}
                mine = [table.c[name] == value for name, value in whose.items() if name in table.c]
                mine += [table.c.id == person] if table.name == "person" else []
                if mine and table.name not in UNWATCHED:
                    rows = session.connection().execute(select(table).where(or_(*mine)))
                    found[table.name] = sorted(str(row) for row in rows)
        return found


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast, World.of(cast))


async def ask(browser: AsyncClient, path: str, given: dict[str, Any], cookie: str = "") -> Response:
    place, claims = PLACES[path], {**given}
    address = re.sub(r"\{(\w+)(?::\w+)?\}", lambda name: str(claims.get(name[1], "x")), path)
    sent = {"form": {"data": given}, "json": {"json": given}}.get(place.body, {"params": given})
    browser.cookies.clear()
    headers = {"cookie": f"betterjournal={cookie}"} if cookie else {}
    return await browser.request(place.method, address, headers=headers, **sent)  # type: ignore[arg-type]


def where(answer: Response) -> str:
    """The page that the browser goes to next."""
    if answer.headers.get("content-type") == "application/json":
        return str(answer.json().get("to", ""))
    return answer.headers.get("location", "")


def test_every_route_has_a_place_here() -> None:
    found = {each.path: (each.methods or set()) - {"HEAD"} for each in routes() if isinstance(each, Route)}
    assert len(found) == len(routes())
    assert found == {path: {place.method} for path, place in PLACES.items()}


@pytest.mark.parametrize("path", sorted(PLACES))
async def test_a_route_answers_its_own_method_only(cast: Cast, browser: AsyncClient, path: str) -> None:
    token = cast.tokens["ben"]
    for method in set(METHODS) - {PLACES[path].method}:
        answer = await browser.request(method, path, headers={"cookie": f"betterjournal={token}"})
        assert answer.status_code == 405
    assert sessions.resolve(token, act=False) is not None


@pytest.mark.parametrize("path", POSTS)
async def test_no_post_is_taken_from_another_page(cast: Cast, browser: AsyncClient, path: str) -> None:
    token = cast.tokens["ben"]
    del browser.headers["origin"]
    for origin in ({"origin": "https://evil.example"}, {"origin": "null"}, {}):
        answer = await browser.post(path, headers={"cookie": f"betterjournal={token}", **origin})
        assert (answer.status_code, answer.headers.get("set-cookie")) == (403, None)
    assert sessions.resolve(token, act=False) is not None


@pytest.mark.parametrize("path", sorted(path for path, place in PLACES.items() if place.away))
async def test_who_is_not_signed_in_is_sent_away(cast: Cast, browser: AsyncClient, path: str) -> None:
    answer = await ask(browser, path, {"email": "ben@demo.test", "password": "a wrong guess"})
    assert where(answer) == PLACES[path].away
    given = [line for line in answer.headers.get_list("set-cookie") if line.startswith("betterjournal=")]
    assert [line for line in given if not line.startswith('betterjournal="";')] == []


@pytest.mark.parametrize("who", STRANGERS)
async def test_with_every_id_of_bens_no_route_changes_or_tells_anything_of_his(
    town: Town, browser: AsyncClient, who: str
) -> None:
    before = town.stored()
    told = {}
    for path in (path for path in PLACES if (who, path) not in READS):
        for kind in ("", "prove", "join", "add"):
            answer = await ask(browser, path, {**town.claims, "for": kind}, town.enter(who))
            told[path, kind] = answer.text + str(answer.headers)
    assert [path for path, said in told.items() if MARK in said] == []
    named = [path for (path, _), said in told.items() if "Okafor" in said]
    assert [path for path in named if (who, path) not in KNOWS_NAMES] == []
    assert town.stored() == before
    assert all(before[table] for table in ("person", "passkey", "assignment", "shared"))


async def test_a_field_in_the_address_is_not_one_of_the_form(cast: Cast, browser: AsyncClient) -> None:
    typed = {"email": "ben@demo.test", "password": PASSPHRASE}
    for given in ({"params": typed}, {"params": typed, "data": {"email": "ben@demo.test"}}):
        answer = await browser.post("/auth/sign-in", **given)  # type: ignore[arg-type]
        assert where(answer) == "/sign-in"
    twice = f"email=nobody%40demo.test&email=ben%40demo.test&password=x&password={PASSPHRASE.replace(' ', '+')}"
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert where(await browser.post("/auth/sign-in?password=x", content=twice, headers=headers)) == "/today"
