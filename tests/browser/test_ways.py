"""Ways in and back, by what people read and press: forgotten, changed, lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from betterjournal.accounts import passwords, people, sessions
from betterjournal.accounts.models import Person
from betterjournal.database import writing
from tests.browser.conftest import PASSPHRASE, PHONE, Enter, Town, doors, quick_hashes, settle
from tests.browser.people import press, prove, titled
from tests.outbox import Outbox, listening
from tests.serving import Server

NEW = "five slow boats going home"


@pytest.fixture(scope="module")
def outbox() -> Iterator[tuple[Outbox, int]]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, outbox: tuple[Outbox, int]) -> Iterator[Town]:
    """A practice that can send mail."""
    data = tmp_path_factory.mktemp("ways") / "data"
    with quick_hashes():
        cast = settle(data)
    served = Town(Server(data, more={"SMTP_URL": f"smtp://127.0.0.1:{outbox[1]}"}), cast)
    served.server.start()
    yield served
    served.server.stop()


@pytest.fixture
def enter(town: Town, chromium: Browser) -> Iterator[Enter]:
    """Everybody signed in anew with the password they began with; mail is Ben's way back."""
    with quick_hashes(), town.inside(), writing() as session:
        for name in ("ben", "dan", "sol"):
            person = session.get_one(Person, town.cast.everybody()[name].person_id)
            person.password_hash = passwords.hashed(PASSPHRASE)
            person.way_back = people.BY_MAIL if name == "ben" else people.AT_APPOINTMENT
            session.add(person)
            town.cast.tokens[name] = sessions.begin(session, person, passed_factor=True).token
    yield from doors(chromium, town.server, town.cast.tokens)


def ask(page: Page, email: str) -> None:
    page.goto("/sign-in")
    # Until all is there the page may move under the press.
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.get_by_text("Forgot your password?").click()
    page.get_by_role("link", name="Ask for a link").click()
    # The page before has a field of that name too.
    expect(titled(page, "Forgot your password?")).to_be_visible()
    page.get_by_label("Email").fill(email)
    press(page, "Email me a link")
    expect(titled(page, "Look at your mail")).to_be_visible()


def arrived(outbox: Outbox, page: Page, email: str, count: int) -> str:
    """The link in the last mail to this address."""
    for _ in range(400):
        if len(outbox.to(email)) == count:
            break
        page.wait_for_timeout(50)
    found = re.search(r"http\S+", outbox.to(email)[-1].get_content())
    assert found is not None
    return found[0]


def test_a_forgotten_password_is_replaced_by_a_mailed_link(
    town: Town, enter: Enter, outbox: tuple[Outbox, int]
) -> None:
    at_home, page = enter("ben"), enter("", size=PHONE)
    at_home.goto("/me")
    expect(titled(at_home, "Me")).to_be_visible()
    ask(page, "ben@demo.test")
    link = arrived(outbox[0], page, "ben@demo.test", 1)
    page.goto(link)
    page.wait_for_url("**/back")
    token = link.rsplit("/", 1)[1]
    expect(titled(page, "Choose a new way in")).to_be_visible()
    assert token not in page.content()
    keep = page.get_by_role("checkbox", name="Keep my old password and passkeys too")
    expect(keep).not_to_be_checked()
    keep.check()
    page.get_by_role("textbox", name="Password").fill("too short")
    press(page, "Save and go in")
    expect(page.get_by_role("alert")).to_contain_text("15 characters")
    expect(keep).to_be_checked()
    keep.uncheck()
    page.get_by_role("textbox", name="Password").fill(NEW)
    press(page, "Save and go in")
    page.wait_for_url("**/today")
    at_home.wait_for_url("**/sign-in")
    page.go_back()
    assert token not in page.url
    again = page.context.new_page()
    again.goto(link)
    expect(titled(again, "This link no longer works")).to_be_visible()


