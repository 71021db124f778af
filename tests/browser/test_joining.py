"""From the invitation to one's own first page, and back out again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from betterjournal import database, vault
from betterjournal.accounts import inviting
from betterjournal.accounts.views import InvitationView
from betterjournal.operations.starting import prepare
from betterjournal.settings import Settings
from tests.browser.conftest import PASSPHRASE, PHONE, Enter, Town, code
from tests.browser.people import prove

TOPICS = 8
PASSWORD = "four quiet birds over water"


def invite(town: Town, name: str, language: str) -> InvitationView:
    """As Alma's own page would; this process closes the house again."""
    prepare(Settings(data_dir=town.server.data))
    try:
        return inviting.invite(town.cast.alma, inviting.add_client(town.cast.alma, name, language))
    finally:
        database.use(None)
        vault.close()


def visit(page: Page, town: Town, invitation: InvitationView) -> None:
    page.goto(f"{town.url}/join/{invitation.link.rsplit('/', 1)[1]}")
    page.wait_for_url("**/join")


def test_a_client_joins_on_a_phone_and_the_link_is_spent(town: Town, enter: Enter) -> None:
    invitation = invite(town, "Gus Roy", "en")
    page = enter("", size=PHONE)
    visit(page, town, invitation)
    expect(page.get_by_text("This is your own place to write between appointments.")).to_be_visible()
    ticks = page.get_by_role("checkbox")
    expect(ticks).to_have_count(TOPICS)
    for at in range(TOPICS - 1):
        ticks.nth(at).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Not ticked yet.")).to_have_count(1)
    expect(ticks.nth(0)).to_be_checked()
    ticks.nth(TOPICS - 1).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill("AAAAAA")
    page.get_by_label("Email").fill("gus@demo.test")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Open my pages").click()
    expect(page.get_by_role("alert")).to_contain_text("Tries left: 4")
    expect(page.get_by_label("Code")).to_be_focused()
    expect(page.get_by_label("Email")).to_have_value("gus@demo.test")
    page.get_by_label("Code").fill(invitation.code.lower())
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Open my pages").click()
    page.wait_for_url("**/today")
    other = enter("", size=PHONE)
    visit(other, town, invitation)
    expect(other.get_by_role("heading", name="This link no longer works")).to_be_visible()


def test_an_invitation_in_french_is_read_in_french(town: Town, enter: Enter) -> None:
    page = enter("", size=PHONE, language="en-CA")
    visit(page, town, invite(town, "Fay Morin", "fr"))
    expect(page.get_by_text("Voici votre espace pour écrire entre les rendez-vous.")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "fr-CA"


def test_no_token_stays_in_the_history_or_the_storage(town: Town, enter: Enter) -> None:
    invitation = invite(town, "Ida Fox", "en")
    page = enter("", size=PHONE)
    visit(page, town, invitation)
    expect(page.get_by_role("checkbox")).to_have_count(TOPICS)
    token = invitation.link.rsplit("/", 1)[1]
    kept = page.evaluate("[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join()")
    assert token not in kept + page.content()
    page.go_back()
    assert token not in page.url


def test_staff_sign_in_with_a_code_and_out_again(town: Town, enter: Enter) -> None:
    page = enter("", size={"width": 1280, "height": 900})
    page.goto("/sign-in")
    page.get_by_label("Email").fill("alma@demo.test")
    page.get_by_role("textbox", name="Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not fit together")
    expect(page.get_by_label("Email")).to_have_value("alma@demo.test")
    page.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/sign-in/second-factor")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/clients")
    page.goto("/account")
    expect(page.get_by_text("alma@demo.test")).to_be_visible()
    page.get_by_role("button", name="Show my recovery codes").click()
    prove(page, PASSPHRASE)
    expect(page.get_by_text(re.compile(r"^\w{5}(-\w{5}){4}$"))).to_have_count(10)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in")
    page.go_back()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_text("alma@demo.test")).to_have_count(0)


def test_a_password_can_be_seen_while_typing(town: Town, enter: Enter) -> None:
    page = enter("", size=PHONE)
    page.goto("/sign-in")
    field = page.get_by_role("textbox", name="Password")
    field.fill("hello")
    page.get_by_role("button", name="Show the password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide the password").click()
    expect(field).to_have_attribute("type", "password")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/privacy", "/join", "/setup"])
@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
def test_public_pages_have_one_heading_and_no_sideways_scrolling(
    town: Town, chromium: Browser, path: str, language: str
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, locale=language, base_url=town.url)
    page = context.new_page()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.documentElement.lang") == language
    context.close()
