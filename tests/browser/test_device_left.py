"""What is left on a device when its key is gone, or its words have no place: nothing unreadable, no word unseen."""

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from betterjournal.entries import actions as entries
from tests.browser.conftest import Enter, Town
from tests.browser.people import ALONE, KEPT, REFUSED, Client, press, sign_out
from tests.browser.test_device_copy import (
    SECRET,
    WORDS,
    another_sign_in,
    become,
    come_back,
    expect_records,
    records,
)
from tests.cast import PASSPHRASE

TOO_LONG = "That is too long to save. 20000 letters fit here."


class Held:
    """A page that is not heard by the server while `is_held`, and does not hear it while `is_deaf`."""

    def __init__(self, page: Page) -> None:
        self.is_held = self.is_deaf = False
        self.sent: list[str] = []
        page.route_web_socket("**/_event**", self._pass_on)

    def _pass_on(self, near: WebSocketRoute) -> None:
        far = near.connect_to_server()
        near.on_message(lambda message: None if self.is_held else self._send(far, str(message)))
        far.on_message(lambda message: None if self.is_deaf else near.send(message))

    def _send(self, far: WebSocketRoute, message: str) -> None:
        self.sent.append(message)
        far.send(message)


def only_here(enter: Enter, town: Town, *, is_deaf: bool = False) -> tuple[Client, str]:
    """Ben on a page with words that only this phone keeps, in a sign-in of its own; its token."""
    token, ben = another_sign_in(town), Client(enter("ben"))
    become(ben.page.context, town, "ben", token)
    held = Held(ben.page)
    ben.new_page("first. ")
    held.is_held, held.is_deaf = True, is_deaf
    ben.write(WORDS, SECRET)
    expect(ben.status).to_have_text(KEPT)
    return ben, token


def test_a_tab_that_only_its_other_tab_can_tell_does_not_say_that_its_words_are_kept(enter: Enter, town: Town) -> None:
    ben, _ = only_here(enter, town, is_deaf=True)
    other = ben.page.context.new_page()
    other.goto("/today")
    sign_out(other)
    expect(ben.status).to_have_text(ALONE)
    # Nor does it keep what is written next, with a key that opens nothing any more.
    ben.write(WORDS, f"{SECRET} at noon")
    ben.page.wait_for_timeout(1500)
    expect(ben.status).to_have_text(ALONE)
    assert records(ben.page) == []


@pytest.mark.parametrize("where", ["in another tab", "on another device"])
def test_a_sign_out_elsewhere_leaves_nothing_that_nobody_can_open(enter: Enter, town: Town, where: str) -> None:
    ben, token = only_here(enter, town)
    context = ben.page.context if where == "in another tab" else enter("").context
    become(context, town, "ben", token)
    other = context.new_page()
    other.goto("/today")
    sign_out(other)
    ben.page.wait_for_url("**/sign-in")
    expect_records(ben.page, 0)


def test_nor_does_signing_out_over_words_that_are_not_saved(enter: Enter, town: Town) -> None:
    ben, _ = only_here(enter, town)
    assert len(records(ben.page)) == 1
    ben.page.on("dialog", lambda dialog: dialog.accept())
    press(ben.page, "Sign out")
    ben.page.wait_for_url("**/sign-in")
    expect_records(ben.page, 0)


def test_whoever_signs_out_from_the_lock_costs_nobody_the_words(enter: Enter, town: Town) -> None:
    again, address = left_behind(enter, town)
    again.goto("/me")
    press(again, "Hide")
    press(again, "Open")
    again.reload()
    # The server knows of it too.
    expect(again.get_by_label("PIN or password")).to_be_visible()
    sign_out(again)
    again.wait_for_timeout(1500)
    assert len(records(again)) == 1
    become(again.context, town, "ben", another_sign_in(town))
    expect(come_back(again.context, address).page.get_by_label(WORDS)).to_have_value(SECRET)


