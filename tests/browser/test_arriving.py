"""Whoever opens a page of theirs before they are signed in is led to it after, and to nothing else."""

import re

from playwright.sync_api import Page, expect

from betterjournal.entries import actions as entries
from tests.browser.conftest import PASSPHRASE, Enter, Town, code
from tests.browser.people import press, sign_out, titled


def sign_in(page: Page, email: str) -> None:
    expect(page).to_have_url(re.compile("/sign-in$"))
    page.get_by_label("Email").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    press(page, "Sign in")


def test_a_client_is_led_to_the_page_they_opened(town: Town, enter: Enter) -> None:
    with town.inside():
        entry = entries.new_page(town.cast.ben)
    page = enter("", size={"width": 390, "height": 844})
    page.goto(f"/journal/{entry}")
    sign_in(page, "ben@demo.test")
    expect(page.get_by_label("Your words")).to_be_visible()
    expect(page).to_have_url(re.compile(f"/journal/{entry}$"))
    # Once: the next time they come in as everybody does.
    sign_out(page)
    sign_in(page, "ben@demo.test")
    expect(titled(page, "Today")).to_be_visible()
    expect(page).to_have_url(re.compile("/today$"))


def test_staff_are_led_on_through_the_second_factor(town: Town, enter: Enter) -> None:
    page = enter("")
    page.goto(f"/clients/{town.cast.ben.client_id}/brief")
    sign_in(page, "alma@demo.test")
    page.get_by_label("Code").fill(code())
    press(page, "Continue")
    expect(page).to_have_url(re.compile("/brief$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_nobody_is_led_to_where_somebody_of_another_kind_was_going(town: Town, enter: Enter) -> None:
    page = enter("", size={"width": 390, "height": 844})
    page.goto(f"/clients/{town.cast.ben.client_id}")
    sign_in(page, "ben@demo.test")
    expect(titled(page, "Today")).to_be_visible()
    page.wait_for_timeout(1000)
    expect(page).to_have_url(re.compile("/today$"))
