"""Fetching a sealed record over HTTP: each of the cast, and tickets that are old, used, made up or somebody else's."""

from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from betterjournal import clock, settings
from betterjournal.access import Actor
from betterjournal.accounts import actions, proving
from betterjournal.accounts.proving import Proof
from betterjournal.privacy import queries, sealing
from betterjournal.privacy.views import OfferView
from betterjournal.web import between
from betterjournal.web.http.sealed import sealed_routes
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers
from tests import builders
from tests.cast import PASSPHRASE, Cast
from tests.privacy.records import opened

FORM = {"recipient": "Dr. Noor Aziz", "known_as": "Called back", "basis": "asked", "reason": "Ben asked"}


def offered(cast: Cast, who: Actor) -> OfferView:
    proving.prove(who, Proof(PASSPHRASE))
    return sealing.seal(who, sealing.check(who, cast.ben.client_id or "", FORM))


async def fetch(token: str, offer: OfferView, *, client_id: str | None = None, origin: str | None = None) -> Response:
    url = settings.load().public_url
    app = Gate(Headers(Starlette(routes=sealed_routes()), url), url, "")
    given = {"ticket": offer.ticket, "words": offer.words, "client_id": offer.id if client_id is None else client_id}
    cookies = {"betterjournal": token} if token else {}
    async with AsyncClient(transport=ASGITransport(app), base_url=url, cookies=cookies) as http:
        return await http.post("/sealed-record", data=given, headers={"origin": origin or url})


def refused(answer: Response) -> bool:
    return answer.status_code == 303 and answer.content == b""


async def test_it_comes_as_a_file_that_nobody_keeps(cast: Cast) -> None:
    builders.assignment(cast.alma, cast.ben, what="WORK-SET")
    offer = offered(cast, cast.eve)
    answer = await fetch(cast.tokens["eve"], offer)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="notes-{offer.number}.zip.age"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "WORK-SET" in opened(answer.content, offer.words)["record.html"]
    assert b"WORK-SET" not in answer.content


@pytest.mark.parametrize("who", ["alma", "ben", "cora", "dan", "sol", ""])
async def test_the_owners_ticket_is_nobody_elses(cast: Cast, who: str) -> None:
    offer = offered(cast, cast.eve)
    assert refused(await fetch(cast.tokens.get(who, ""), offer))
    assert (await fetch(cast.tokens["eve"], offer)).status_code == 200


async def test_a_used_an_old_and_a_made_up_ticket_say_the_same(cast: Cast) -> None:
    used, old = offered(cast, cast.alma), offered(cast, cast.alma)
    await fetch(cast.tokens["alma"], used)
    answers = [await fetch(cast.tokens["alma"], used)]
    answers.append(await fetch(cast.tokens["alma"], OfferView(used.id, "made up", used.words, "", "")))
    with clock.stopped_at(clock.now() + timedelta(minutes=10)):
        answers.append(await fetch(cast.tokens["alma"], old))
        told = [
            between.came_back(answer.headers["set-cookie"].split(";")[0], f"/clients/{used.id}/sealed")
            for answer in answers[-1:]
        ]
    assert all(refused(answer) for answer in answers)
    assert {answer.headers["location"] for answer in answers} == {f"/clients/{used.id}/sealed"}
    assert [back.key for back in told if back] == ["problem.ticket_used"]


async def test_after_signing_out_a_ticket_fetches_nothing(cast: Cast) -> None:
    offer = offered(cast, cast.alma)
    actions.sign_out(cast.alma)
    answer = await fetch(cast.tokens["alma"], offer)
    assert refused(answer)
    assert answer.headers["location"] == "/sign-in"


@pytest.mark.parametrize("client_id", ["", "//evil.example", "../practice", "x" * 32])
async def test_a_wrong_way_back_leads_home_and_nowhere_else(cast: Cast, client_id: str) -> None:
    answer = await fetch(cast.tokens["eve"], OfferView("", "made up", "", "", ""), client_id=client_id)
    assert answer.headers["location"] == "/"


async def test_another_sites_form_fetches_nothing(cast: Cast) -> None:
    offer = offered(cast, cast.eve)
    assert (await fetch(cast.tokens["eve"], offer, origin="http://evil.example")).status_code == 403
    assert queries.sealed(cast.eve, offer.id).lines == []
