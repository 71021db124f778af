"""Somebody who is invited to work here, over HTTP behind the real gate."""

import pytest

from betterjournal.accounts import sessions, staff, staff_inviting
from betterjournal.accounts.models import Passkey, Person
from betterjournal.accounts.views import InvitationView
from betterjournal.settings import Settings
from tests.authenticator import Authenticator
from tests.builders import proved, rows
from tests.cast import Cast
from tests.web.test_auth import COOKIE, Browser
from tests.web.test_passkey_posts import post, used

GIVEN = {"email": "gil@demo.test", "password": "quiet birds", "language": "fr"}
JOIN = {"for": "join", "email": "gil@demo.test", "language": "fr"}


@pytest.fixture
def browser(house: Settings) -> Browser:
    return Browser()


def invite(cast: Cast) -> InvitationView:
    return staff_inviting.invite(proved(cast.eve), "Gil Roy", ["clinician"], "en")


async def follow(browser: Browser, invitation: InvitationView) -> None:
    answer = await browser.post("link", kind="join", token=invitation.link.rsplit("/", 1)[1])
    assert (answer.status_code, answer.headers["location"]) == (303, "/join")


async def test_a_password_leads_to_the_second_factor_and_no_further(cast: Cast, browser: Browser) -> None:
    invitation = invite(cast)
    await follow(browser, invitation)
    answer = await browser.post("join-staff", code=invitation.code, **GIVEN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/second-factor")
    actor = sessions.resolve(browser.token, act=False)
    assert actor is not None
    assert (actor.name, actor.role, actor.second_factor_needed) == ("Gil Roy", "clinician", True)
    assert f"{COOKIE}-link" not in browser.http.cookies


async def test_a_passkey_leads_home_and_signs_in_again(cast: Cast, browser: Browser) -> None:
    invitation, key = invite(cast), Authenticator()
    await follow(browser, invitation)
    await post(browser, "register-options", **JOIN, code="AAAAAA")
    assert browser.told("/join").typed["email"] == "gil@demo.test"
    asked = await post(browser, "register-options", **JOIN, code=invitation.code)
    made = key.make(asked["options"])
    assert await post(browser, "register", **JOIN, code=invitation.code, credential=made) == {"to": "/clients"}
    assert await used(Browser(), key) == {"to": "/clients"}


async def test_without_following_the_link_the_code_is_worth_nothing(cast: Cast, browser: Browser) -> None:
    invitation, people = invite(cast), len(rows(Person))
    await browser.post("join-staff", code=invitation.code, **GIVEN)
    assert browser.told("/join").key == "problem.link_used"
    assert (browser.token, len(rows(Person))) == (None, people)


async def test_a_bad_password_comes_back_with_all_but_itself(cast: Cast, browser: Browser) -> None:
    invitation = invite(cast)
    await follow(browser, invitation)
    await browser.post("join-staff", code=invitation.code, **{**GIVEN, "password": "short"})
    told = browser.told("/join")
    assert (told.key, told.field) == ("problem.password_short", "password")
    assert told.typed == {"code": invitation.code, "email": "gil@demo.test"}


async def test_a_link_is_not_used_by_looking(cast: Cast, browser: Browser) -> None:
    invitation = invite(cast)
    for _ in range(3):
        await browser.http.get(f"/join/{invitation.link.rsplit('/', 1)[1]}")
        await follow(Browser(), invitation)
    await follow(browser, invitation)
    assert (await browser.post("join-staff", code=invitation.code, **GIVEN)).headers["location"] != "/join"


async def test_who_comes_back_gives_no_address_and_keeps_their_own(cast: Cast, browser: Browser) -> None:
    link, key = staff_inviting.owners_way_back("eve@demo.test"), Authenticator()
    await follow(browser, link)
    asked = await post(browser, "register-options", **{"for": "join"}, code=link.code)
    made = key.make(asked["options"])
    answer = await post(browser, "register", **{"for": "join"}, code=link.code, credential=made)
    assert answer == {"to": "/practice"}
    assert [each.person_id for each in rows(Passkey)] == [cast.eve.person_id]
    actor = sessions.resolve(browser.token, act=False)
    assert actor is not None
    assert actor.name == "Eve Tran"


async def test_somebody_disabled_between_the_two_steps_of_a_passkey_is_not_let_in(cast: Cast, browser: Browser) -> None:
    staff.change_roles(proved(cast.eve), cast.cora.person_id, ["owner"])
    link, key = staff_inviting.owners_way_back("cora@demo.test"), Authenticator()
    await follow(browser, link)
    asked = await post(browser, "register-options", **{"for": "join"}, code=link.code)
    staff.disable(proved(cast.eve), cast.cora.person_id)
    made = key.make(asked["options"])
    await post(browser, "register", **{"for": "join"}, code=link.code, credential=made)
    assert browser.token is None
    assert rows(Passkey) == []