def left_behind(enter: Enter, town: Town) -> tuple[Page, str]:
    """A blank page of the browser in which a page died with words of its own; the dead page's address."""
    ben, _ = only_here(enter, town)
    context, address = ben.page.context, ben.page.url
    ben.page.close()
    return context.new_page(), address


def test_what_a_page_left_behind_is_saved_on_today_already(enter: Enter, town: Town) -> None:
    today, address = left_behind(enter, town)
    today.goto("/today")
    expect_records(today, 0)
    elsewhere = enter("ben")
    elsewhere.goto(address)
    expect(elsewhere.get_by_label(WORDS)).to_have_value(SECRET)


def test_today_saves_what_a_page_leaves_that_goes_later(enter: Enter, town: Town) -> None:
    ben, _ = only_here(enter, town)
    today = ben.page.context.new_page()
    today.goto("/today")
    expect(today.get_by_role("heading", level=1)).to_be_visible()
    today.wait_for_timeout(1500)
    assert len(records(today)) == 1
    ben.page.close()
    expect_records(today, 0)


def test_words_whose_place_is_gone_are_given_back_until_they_are_put_away(enter: Enter, town: Town) -> None:
    today, address = left_behind(enter, town)
    with town.inside():
        entries.delete(town.cast.ben, address.rpartition("/")[2])
    for path in ("/today", "/journal"):
        today.goto(path)
        given = today.get_by_role("region", name="Words that were not saved")
        expect(given).to_contain_text(SECRET)
    today.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(given, "Copy")
    expect(given.get_by_text("Copied")).to_be_visible()
    assert today.evaluate("navigator.clipboard.readText()") == SECRET
    press(given, "Put away")
    expect(given).to_have_count(0)
    expect_records(today, 0)
    today.reload()
    expect(today.get_by_role("heading", level=1)).to_be_visible()
    today.wait_for_timeout(1500)
    expect(given).to_have_count(0)


def test_whoever_loads_the_page_anew_before_the_server_heard_of_hide_finds_the_lock(enter: Enter) -> None:
    page = enter("ben")
    held = Held(page)
    page.goto("/me")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    held.is_held = True
    press(page, "Hide")
    press(page, "Open")
    held.is_held = False
    page.reload()
    expect(page.get_by_label("PIN or password")).to_be_visible()
    page.reload()
    # By now the server knows of it.
    page.get_by_label("PIN or password").fill(PASSPHRASE)
    press(page, "Unlock")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("PIN or password")).to_have_count(0)


def test_words_that_do_not_fit_are_not_sent_again_and_again(enter: Enter) -> None:
    ben = Client(enter("ben"))
    held = Held(ben.page)
    ben.new_page("first. ")
    ben.write(WORDS, "x" * 20_001)
    expect(ben.page.get_by_text(TOO_LONG)).to_be_visible()
    ben.page.wait_for_timeout(6000)
    assert sum("xxx" in message for message in held.sent) == 1
    expect(ben.status).to_have_text(REFUSED)
    ben.write(WORDS, "x" * 20_000)
    ben.saved()
    expect(ben.page.get_by_text(TOO_LONG)).to_have_count(0)


def test_copies_that_were_being_looked_for_as_the_page_locked_are_there_after_it(enter: Enter, town: Town) -> None:
    page, address = left_behind(enter, town)
    ben, held = Client(page), list[Route]()
    page.route("**/device-key?**", lambda route: held.append(route))
    page.goto(address)
    ben.write(WORDS, "x" * 20_001)
    expect(page.get_by_text(TOO_LONG)).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('lock-now'))")
    expect(page.get_by_label("PIN or password")).to_be_visible()
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    page.unroute("**/device-key?**")
    page.get_by_label("PIN or password").fill(PASSPHRASE)
    press(page, "Unlock")
    expect(page.get_by_label(WORDS)).to_have_value("x" * 20_001)
    ben.write(WORDS, "on I write")
    expect(page.get_by_text("You wrote this answer in two places")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(SECRET)
