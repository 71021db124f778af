"""An owner invites a clinician, who joins on a computer of their own and works; then the owner disables them."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSPHRASE, Enter, Town, code
from tests.browser.people import PASSWORD, Clinician, press, titled


def prove(page: Page) -> None:
    """The dialog that asks again who it is."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Password").fill(PASSPHRASE)
    press(dialog, "Go on")
    expect(dialog).to_have_count(0)


def invite(page: Page, name: str, role: str) -> tuple[str, str]:
    press(page, "Invite a person")
    page.get_by_label("Full name").fill(name)
    page.get_by_role("group", name="Roles").last.get_by_role("checkbox", name=re.compile(f"^{role}")).check()
    press(page, "Make the invitation")
    prove(page)
    expect(titled(page, f"Invitation for {name.split()[0]}")).to_be_visible()
    spoken = page.get_by_text(re.compile(r"^[A-Z0-9]{3} [A-Z0-9]{3}$")).inner_text()
    return page.get_by_role("textbox", name="Link").input_value(), spoken


def join(page: Page, link: str, spoken: str) -> None:
    page.goto(link)
    expect(titled(page, "Welcome")).to_be_visible()
    expect(page.get_by_text("Eve at Rundle Psychology invites you.")).to_be_visible()
    page.get_by_label("Code").fill(spoken)
    page.get_by_label("Email").fill("gil@demo.test")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    press(page, "Go on")
    expect(titled(page, "Set up your second step")).to_be_visible()
    page.goto("/clients")
    page.wait_for_url("**/sign-in/second-factor")
    page.get_by_text("Or type this by hand").click()
    secret = page.get_by_text(re.compile(r"^[A-Z2-7 ]{32,}$")).inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code(secret))
    press(page, "Continue")


def test_an_owner_invites_a_clinician_and_later_disables_them(town: Town, enter: Enter) -> None:
    eve, gil = enter("eve"), enter("")
    eve.goto("/practice")
    link, spoken = invite(eve, "Gil Roy", "Clinician")
    join(gil, link, spoken)
    expect(titled(gil, "Clients")).to_be_visible()
    expect(gil.get_by_text("Nobody here yet.")).to_be_visible()
    Clinician(gil).add_client("Hal Ode")
    eve.reload()
    press(eve, "Manage Gil")
    alone = eve.locator(".card").filter(has=titled(eve, "Clients with nobody to look after them now"))
    expect(alone.get_by_role("link", name="Hal Ode")).to_have_count(0)
    press(eve, "Disable Gil")
    prove(eve)
    gil.wait_for_url("**/sign-in")
    gil.go_back()
    expect(gil.get_by_text("Hal Ode")).to_have_count(0)
    expect(alone.get_by_role("link", name="Hal Ode")).to_be_visible()


def test_a_lost_second_factor_is_taken_away_and_the_person_is_told(town: Town, enter: Enter) -> None:
    eve, alma = enter("eve"), enter("alma")
    alma.goto("/account")
    eve.goto("/practice")
    press(eve, "Manage Alma")
    press(eve.get_by_role("listitem").filter(has_text="Alma Reyes"), "Take away the second step")
    prove(eve)
    alma.wait_for_url("**/sign-in")
    alma.get_by_label("Email").fill("alma@demo.test")
    alma.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    press(alma, "Sign in")
    told = alma.get_by_text("Eve Tran took your second step away on")
    expect(told).to_be_visible()
    expect(alma.get_by_role("button", name="I have read this")).to_have_count(0)
    alma.get_by_text("Or type this by hand").click()
    secret = alma.get_by_text(re.compile(r"^[A-Z2-7 ]{32,}$")).inner_text().replace(" ", "")
    alma.get_by_label("Code").fill(code(secret))
    press(alma, "Continue")
    expect(titled(alma, "Clients")).to_be_visible()
    alma.goto("/account")
    expect(told).to_be_visible()
    press(alma, "I have read this")
    expect(told).to_have_count(0)
    alma.reload()
    expect(titled(alma, "Account")).to_be_visible()
    expect(told).to_have_count(0)


def test_a_refusal_is_in_view_where_it_was_pressed_and_what_was_done_is_in_the_record_below(
    town: Town, enter: Enter
) -> None:
    eve = enter("eve", size={"width": 390, "height": 844})
    eve.goto("/practice")
    for name, role in (("Eve", "Owner"), ("Cora", "Clinician")):
        person = eve.get_by_role("listitem").filter(has_text=f"Manage {name}")
        press(person, f"Manage {name}")
        person.get_by_role("checkbox", name=re.compile("^Supervisor")).check()
        person.get_by_role("checkbox", name=re.compile(f"^{role}")).uncheck()
        press(person, "Save roles")
        prove(eve)
        if name == "Eve":
            expect(eve.get_by_text("The practice needs an owner.")).to_be_in_viewport()
    expect(eve.get_by_role("table").get_by_text("Changed roles")).to_be_visible()