def test_nobody_learns_whose_address_is_known(enter: Enter, outbox: tuple[Outbox, int]) -> None:
    page = enter("", size=PHONE)
    said = []
    for email in ("dan@demo.test", "nobody@demo.test"):
        ask(page, email)
        said.append(page.get_by_role("main").inner_text())
    assert said[0] == said[1]
    assert outbox[0].to("dan@demo.test") == []


def test_a_clinician_makes_a_new_code_and_signs_a_client_out_everywhere(town: Town, enter: Enter) -> None:
    desk, phone = enter("cora"), enter("", size=PHONE)
    desk.goto(f"/clients/{town.cast.dan.client_id}")
    desk.get_by_text("Dan cannot get in, or lost a device").click()
    press(desk, "New check code")
    prove(desk, PASSPHRASE)
    link = desk.get_by_role("textbox", name="Link").input_value()
    code = desk.get_by_text(re.compile(r"^[A-Z0-9]{3} ?[A-Z0-9]{3}$")).inner_text()
    phone.goto(link)
    phone.wait_for_url("**/back")
    phone.get_by_label("Code").fill(code)
    phone.get_by_role("textbox", name="Password").fill(NEW)
    press(phone, "Save and go in")
    phone.wait_for_url("**/today")
    phone.goto("/me")
    expect(phone.get_by_text(re.compile("^Cora made a new code for you on "))).to_be_visible()
    press(desk, "Sign Dan out everywhere")
    expect(desk.get_by_text("Dan is signed out everywhere.")).to_be_visible()
    phone.wait_for_url("**/sign-in")


def test_staff_change_their_password_and_see_their_devices(town: Town, enter: Enter) -> None:
    page = enter("sol")
    page.goto("/account")
    press(page, "Change password")
    prove(page, PASSPHRASE)
    # The dialog asks for a password too: wait for the one after it.
    expect(page.get_by_label("Sign me out on my other devices")).to_be_checked()
    page.get_by_role("textbox", name="Password").fill("slow boats")
    press(page, "Save")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    press(page, "Change email")
    prove(page, "slow boats")
    page.get_by_label("New email").fill("cora@demo.test")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("cannot be used here")
    page.get_by_label("New email").fill("sol.berg@demo.test")
    press(page, "Save")
    expect(page.get_by_text("sol.berg@demo.test")).to_be_visible()
    expect(page.get_by_text("This one", exact=True)).to_be_visible()


def test_a_client_chooses_their_way_back_and_ends_another_device(town: Town, enter: Enter) -> None:
    page = enter("ben")
    page.goto("/me")
    expect(page.get_by_text("You can ask for a link by email.")).to_be_visible()
    press(page, "Change this")
    prove(page, PASSPHRASE)
    page.get_by_role("radio", name="Only at my next appointment").check()
    press(page, "Save")
    expect(page.get_by_text("No link is ever emailed.")).to_be_visible()
    press(page, "Sign out all the others")
    expect(page.get_by_role("button", name="Sign out all the others")).to_have_count(0)


def test_a_clinician_asks_for_the_morning_mail_by_keys_and_it_stays_asked_for(enter: Enter) -> None:
    page = enter("alma")
    page.goto("/account")
    wanted = page.get_by_role("checkbox", name="Send me the morning mail")
    expect(wanted).not_to_be_checked()
    sentence = "If there is anything to read today, it is on your page."
    expect(page.get_by_text(sentence)).to_be_visible()
    wanted.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="The first one comes on the next working day.")).to_be_visible()
    expect(wanted).to_be_focused()
    page.reload()
    expect(wanted).to_be_checked()
    wanted.uncheck()
    expect(page.get_by_role("status").filter(has_text="The first one")).to_have_count(0)
    page.reload()
    expect(wanted).not_to_be_checked()


def test_who_sees_no_clients_is_offered_none(enter: Enter) -> None:
    page = enter("eve")
    page.goto("/account")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.get_by_text("Morning mail")).to_have_count(0)
