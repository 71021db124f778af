"""The passkey posts over HTTP behind the real gate: what a page of ours asks, and what none would."""

import json
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from betterjournal import clock
from betterjournal.accounts import passkeys, proving, queries, sessions
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.models import Passkey, Person
from betterjournal.settings import Settings
from tests.authenticator import Authenticator
from tests.builders import rows
from tests.cast import PASSPHRASE, Cast
from tests.web.test_auth import COOKIE, Browser, invite

PROVE = "prove"
POSTS = ["options", "sign-in", "register-options", "register", "remove", PROVE]
JSON = {"content-type": "application/json"}
JOIN = {"for": "join", "email": "gus@demo.test", "language": "fr"}


@pytest.fixture
def browser(house: Settings) -> Browser:
    return Browser()


def address(to: str) -> str:
    return "/auth/prove" if to == PROVE else f"/auth/passkey/{to}"


async def post(browser: Browser, to: str, **given: Any) -> Any:
    """What the script is answered."""
    answer = await browser.http.post(address(to), json=given)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return answer.json()


async def sent(browser: Browser, to: str, body: bytes, kind: str = JSON["content-type"]) -> Response:
    return await browser.http.post(address(to), content=body, headers={"content-type": kind})


def enters(browser: Browser, cast: Cast, name: str) -> None:
    browser.http.cookies.set(COOKIE, cast.tokens[name])


async def added(browser: Browser) -> Authenticator:
    assert await post(browser, PROVE, password=PASSPHRASE) == {"proved": True}
    key, asked = Authenticator(), await post(browser, "register-options", **{"for": "add"})
    assert await post(browser, "register", credential=key.make(asked["options"])) in ({"to": "/me"}, {"to": "/account"})
    return key


async def used(browser: Browser, key: Authenticator) -> Any:
    asked = await post(browser, "options")
    return await post(browser, "sign-in", credential=key.use(asked["options"]))


async def test_a_passkey_is_added_and_signs_in_with_the_same_cookie_as_a_password(cast: Cast, browser: Browser) -> None:
    enters(browser, cast, "ben")
    key = await added(browser)
    fresh = Browser()
    assert await used(fresh, key) == {"to": "/today"}
    actor = sessions.resolve(fresh.token, act=False)
    assert actor is not None
    assert actor.person_id == cast.ben.person_id
    assert f"{COOKIE}-passkey" not in fresh.http.cookies


async def test_what_was_asked_is_sealed_strict_and_short_lived(cast: Cast, browser: Browser) -> None:
    answer = await browser.http.post("/auth/passkey/options", json={})
    challenge = answer.json()["options"]["challenge"]
    (given,) = answer.headers.get_list("set-cookie")
    assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=300"} <= set(given.split("; "))
    assert challenge not in given
    assert answer.json()["options"]["userVerification"] == "required"
    assert answer.json()["options"]["allowCredentials"] == []


async def test_five_minutes_later_it_is_too_late(cast: Cast, browser: Browser) -> None:
    enters(browser, cast, "ben")
    key = await added(browser)
    asked = await post(browser, "options")
    with clock.stopped_at(clock.now() + timedelta(seconds=300)):
        await post(browser, "sign-in", credential=key.use(asked["options"]))
        assert browser.told("/me").key == "problem.passkey_late"


async def test_the_same_answer_again_is_nobody(cast: Cast, browser: Browser) -> None:
    enters(browser, cast, "ben")
    key = await added(browser)
    thief = Browser()
    answer = key.use((await post(thief, "options"))["options"])
    kept = thief.http.cookies[f"{COOKIE}-passkey"]
    await post(thief, "sign-in", credential=answer)
    again = Browser()
    again.http.cookies.set(f"{COOKIE}-passkey", kept)
    assert await post(again, "sign-in", credential=answer) == {"to": "/sign-in"}
    assert again.token is None


async def test_signing_in_as_somebody_else_ends_the_former_session(cast: Cast, browser: Browser) -> None:
    enters(browser, cast, "ben")
    key = await added(browser)
    browser.http.cookies.set(COOKIE, cast.tokens["dan"])
    await used(browser, key)
    assert sessions.resolve(cast.tokens["dan"], act=False) is None


