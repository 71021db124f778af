"""What a phone asks for before anybody has signed in."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from betterjournal import settings
from betterjournal.settings import Settings
from betterjournal.web.http import routes
from betterjournal.web.serving.headers import Headers


@pytest.fixture
async def phone(house: Settings) -> AsyncIterator[AsyncClient]:
    url = settings.load().public_url
    app = Headers(Starlette(routes=routes()), url)
    async with AsyncClient(transport=ASGITransport(app), base_url=url) as client:
        yield client


@pytest.mark.parametrize(
    ("cookie", "name", "lang"),
    [
        ("", "Notes", "en-CA"),
        ("app-name=pages", "Pages", "en-CA"),
        ("app-name=lists; language=fr", "Listes", "fr-CA"),
        ("app-name=therapy", "Notes", "en-CA"),
    ],
)
async def test_the_manifest_has_the_name_that_was_chosen_here(
    phone: AsyncClient, cookie: str, name: str, lang: str
) -> None:
    answer = await phone.get("/manifest.webmanifest", headers={"cookie": cookie})
    body = answer.json()
    assert (body["name"], body["short_name"], body["lang"]) == (name, name, lang)
    assert answer.headers["content-type"] == "application/manifest+json"
    assert answer.headers["vary"] == "cookie, accept-language"


@pytest.mark.parametrize("path", ["/service-worker.js", "/offline.js"])
async def test_its_scripts_are_asked_for_again_whenever_there_is_a_network(phone: AsyncClient, path: str) -> None:
    answer = await phone.get(path)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"


async def test_the_kept_page_speaks_both_languages_and_has_the_numbers(phone: AsyncClient) -> None:
    page = (await phone.get("/offline")).text
    assert page.count("9-8-8") == page.count("911") == 2
    assert 'lang="en-CA"' in page
    assert 'lang="fr-CA"' in page
