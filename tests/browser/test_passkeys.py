"""Passkeys in a real browser, with the browser's own make-believe device in place of a face or a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from betterjournal.accounts import inviting
from betterjournal.accounts.consent import TOPICS
from tests.browser.conftest import DESK, PHONE, Enter, Town
from tests.browser.people import press, prove, titled
from tests.cast import PASSPHRASE

USE, JOIN, ADD = "Use a passkey", "Use a passkey, no password needed", "Add a passkey"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """What holds the passkeys of one page's browser; `agrees(False)` is a finger that is not its owner's."""

    def __init__(self, page: Page) -> None:
        self._wire: CDPSession = page.context.new_cdp_session(page)
        self._wire.send("WebAuthn.enable")
        self._id = self._wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def agrees(self, does: bool) -> None:
        self._wire.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": does})

    def holds(self) -> list[dict[str, object]]:
        found = self._wire.send("WebAuthn.getCredentials", {"authenticatorId": self._id})["credentials"]
        return list(found)

    def take(self, other: "Device") -> None:
        """The same passkeys here, as a phone's owner has them on a new phone."""
        for each in other.holds():
            self._wire.send("WebAuthn.addCredential", {"authenticatorId": self._id, "credential": each})


Holding = Callable[..., tuple[Page, Device]]


@pytest.fixture
def holding(enter: Enter) -> Holding:
    """A page of somebody's browser, and the device that holds its passkeys."""

    def open_one(name: str = "", **given: object) -> tuple[Page, Device]:
        page = enter(name, **given)
        return page, Device(page)

    return open_one


def follow_invitation(page: Page, town: Town, name: str) -> str:
    """To the screen after the consents; the code to type there."""
    with town.inside():
        invitation = inviting.invite(town.cast.alma, inviting.add_client(town.cast.alma, name, "en"))
    page.goto(f"{town.url}/join/{invitation.link.rsplit('/', 1)[1]}")
    ticks = page.get_by_role("checkbox")
    expect(ticks).to_have_count(len(TOPICS))
    for tick in ticks.all():
        tick.check()
    press(page, "Continue")
    return invitation.code


def test_a_client_joins_with_a_passkey_alone_and_comes_in_with_it_again(town: Town, holding: Holding) -> None:
    page, device = holding(size=PHONE)
    code = follow_invitation(page, town, "Gus Roy")
    page.get_by_label("Code").fill("AAAAAA")
    page.get_by_label("Email").fill("gus@demo.test")
    press(page, JOIN)
    expect(page.get_by_role("alert")).to_contain_text("Tries left: 4")
    expect(page.get_by_label("Email")).to_have_value("gus@demo.test")
    assert device.holds() == []
    page.get_by_label("Code").fill(code)
    press(page, JOIN)
    expect(titled(page, "Today")).to_be_visible()
    page.goto("/me")
    mine = page.get_by_role("region", name="Passkeys").or_(page.locator("section", has=titled(page, "Passkeys")))
    expect(mine.get_by_text("It is your only way in, so it stays.")).to_be_visible()
    expect(mine.get_by_label("Password")).to_have_count(0)
    press(page, "Sign out everywhere")
    page.wait_for_url("**/sign-in")
    press(page, USE)
    expect(titled(page, "Today")).to_be_visible()


def test_staff_sign_in_by_passkey_with_no_code(town: Town, holding: Holding) -> None:
    page, device = holding("alma")
    page.goto("/account")
    press(page, ADD)
    prove(page, PASSPHRASE)
    expect(page.get_by_text("Not used yet")).to_be_visible()
    new, phone = holding(size=DESK)
    phone.take(device)
    new.goto("/sign-in")
    press(new, USE)
    expect(titled(new, "Clients")).to_be_visible()
    new.goto("/account")
    keys = new.locator("section").filter(has=titled(new, "Passkeys"))
    expect(keys.get_by_text("Last used on")).to_be_visible()


def test_staff_enrol_with_a_passkey_before_anything_is_shown(town: Town, holding: Holding) -> None:
    page, _ = holding(size=DESK)
    page.goto("/sign-in")
    page.get_by_label("Email").fill("cora@demo.test")
    page.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    press(page, "Sign in")
    expect(titled(page, "Set up your second step")).to_be_visible()
    press(page, USE)
    expect(titled(page, "Clients")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_text("It is your only way in, so it stays.")).to_be_visible()
    press(page, "Sign out")
    page.wait_for_url("**/sign-in")
    page.get_by_label("Email").fill("cora@demo.test")
    page.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    press(page, "Sign in")
    expect(page.get_by_text("Use your passkey, or type one of your recovery codes.")).to_be_visible()
    press(page, USE)
    expect(titled(page, "Clients")).to_be_visible()


def test_a_passkey_is_removed_by_whoever_knows_the_password(town: Town, holding: Holding) -> None:
    page, device = holding("dan", size=PHONE)
    page.goto("/me")
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    press(page, ADD)
    prove(page, "wrong")
    expect(page.get_by_role("alert")).to_contain_text("That is not your password.")
    prove(page, PASSPHRASE)
    expect(page.get_by_text("Not used yet")).to_be_visible()
    press(page, ADD)
    prove(page, PASSPHRASE)
    expect(page.get_by_text("There is a passkey for these pages on this device.")).to_be_visible()
    page.get_by_role("button", name="Remove:").click()
    prove(page, PASSPHRASE)
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    press(page, "Sign out everywhere")
    page.wait_for_url("**/sign-in")
    press(page, USE)
    expect(page.get_by_text("That passkey did not fit.")).to_be_visible()
    assert len(device.holds()) == 1


def test_a_finger_that_is_not_its_owners_opens_nothing(town: Town, holding: Holding) -> None:
    page, device = holding("ben", size=PHONE)
    page.goto("/me")
    press(page, ADD)
    prove(page, PASSPHRASE)
    expect(page.get_by_text("Not used yet")).to_be_visible()
    other, phone = holding(size=PHONE)
    phone.take(device)
    phone.agrees(False)
    other.goto("/sign-in")
    press(other, USE)
    expect(other.get_by_text("Nothing was done. You can try again.")).to_be_visible()
    assert other.url.endswith("/sign-in")
    phone.agrees(True)
    press(other, USE)
    expect(titled(other, "Today")).to_be_visible()


def test_where_the_browser_has_no_passkeys_none_is_offered(town: Town, enter: Enter) -> None:
    page = enter("", size=PHONE)
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=USE)).to_have_count(0)
    expect(page.get_by_text("Or with your password:")).to_have_count(0)