async def test_staff_enrol_and_come_in_again_with_a_passkey_alone(cast: Cast, browser: Browser) -> None:
    await browser.post("sign-in", email="alma@demo.test", password=PASSPHRASE)
    before, key = browser.token, Authenticator()
    asked = await post(browser, "register-options", **{"for": "add"})
    assert await post(browser, "register", credential=key.make(asked["options"])) == {"to": "/clients"}
    assert (sessions.resolve(before, act=False), browser.token != before) == (None, True)
    fresh = Browser()
    assert await used(fresh, key) == {"to": "/clients"}


async def test_a_wrong_passkey_at_the_second_step_comes_back_there(cast: Cast, browser: Browser) -> None:
    await browser.post("sign-in", email="alma@demo.test", password=PASSPHRASE)
    assert await used(browser, Authenticator()) == {"to": "/sign-in/second-factor"}
    assert browser.told("/sign-in/second-factor").key == "problem.passkey"


async def test_the_invitation_leads_to_today_without_a_password(cast: Cast, browser: Browser) -> None:
    invitation, key = invite(cast), Authenticator()
    await browser.post("link", kind="join", token=invitation.link.rsplit("/", 1)[1])
    await browser.post("consent", agreed=list(TOPICS))
    assert await post(browser, "register-options", **JOIN, code="AAAAAA") == {"to": "/join"}
    told = browser.told("/join")
    assert (told.key, told.field, told.typed["email"]) == ("problem.spoken_code", "code", "gus@demo.test")
    asked = await post(browser, "register-options", **JOIN, code=invitation.code)
    made = key.make(asked["options"])
    assert await post(browser, "register", **JOIN, code=invitation.code, credential=made) == {"to": "/today"}
    actor = sessions.resolve(browser.token, act=False)
    assert actor is not None
    assert (actor.name, actor.language) == ("Gus Roy", "fr")
    assert not queries.me(actor).has_password
    assert await used(Browser(), key) == {"to": "/today"}


@pytest.mark.parametrize("to", ["register-options", "register"])
async def test_neither_link_nor_consent_can_be_left_out(cast: Cast, browser: Browser, to: str) -> None:
    invitation, people = invite(cast), len(rows(Person))
    assert await post(browser, to, **JOIN, code=invitation.code) == {"to": "/join"}
    assert browser.told("/join").key == "problem.link_used"
    await browser.post("link", kind="join", token=invitation.link.rsplit("/", 1)[1])
    await post(browser, to, **JOIN, code=invitation.code)
    assert browser.told("/join").key in ("problem.consent", "problem.passkey_late")
    assert (browser.token, len(rows(Person))) == (None, people)


async def test_removing_asks_again_who_it_is_and_says_there_what_was_wrong(cast: Cast, browser: Browser) -> None:
    enters(browser, cast, "ben")
    await added(browser)
    passkey = rows(Passkey)[0].id
    assert await post(browser, PROVE, **{"for": "ways"}) == {"ways": {"password": True, "passkey": True}}
    assert await post(browser, PROVE, password="wrong") == {"said": "That is not your password. Nothing was changed."}
    assert await post(browser, "remove", passkey=passkey) == {"to": "/me"}
    assert browser.told("/me").key == "problem.prove_first"
    await post(browser, PROVE, password=PASSPHRASE)
    assert await post(browser, "remove", passkey=passkey) == {"to": "/me"}
    assert rows(Passkey) == []


async def test_a_passkey_proves_it_too(cast: Cast, browser: Browser) -> None:
    enters(browser, cast, "alma")
    key = await added(browser)
    asked = await post(browser, "options", **{"for": "prove"})
    assert await post(browser, PROVE, credential=key.use(asked["options"])) == {"proved": True}
    assert f"{COOKIE}-passkey" not in browser.http.cookies
    again = await post(browser, "register-options")
    assert "challenge" in again["options"]


async def test_who_signed_out_meanwhile_is_sent_to_sign_in(cast: Cast, browser: Browser) -> None:
    assert await post(browser, PROVE, password=PASSPHRASE) == {"to": "/sign-in"}


