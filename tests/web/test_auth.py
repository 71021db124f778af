"""The posts that sign in and out, set up and join, tried over HTTP behind the real gate."""

import pyotp
import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from betterjournal import clock, settings
from betterjournal.accounts import actions, inviting, returning, sessions, setting_up
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.factors import offered
from betterjournal.accounts.views import InvitationView
from betterjournal.settings import Settings
from betterjournal.web import between
from betterjournal.web.http.auth import auth_routes
from betterjournal.web.http.coming_back import coming_back_routes
from betterjournal.web.http.passkeys import passkey_routes
from betterjournal.web.http.proving import proving_routes
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers
from tests.builders import proved
from tests.cast import PASSPHRASE, Cast

COOKIE = "betterjournal"
POSTS = ["sign-in", "second-factor", "sign-out", "sign-out-everywhere", "link", "set-up", "consent", "join"]
POSTS += ["forgotten", "back"]
FORM = {"content-type": "application/x-www-form-urlencoded"}
SET_UP = {
    "practice": "Bow Psychology",
    "province": "AB",
    "time_zone": "America/Edmonton",
    "first_language": "en",
    "phone": "403-555-0134",
    "name": "Ann Lee",
    "email": "ann@demo.test",
    "password": "tall river stone",
    "is_clinician": "on",
}


class Browser:
    """A browser's cookies and manners, without a browser."""

    def __init__(self) -> None:
        url = settings.load().public_url
        made = [*auth_routes(), *coming_back_routes(), *passkey_routes(), *proving_routes()]
        app = Gate(Headers(Starlette(routes=made), url), url, "")
        self.http = AsyncClient(transport=ASGITransport(app), base_url=url, headers={"origin": url})

    async def post(self, to: str, /, **fields: str | list[str]) -> Response:
        return await self.http.post(f"/auth/{to}", data=fields)

    @property
    def cookies(self) -> str:
        return "; ".join(f"{each.name}={each.value}" for each in self.http.cookies.jar)

    @property
    def token(self) -> str | None:
        return self.http.cookies.get(COOKIE)

    def told(self, page: str) -> between.CameBack:
        found = between.came_back(self.cookies, page)
        assert found is not None
        return found


@pytest.fixture
def browser(house: Settings) -> Browser:
    return Browser()


def invite(cast: Cast) -> InvitationView:
    return inviting.invite(cast.alma, inviting.add_client(cast.alma, "Gus Roy", "en"))


