"""The key of what a device keeps, over HTTP: for the client's own unlocked page, and one nothing for everybody else."""

from collections.abc import AsyncIterator
from itertools import count

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from betterjournal import settings
from betterjournal.accounts import locking
from betterjournal.accounts.models import DeviceKey
from betterjournal.settings import Settings
from betterjournal.web.http import routes
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers
from tests.builders import rows
from tests.cast import Cast

PAGE = {"sec-fetch-site": "same-origin"}
# Each test asks from a place of its own: how often one may is remembered.
PLACES = count(1)


@pytest.fixture
async def browser(house: Settings) -> AsyncIterator[AsyncClient]:
    url = settings.load().public_url
    app = Gate(Headers(Starlette(routes=routes()), url), url, "")
    async with AsyncClient(transport=ASGITransport(app, client=(f"192.0.2.{next(PLACES)}", 1)), base_url=url) as client:
        yield client


async def ask(browser: AsyncClient, token: str, headers: dict[str, str] = PAGE, kept: str = "") -> Response:
    cookie = {"cookie": f"betterjournal={token}"} if token else {}
    return await browser.get("/device-key", params={"kept": kept}, headers={**headers, **cookie})


async def test_a_clients_own_page_is_handed_it_and_nobody_stores_it(cast: Cast, browser: AsyncClient) -> None:
    answer = await ask(browser, cast.tokens["ben"])
    assert list(answer.json()["keys"]) == [answer.json()["now"]]
    assert answer.headers["cache-control"] == "no-store"


async def test_everybody_else_gets_one_nothing(cast: Cast, browser: AsyncClient) -> None:
    bens = (await ask(browser, cast.tokens["ben"])).json()["now"]
    locking.lock(cast.ben)
    said = [await ask(browser, cast.tokens[name], kept=bens) for name in ("ben", "alma", "cora", "eve", "sol")]
    said += [await ask(browser, ""), await ask(browser, "a" * 43)]
    for headers in ({}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "none"}, {"sec-fetch-site": "same-site"}):
        said.append(await ask(browser, cast.tokens["dan"], headers))
    said.append(await ask(browser, cast.tokens["dan"], {**PAGE, "origin": "https://evil.example"}))
    seen = {(each.status_code, each.text, str(sorted(each.headers.items()))) for each in said}
    assert len(seen) == 1
    assert {(status, words) for status, words, _ in seen} == {(204, "")}
    assert len(rows(DeviceKey)) == 1


async def test_another_client_is_not_handed_bens(cast: Cast, browser: AsyncClient) -> None:
    bens = (await ask(browser, cast.tokens["ben"])).json()["now"]
    assert bens not in (await ask(browser, cast.tokens["dan"], kept=bens)).text


async def test_a_script_that_asks_without_end_gets_nothing(cast: Cast, browser: AsyncClient) -> None:
    said = [(await ask(browser, cast.tokens["dan"])).status_code for _ in range(40)]
    assert said[:30] == [200] * 30
    assert said[-1] == 204
    assert (await ask(browser, cast.tokens["ben"])).status_code == 200


@pytest.mark.parametrize(("locked", "left"), [(False, 0), (True, 1)])
async def test_signing_out_destroys_it_unless_whoever_presses_could_be_anybody(
    cast: Cast, browser: AsyncClient, locked: bool, left: int
) -> None:
    await ask(browser, cast.tokens["ben"])
    if locked:
        locking.lock(cast.ben)
    url = settings.load().public_url
    await browser.post("/auth/sign-out", headers={"cookie": f"betterjournal={cast.tokens['ben']}", "origin": url})
    assert (await ask(browser, cast.tokens["ben"])).status_code == 204
    assert len(rows(DeviceKey)) == left


async def gone(browser: AsyncClient, headers: dict[str, str] = PAGE, kept: str = "") -> Response:
    return await browser.get("/device-key/gone", params={"kept": kept}, headers=headers)


async def test_any_page_of_ours_hears_which_keys_are_destroyed_and_no_other_page(
    cast: Cast, browser: AsyncClient
) -> None:
    bens, dans = [(await ask(browser, cast.tokens[name])).json()["now"] for name in ("ben", "dan")]
    url = settings.load().public_url
    await browser.post("/auth/sign-out", headers={"cookie": f"betterjournal={cast.tokens['ben']}", "origin": url})
    browser.cookies.clear()
    answer = await gone(browser, kept=f"{bens},{dans}")
    assert answer.json() == {"gone": [bens]}
    assert answer.headers["cache-control"] == "no-store"
    strange = [{}, {"sec-fetch-site": "cross-site"}, {**PAGE, "origin": "https://evil.example"}]
    assert [(await gone(browser, headers, bens)).status_code for headers in strange] == [204] * 3
    assert (await gone(browser)).json() == {"gone": []}


async def test_who_guesses_ids_without_end_hears_nothing(cast: Cast, browser: AsyncClient) -> None:
    said = [(await gone(browser, kept="a")).status_code for _ in range(40)]
    assert (said[0], said[-1]) == (200, 204)