async def test_a_fault_while_proving_is_a_number_and_nothing_else(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError(str(given))

    monkeypatch.setattr(proving, "prove", broken)
    enters(browser, cast, "ben")
    said = (await post(browser, PROVE, password=PASSPHRASE))["said"]
    assert PASSPHRASE not in said
    assert "number" in said.lower()


@pytest.mark.parametrize(
    ("to", "given"), [("options", {"for": "prove"}), ("register-options", {}), ("register", {}), ("remove", {})]
)
async def test_a_stranger_is_sent_to_sign_in(cast: Cast, browser: Browser, to: str, given: dict[str, str]) -> None:
    assert await post(browser, to, **given) == {"to": "/sign-in"}
    assert browser.told("/sign-in").key == "problem.signed_out"


@pytest.mark.parametrize("to", POSTS)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:8000.evil.example"])
async def test_another_origin_is_refused(cast: Cast, browser: Browser, to: str, origin: str) -> None:
    enters(browser, cast, "ben")
    answer = await browser.http.post(address(to), json={}, headers={"origin": origin})
    assert (answer.status_code, answer.headers.get("set-cookie")) == (403, None)
    assert (await browser.http.get(address(to))).status_code == 405


@pytest.mark.parametrize("to", POSTS)
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", JSON["content-type"]),
        (b"", JSON["content-type"]),
        (b"[]", JSON["content-type"]),
        (b"7", JSON["content-type"]),
        (b"\xff\xfe", JSON["content-type"]),
        (b'{"passkey": "\\ud800"}', JSON["content-type"]),
        (b'{"credential": {"id": "\\ud800"}}', JSON["content-type"]),
        (b'{"passkey": "\\u0000"}', JSON["content-type"]),
        (b"[" * 30_000, JSON["content-type"]),
        (b'{"a":"' + b"x" * 40_000 + b'"}', JSON["content-type"]),
        (b"{}", "text/plain"),
        (b"for=join", "application/x-www-form-urlencoded"),
        (b"{}", ""),
    ],
    ids=lambda given: str(given)[:20],
)
async def test_what_no_page_of_ours_would_send_is_refused(
    cast: Cast, browser: Browser, to: str, body: bytes, kind: str
) -> None:
    answer = await sent(browser, to, body, kind)
    assert (answer.status_code, answer.text) == (400, "Refused")


@pytest.mark.parametrize("to", POSTS)
@pytest.mark.parametrize(
    "given",
    [
        {"for": 5, "credential": "x", "password": [], "passkey": {}},
        {"for": "join", "code": None, "email": 5, "credential": []},
        {"credential": {"id": {"id": {}}, "response": [[[]]]}},
    ],
    ids=lambda given: str(given)[:30].encode("ascii", "replace").decode(),
)
async def test_what_is_oddly_filled_in_is_only_wrong(
    cast: Cast, browser: Browser, to: str, given: dict[str, Any]
) -> None:
    enters(browser, cast, "ben")
    body = json.dumps(given).encode()
    if to in ("sign-in", "register"):
        await post(browser, "options")
    answer = await sent(browser, to, body)
    assert answer.status_code == 200
    if "to" in answer.json():
        assert browser.told(answer.json()["to"]).key != "problem.failed"


async def test_a_fault_of_ours_comes_back_as_a_number_and_nothing_else(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError(str(given))

    monkeypatch.setattr(passkeys, "sign_in", broken)
    assert await post(browser, "sign-in") == {"to": "/sign-in"}
    assert browser.told("/sign-in").key == "problem.failed"


async def test_the_address_is_told_to_nobody_who_only_asks(cast: Cast, browser: Browser) -> None:
    """One question for everybody: it does not say who has a passkey, or an account."""
    enters(browser, cast, "ben")
    await added(browser)
    one = await post(Browser(), "options", email="ben@demo.test")
    other = await post(Browser(), "options", email="nobody@demo.test")
    assert {**one["options"], "challenge": ""} == {**other["options"], "challenge": ""}