async def test_signing_in_gives_a_strict_cookie_and_goes_home(cast: Cast, browser: Browser) -> None:
    answer = await browser.post("sign-in", email="ben@demo.test", password=PASSPHRASE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    given = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{COOKIE}="))
    assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=15552000"} <= set(given.split("; "))
    assert "Domain" not in given
    assert sessions.resolve(browser.token, act=False) is not None


async def test_over_https_the_cookie_is_bound_to_this_host(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "load", lambda: Settings(url="https://pages.example.ca"))
    answer = await browser.post("sign-in", email="ben@demo.test", password=PASSPHRASE)
    given = next(line for line in answer.headers.get_list("set-cookie") if line.startswith("__Host-betterjournal="))
    assert {"HttpOnly", "SameSite=strict", "Path=/", "Secure"} <= set(given.split("; "))


@pytest.mark.parametrize(
    ("email", "password"), [("ben@demo.test", "wrong"), ("nobody@demo.test", PASSPHRASE), ("", "")]
)
async def test_a_wrong_answer_comes_back_with_the_email_and_no_password(
    cast: Cast, browser: Browser, email: str, password: str
) -> None:
    answer = await browser.post("sign-in", email=email, password=password)
    told = browser.told("/sign-in")
    assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/sign-in", "")
    assert (told.key, told.field, told.typed) == ("problem.sign_in", "password", {"email": email})
    assert browser.token is None


async def test_what_came_back_is_sealed_short_lived_and_for_its_page_only(cast: Cast, browser: Browser) -> None:
    await browser.post("sign-in", email="ben@demo.test", password="wrong")
    assert "ben" not in browser.cookies
    assert between.came_back(browser.cookies, "/setup") is None
    assert between.link(browser.cookies.replace("came-back", "link"), "/sign-in") is None
    from datetime import timedelta

    with clock.stopped_at(clock.now() + timedelta(seconds=between.CAME_BACK_SECONDS)):
        assert between.came_back(browser.cookies, "/sign-in") is None


@pytest.mark.parametrize("forged", ["", "x", "1.k.b", "1.k.!!", "é", '{"page":"/sign-in"}'])
def test_a_forged_cookie_is_nothing(house: Settings, forged: str) -> None:
    assert between.came_back(f"betterjournal-came-back={forged}", "/sign-in") is None


async def test_too_many_tries_say_how_long_to_wait(cast: Cast, browser: Browser) -> None:
    for _ in range(6):
        await browser.post("sign-in", email="ben@demo.test", password="wrong")
    told = browser.told("/sign-in")
    assert (told.key, told.field, told.values) == ("problem.wait", "", {"minutes": "1"})


async def test_signing_in_as_somebody_else_ends_the_browsers_former_session(cast: Cast, browser: Browser) -> None:
    await browser.post("sign-in", email="ben@demo.test", password=PASSPHRASE)
    former = browser.token
    await browser.post("sign-in", email="dan@demo.test", password=PASSPHRASE)
    assert sessions.resolve(former, act=False) is None
    assert sessions.resolve(browser.token, act=False) is not None


async def test_staff_set_up_a_second_factor_and_get_a_new_token(cast: Cast, browser: Browser) -> None:
    answer = await browser.post("sign-in", email="alma@demo.test", password=PASSPHRASE)
    assert answer.headers["location"] == "/sign-in/second-factor"
    half = sessions.resolve(browser.token, act=False)
    assert half is not None
    wrong = await browser.post("second-factor", code="000000")
    assert wrong.headers["location"] == "/sign-in/second-factor"
    assert browser.told("/sign-in/second-factor").key == "problem.code"
    before, code = browser.token, pyotp.TOTP(offered(half.session_id)).now()
    right = await browser.post("second-factor", code=code)
    assert right.headers["location"] == "/clients"
    assert browser.token != before
    assert sessions.resolve(before, act=False) is None
    assert between.came_back(browser.cookies, "/sign-in/second-factor") is None


async def test_a_code_without_a_sign_in_goes_back_to_the_start(house: Settings, browser: Browser) -> None:
    assert (await browser.post("second-factor", code="000000")).headers["location"] == "/sign-in"


async def test_signing_out_clears_the_cookie_and_the_cache(cast: Cast, browser: Browser) -> None:
    await browser.post("sign-in", email="ben@demo.test", password=PASSPHRASE)
    token = browser.token
    answer = await browser.post("sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert browser.token is None
    assert sessions.resolve(token, act=False) is None


async def test_signing_out_twice_does_no_harm(house: Settings, browser: Browser) -> None:
    assert (await browser.post("sign-out")).headers["location"] == "/sign-in"


async def test_signing_out_everywhere_ends_the_other_phone_too(cast: Cast, browser: Browser) -> None:
    await browser.post("sign-in", email="ben@demo.test", password=PASSPHRASE)
    answer = await browser.post("sign-out-everywhere")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert sessions.resolve(cast.tokens["ben"], act=False) is None


async def test_the_set_up_link_leads_to_an_owner_who_owes_a_second_factor(house: Settings, browser: Browser) -> None:
    token = setting_up.first_link() or ""
    followed = await browser.post("link", kind="set-up", token=token)
    assert (followed.headers["location"], token in browser.cookies) == ("/setup", False)
    answer = await browser.post("set-up", **SET_UP)
    assert answer.headers["location"] == "/sign-in/second-factor"
    actor = sessions.resolve(browser.token, act=False)
    assert actor is not None
    assert (actor.name, actor.is_owner, actor.second_factor_needed) == ("Ann Lee", True, True)
    assert between.link(browser.cookies, "/setup") is None


async def test_set_up_comes_back_with_everything_but_the_password(house: Settings, browser: Browser) -> None:
    await browser.post("link", kind="set-up", token=setting_up.first_link() or "")
    await browser.post("set-up", **{**SET_UP, "password": "short"})
    told = browser.told("/setup")
    assert (told.field, told.values) == ("password", {"least": "8"})
    assert told.typed == {**{name: value for name, value in SET_UP.items() if name != "password"}, "bilingual": ""}


async def test_the_invitation_leads_through_consent_to_today(cast: Cast, browser: Browser) -> None:
    invitation = invite(cast)
    await browser.post("link", kind="join", token=invitation.link.rsplit("/", 1)[1])
    some = await browser.post("consent", agreed=list(TOPICS[:3]))
    assert (some.headers["location"], browser.told("/join").key) == ("/join", "problem.consent")
    assert browser.told("/join").typed["agreed"].split(",") == list(TOPICS[:3])
    await browser.post("consent", agreed=list(TOPICS))
    answer = await browser.post(
        "join", code=invitation.code, email="gus@demo.test", password="four quiet birds over water", language="fr"
    )
    assert answer.headers["location"] == "/today"
    actor = sessions.resolve(browser.token, act=False)
    assert actor is not None
    assert (actor.name, actor.language) == ("Gus Roy", "fr")


async def test_the_consent_screen_cannot_be_left_out(cast: Cast, browser: Browser) -> None:
    invitation = invite(cast)
    await browser.post("link", kind="join", token=invitation.link.rsplit("/", 1)[1])
    await browser.post("join", code=invitation.code, email="gus@demo.test", password="four quiet birds over water")
    assert browser.told("/join").key == "problem.consent"
    assert browser.token is None


@pytest.mark.parametrize(
    ("post", "page"), [("set-up", "/setup"), ("consent", "/join"), ("join", "/join"), ("back", "/back")]
)
async def test_without_a_link_nothing_is_made(house: Settings, browser: Browser, post: str, page: str) -> None:
    answer = await browser.post(post, **SET_UP)
    assert (answer.headers["location"], browser.told(page).key) == (page, "problem.link_used")


async def test_a_link_of_one_kind_does_not_open_the_other(house: Settings, browser: Browser) -> None:
    await browser.post("link", kind="join", token=setting_up.first_link() or "")
    await browser.post("set-up", **SET_UP)
    assert browser.told("/setup").key == "problem.link_used"


@pytest.mark.parametrize("post", POSTS)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://localhost:8000.evil.example"])
async def test_another_origin_is_refused(cast: Cast, browser: Browser, post: str, origin: str) -> None:
    browser.http.cookies.set(COOKIE, cast.tokens["ben"])
    answer = await browser.http.post(f"/auth/{post}", headers={"origin": origin})
    assert (answer.status_code, answer.headers.get("set-cookie")) == (403, None)
    assert sessions.resolve(cast.tokens["ben"], act=False) is not None


@pytest.mark.parametrize("post", POSTS)
async def test_a_cross_site_post_is_refused_whatever_its_origin_says(cast: Cast, browser: Browser, post: str) -> None:
    answer = await browser.http.post(f"/auth/{post}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("post", POSTS)
async def test_nothing_happens_on_get(cast: Cast, browser: Browser, post: str) -> None:
    browser.http.cookies.set(COOKIE, cast.tokens["ben"])
    assert (await browser.http.get(f"/auth/{post}")).status_code == 405
    assert sessions.resolve(cast.tokens["ben"], act=False) is not None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x" * 40_000, FORM["content-type"]),
        (b"&".join(b"a=1" for _ in range(100)), FORM["content-type"]),
        (b"\xff\xfe=1", FORM["content-type"]),
        (b'{"email":"x"}', "application/json"),
        (b"", "multipart/form-data; boundary=x"),
    ],
)
async def test_what_no_form_of_ours_would_send_is_refused(
    house: Settings, browser: Browser, body: bytes, kind: str
) -> None:
    answer = await browser.http.post("/auth/sign-in", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.text) == (400, "Refused")


async def test_a_fault_of_ours_comes_back_as_a_number_and_nothing_else(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError(str(given))

    monkeypatch.setattr(actions, "sign_in", broken)
    await browser.post("sign-in", email="ben@demo.test", password=PASSPHRASE)
    told = browser.told("/sign-in")
    assert told.key == "problem.failed"
    assert len(told.values["id"]) == 8


async def test_whoever_asks_for_a_link_is_sent_to_the_same_page(cast: Cast, browser: Browser) -> None:
    """Known and able to be mailed, known and not, unknown."""
    for email in ("alma@demo.test", "ben@demo.test", "nobody@demo.test"):
        answer = await browser.post("forgotten", email=email)
        assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/sign-in/asked", "")
        assert answer.headers.get_list("set-cookie") == []


async def test_a_code_from_the_clinician_leads_back_to_today(cast: Cast, browser: Browser) -> None:
    made = returning.renew(proved(cast.alma), cast.ben.client_id or "")
    token = made.link.rsplit("/", 1)[1]
    followed = await browser.post("link", kind="back", token=token)
    assert (followed.headers["location"], token in browser.cookies) == ("/back", False)
    await browser.post("back", code="AAAAAA", password="five slow boats going home")
    assert browser.told("/back").key == "problem.spoken_code"
    answer = await browser.post("back", code=made.code, password="five slow boats going home")
    assert answer.headers["location"] == "/today"
    assert sessions.resolve(browser.token, act=False) is not None
    assert between.link(browser.cookies, "/back") is None


async def test_following_a_link_to_come_back_signs_nobody_in(cast: Cast, browser: Browser) -> None:
    made = returning.renew(proved(cast.alma), cast.ben.client_id or "")
    await browser.post("link", kind="back", token=made.link.rsplit("/", 1)[1])
    assert browser.token is None
    assert sessions.resolve(cast.tokens["ben"], act=False) is not None
