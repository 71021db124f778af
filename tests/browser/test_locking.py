"""Locked, not signed out: the words leave the page, nobody's word is lost, and one comes back to the very field."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from playwright.sync_api import Error, Page, Route, expect

from betterjournal import clock, database
from betterjournal.accounts import locking, proving, sessions
from betterjournal.accounts.models import Person, SignInSession
from betterjournal.accounts.proving import Proof
from betterjournal.entries import queries
from tests import builders
from tests.browser.conftest import PHONE, Enter, Town
from tests.browser.people import KEPT, Client, press, prove, sign_out, titled
from tests.browser.test_device_copy import records
from tests.browser.test_passkeys import Device
from tests.cast import PASSPHRASE

PIN = "602718"
AWAY = "You were away, so we locked the page. Your words are safe."
SHARED_WORDS = "The bridge was wide and I walked over it"
HALF = "Walking over it at her own pace"
WORDS = "Your words"
TITLE = "Write a few lines"


@pytest.fixture
def shared(town: Town) -> str:
    """Ben has shared a few lines with Alma; she and he have a PIN."""
    with town.inside():
        for actor in (town.cast.alma, town.cast.ben):
            proving.prove(actor, Proof(PASSPHRASE))
            locking.set_pin(actor, PIN)
        work = builders.assignment(town.cast.alma, town.cast.ben, what=TITLE)
        builders.shared(town.cast.ben, work, SHARED_WORDS)
    return f"/clients/{town.cast.ben.client_id}"


def again(town: Town, name: str) -> tuple[str, str]:
    """One more sign-in of that person's, which may end: the name to enter by, and the session's id."""
    key = f"{name} again"
    with town.inside():
        with database.writing() as session:
            person = session.get_one(Person, town.cast.everybody()[name].person_id)
            town.cast.tokens[key] = sessions.begin(session, person, passed_factor=True).token
        holder = sessions.holder(town.cast.tokens[key], act=False)
    assert holder is not None
    return key, holder.session_id


def end_by_age(town: Town, session_id: str) -> None:
    with town.inside(), database.writing() as session:
        session.get_one(SignInSession, session_id).ends_at = clock.now()


def pass_time(town: Town, who: str, minutes: int, page: Page | None = None) -> None:
    """For the server by moving the last act back, for a page by its clock."""
    with town.inside():
        holder = sessions.holder(town.cast.tokens[who], act=False)
        assert holder is not None
        with database.writing() as session:
            session.get_one(SignInSession, holder.session_id).acted_at -= timedelta(minutes=minutes)
    if page is not None:
        page.clock.fast_forward(minutes * 60_000)


def locked(page: Page, *gone: str) -> None:
    """The lock stands there, and none of these words anywhere in the page."""
    expect(titled(page, "Locked")).to_be_visible()
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(page.get_by_label("PIN or password")).to_be_focused()
    for words in gone:
        assert words not in page.content()
        assert words not in str(page.evaluate("[...document.querySelectorAll('input, textarea')].map(e => e.value)"))


def unlock(page: Page, secret: str = PIN) -> None:
    page.get_by_label("PIN or password").fill(secret)
    press(page, "Unlock")
    expect(titled(page, "Locked")).to_have_count(0)


def hide(page: Page, hidden: bool) -> None:
    """The page goes out of sight, or comes back."""
    state = "hidden" if hidden else "visible"
    page.evaluate(
        """state => {
          Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
          document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
        }""",
        state,
    )


def test_an_appointment_of_fifty_minutes_locks_nothing(town: Town, enter: Enter, shared: str) -> None:
    alma = enter("alma")
    alma.clock.install()
    alma.goto(f"{shared}/brief")
    expect(alma.get_by_text(SHARED_WORDS).first).to_be_visible()
    pass_time(town, "alma", 50, alma)
    alma.goto(shared)
    article = alma.get_by_role("article", name=TITLE).first
    press(article, "Looked at together")
    article.get_by_label("Takeaway").fill(HALF)
    article.get_by_label("Keep", exact=True).check()
    press(article, "Save review")
    expect(alma.get_by_text("Copy for the chart").first).to_be_visible()
    expect(titled(alma, "Locked")).to_have_count(0)


def test_a_minute_before_it_locks_the_page_says_so_and_a_key_is_enough_to_stay(
    town: Town, enter: Enter, shared: str
) -> None:
    alma = enter("alma")
    alma.clock.install()
    alma.goto(shared)
    expect(alma.get_by_text(SHARED_WORDS).first).to_be_visible()
    warning = alma.get_by_role("status").filter(has_text="It locks in one minute.")
    alma.clock.fast_forward(58 * 60_000)
    expect(warning).to_have_count(0)
    alma.clock.fast_forward(75_000)
    expect(warning).to_be_visible()
    alma.keyboard.press("Shift")
    expect(warning).to_have_count(0)
    alma.clock.fast_forward(58 * 60_000)
    expect(warning).to_have_count(0)
    expect(titled(alma, "Locked")).to_have_count(0)


def test_after_an_hour_she_comes_back_to_the_half_written_takeaway(town: Town, enter: Enter, shared: str) -> None:
    alma = enter("alma")
    alma.clock.install()
    alma.goto(shared)
    article = alma.get_by_role("article", name=TITLE).first
    press(article, "Looked at together")
    article.get_by_label("About half").check()
    article.get_by_label("Takeaway").fill(HALF)
    article.get_by_label("Takeaway").press("Home")
    pass_time(town, "alma", 61, alma)
    locked(alma, SHARED_WORDS, HALF, "Ben Okafor")
    # By keyboard alone.
    alma.keyboard.type(PIN)
    alma.keyboard.press("Enter")
    expect(article.get_by_label("Takeaway")).to_have_value(HALF)
    expect(article.get_by_label("Takeaway")).to_be_focused()
    expect(article.get_by_label("About half")).to_be_checked()
    alma.keyboard.type("So: ")
    expect(article.get_by_label("Takeaway")).to_have_value(f"So: {HALF}")
    article.get_by_label("Keep", exact=True).check()
    press(article, "Save review")
    expect(alma.get_by_text(f"So: {HALF}").first).to_be_visible()


def test_a_lock_reaches_her_other_tab_at_once_and_so_does_the_unlocking(town: Town, enter: Enter, shared: str) -> None:
    alma = enter("alma")
    other = alma.context.new_page()
    for page in (alma, other):
        page.goto(shared)
        expect(page.get_by_text(SHARED_WORDS).first).to_be_visible()
    pass_time(town, "alma", 61)
    alma.reload()
    locked(alma, SHARED_WORDS)
    locked(other, SHARED_WORDS)
    unlock(alma)
    for page in (alma, other):
        expect(page.get_by_text(SHARED_WORDS).first).to_be_visible()


def test_a_wrong_pin_is_told_and_the_fifth_leads_to_the_sign_in(town: Town, enter: Enter, shared: str) -> None:
    key, _ = again(town, "dan")
    dan = enter(key)
    dan.goto("/today")
    press(dan, "Hide")
    press(dan, "Open")
    locked(dan)
    for left in (4, 3, 2, 1):
        dan.get_by_label("PIN or password").fill("159260")
        press(dan, "Unlock")
        expect(dan.get_by_role("alert")).to_have_text(f"That did not fit. Tries left: {left}.")
    dan.get_by_label("PIN or password").fill("159260")
    press(dan, "Unlock")
    dan.wait_for_url("**/sign-in")
    expect(dan.get_by_text("Too many tries did not fit. Please sign in again.")).to_be_visible()


def test_a_client_who_leaves_the_page_finds_it_locked_and_every_word_there(
    town: Town, enter: Enter, shared: str
) -> None:
    ben = Client(enter("ben"))
    ben.page.clock.install()
    ben.new_page()
    field = ben.page.get_by_label(WORDS)
    field.press_sequentially("I told nobody that I keep the letter", delay=20)
    hide(ben.page, True)
    ben.page.clock.fast_forward(60_000)
    hide(ben.page, False)
    expect(field).to_be_visible()
    field.press_sequentially(", not even her", delay=20)
    hide(ben.page, True)
    ben.page.clock.fast_forward(3 * 60_000)
    hide(ben.page, False)
    locked(ben.page, "I told nobody", "not even her")
    unlock(ben.page)
    expect(field).to_have_value("I told nobody that I keep the letter, not even her")
    expect(field).to_be_focused()
    ben.page.keyboard.type(".")
    ben.saved()
    ben.page.reload()
    expect(field).to_have_value("I told nobody that I keep the letter, not even her.")


# A device on which it takes so long to seal something, and to open it again.
SLOW_DEVICE = """for (const name of ["encrypt", "decrypt"]) {
  const quick = crypto.subtle[name].bind(crypto.subtle);
  crypto.subtle[name] = async (...given) => {
    await new Promise((go) => setTimeout(go, 2500));
    return quick(...given);
  };
}"""


def test_a_slow_device_brings_back_no_older_words_of_the_same_page(town: Town, enter: Enter, shared: str) -> None:
    page = enter("ben")
    page.add_init_script(SLOW_DEVICE)
    ben = Client(page)
    ben.new_page()
    field = page.get_by_label(WORDS)
    field.press_sequentially("I keep the letter", delay=40)
    ben.saved()
    press(page, "Hide")
    press(page, "Open")
    locked(page, "I keep the letter")
    unlock(page)
    expect(field).to_be_visible()
    field.press("Control+End")
    page.keyboard.type(" in the drawer")
    # Until everything that lay on the device has been opened.
    page.wait_for_timeout(6000)
    ben.saved()
    expect(field).to_have_value("I keep the letter in the drawer")
    page.reload()
    expect(field).to_have_value("I keep the letter in the drawer")
    expect(page.get_by_text("You wrote this answer in two places")).to_be_hidden()


def test_what_could_not_be_sent_before_the_lock_is_sent_after_it(town: Town, enter: Enter, shared: str) -> None:
    ben = Client(enter("ben"))
    ben.new_page("in the tunnel ")
    field = ben.page.get_by_label(WORDS)
    ben.page.context.set_offline(True)
    field.press("Control+End")
    field.press_sequentially("with no line", delay=20)
    expect(ben.status).to_have_text(KEPT)
    press(ben.page, "Hide")
    ben.page.context.set_offline(False)
    press(ben.page, "Open")
    locked(ben.page, "in the tunnel", "with no line")
    unlock(ben.page)
    expect(field).to_have_value("in the tunnel with no line")
    ben.saved()
    ben.page.reload()
    expect(field).to_have_value("in the tunnel with no line")


def test_hide_leads_back_to_the_lock_and_never_to_the_words(town: Town, enter: Enter, shared: str) -> None:
    ben = Client(enter("ben"))
    ben.new_page("a letter that I keep")
    written = ben.page.url
    ben.page.goto("/today")
    expect(titled(ben.page, "Today")).to_be_visible()
    press(ben.page, "Hide")
    expect(ben.page.get_by_role("columnheader").first).to_be_visible()
    expect(titled(ben.page, "Today")).to_have_count(0)
    ben.page.go_back()
    expect(ben.page.get_by_role("columnheader").first).to_be_visible()
    assert "a letter that I keep" not in ben.page.content()
    press(ben.page, "Open")
    locked(ben.page, "a letter that I keep")
    ben.page.goto(written)
    locked(ben.page, "a letter that I keep")
    ben.page.go_back()
    locked(ben.page, "a letter that I keep")
    ben.page.emulate_media(media="print")
    assert "letter" not in ben.page.locator("body").inner_text()
    ben.page.emulate_media(media="screen")
    unlock(ben.page, PASSPHRASE)


def test_hidden_twice_it_opens_once(town: Town, enter: Enter, shared: str) -> None:
    page = enter("ben")
    page.goto("/today")
    expect(titled(page, "Today")).to_be_visible()
    press(page, "Hide")
    press(page, "Open")
    locked(page)
    press(page, "Hide")
    press(page, "Open")
    # That it is unlocked is heard before the answer to the PIN is there.
    page.route("**/auth/unlock", _answer_late)
    unlock(page)
    expect(titled(page, "Today")).to_be_visible()
    page.wait_for_timeout(1_000)
    expect(titled(page, "Today")).to_be_visible()


def test_hidden_without_a_line_and_the_tab_closed_the_next_one_opens_locked(
    town: Town, enter: Enter, shared: str
) -> None:
    ben = Client(enter("ben"))
    ben.new_page("what nobody here may read")
    ben.saved()
    written, context = ben.page.url, ben.page.context
    context.set_offline(True)
    press(ben.page, "Hide")
    ben.page.close()
    context.set_offline(False)
    next_one = context.new_page()
    next_one.goto(written)
    locked(next_one, "what nobody here may read")
    third = context.new_page()
    third.goto("/today")
    locked(third)
    unlock(third)
    expect(titled(third, "Today")).to_be_visible()
    third.reload()
    expect(titled(third, "Today")).to_be_visible()
    # The server was told, and nothing of it stays in this browser.
    assert "closing" not in {cookie["name"] for cookie in context.cookies()}


def test_hidden_without_a_line_no_other_tab_stays_open(town: Town, enter: Enter, shared: str) -> None:
    ben = Client(enter("ben"))
    ben.new_page("in the other tab")
    ben.saved()
    beside = ben.page.context.new_page()
    beside.goto("/today")
    expect(titled(beside, "Today")).to_be_visible()
    ben.page.context.set_offline(True)
    press(beside, "Hide")
    locked(ben.page, "in the other tab")
    ben.page.context.set_offline(False)
    unlock(ben.page)
    expect(ben.page.get_by_label(WORDS)).to_have_value("in the other tab")


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 568}], ids=["390", "320"])
def test_hide_is_at_hand_in_a_dialog_too(town: Town, enter: Enter, shared: str, size: dict[str, int]) -> None:
    ben = Client(enter("ben", size=size))
    ben.new_page("nobody beside me may read this")
    ben.saved()
    press(ben.page, "Share")
    dialog = ben.page.get_by_role("dialog", name="Share this page?")
    expect(dialog.get_by_role("heading", name="Share this page?")).to_be_focused()
    expect(dialog.get_by_text("nobody beside me may read this")).to_be_visible()
    dialog.evaluate("dialog => dialog.scrollTo(0, dialog.scrollHeight)")
    dialog.get_by_role("button", name="Hide", exact=True).click()
    expect(ben.page.get_by_role("columnheader").first).to_be_visible()
    assert "nobody beside me" not in ben.page.locator("body").inner_text()
    press(ben.page, "Open")
    locked(ben.page, "nobody beside me may read this")
    unlock(ben.page)


def _answer_late(route: Route) -> None:
    answer = route.fetch()
    time.sleep(0.5)
    route.fulfill(response=answer)


def test_hide_is_the_first_link_and_is_tried_once(town: Town, enter: Enter, shared: str) -> None:
    page = enter("ben")
    page.goto("/today")
    expect(titled(page, "Today")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hide this page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader").first).to_be_visible()
    press(page, "Open")
    unlock(page)
    expect(titled(page, "Today")).to_be_visible()
    expect(titled(page, "Try Hide once")).to_have_count(0)


def test_a_pin_is_set_after_a_proof_and_a_delay_is_chosen(town: Town, enter: Enter, shared: str) -> None:
    ben = enter("ben")
    ben.goto("/me")
    ben.get_by_label("At once").check()
    press(ben, "Change the PIN")
    prove(ben, PASSPHRASE)
    ben.get_by_label("New PIN").fill("123456")
    press(ben, "Save")
    expect(ben.get_by_text("This PIN is too easy to guess.")).to_be_visible()
    ben.get_by_label("New PIN").fill("826015")
    press(ben, "Save")
    expect(ben.get_by_text("Your PIN is set.")).to_be_visible()
    hide(ben, True)
    locked(ben)
    hide(ben, False)
    unlock(ben, "826015")
    expect(ben.get_by_label("At once")).to_be_checked()
    ben.get_by_label("After 2 minutes").check()
    expect(ben.get_by_label("After 2 minutes")).to_be_checked()
    with town.inside():
        assert locking.settings(town.cast.ben).lock_after == "2"


def test_a_shared_computer_is_said_at_sign_in_and_locks_after_a_quarter_of_an_hour(town: Town, enter: Enter) -> None:
    page = enter("")
    page.clock.install()
    page.goto("/sign-in")
    page.get_by_label("Email").fill("ben@demo.test")
    page.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    page.get_by_label(re.compile("This is a shared computer")).check()
    press(page, "Sign in")
    expect(titled(page, "Today")).to_be_visible()
    cookie = next(each for each in page.context.cookies() if each["name"] == "betterjournal")
    assert cookie["expires"] == -1
    page.clock.run_for(14 * 60_000)
    page.mouse.click(5, 5)
    expect(titled(page, "Today")).to_be_visible()
    sign_out(page)
    assert page.evaluate("Object.keys(sessionStorage).concat(Object.keys(localStorage)).join()").find("away") == -1


def test_a_passkey_unlocks_where_the_page_stands(town: Town, enter: Enter) -> None:
    cora = enter("cora")
    device = Device(cora)
    cora.goto("/account")
    press(cora, "Add a passkey")
    prove(cora, PASSPHRASE)
    expect(cora.get_by_text("Not used yet")).to_be_visible()
    cora.evaluate("window.dispatchEvent(new Event('lock-now'))")
    locked(cora, "Cora Singh")
    device.agrees(False)
    press(cora, "Use a passkey")
    expect(cora.get_by_text("Nothing was done. You can try again.")).to_be_visible()
    device.agrees(True)
    press(cora, "Use a passkey")
    expect(titled(cora, "Account")).to_be_visible()
    expect(cora.get_by_text("Not used yet")).to_have_count(0)
    expect(titled(cora, "Locked")).to_have_count(0)


def test_a_session_that_ends_while_somebody_writes_costs_no_word(town: Town, enter: Enter) -> None:
    key, session_id = again(town, "ben")
    ben = Client(enter(key))
    ben.new_page("before it ended, ")
    field = ben.page.get_by_label(WORDS)
    end_by_age(town, session_id)
    field.press("Control+End")
    field.press_sequentially("and after it", delay=20)
    expect(ben.page.get_by_text("You are signed out. Please sign in again.")).to_be_visible()
    expect(ben.status).to_have_text(KEPT)
    hide(ben.page, True)
    other = ben.page.context.new_page()
    other.goto("/sign-in")
    other.get_by_label("Email").fill("ben@demo.test")
    other.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    press(other, "Sign in")
    expect(titled(other, "Today")).to_be_visible()
    hide(ben.page, False)
    ben.saved()
    expect(field).to_have_value("before it ended, and after it")
    ben.page.reload()
    expect(field).to_have_value("before it ended, and after it")


def test_a_session_that_ends_over_a_half_written_form_costs_no_word_of_it(town: Town, enter: Enter) -> None:
    key, session_id = again(town, "ben")
    page = enter(key)
    page.goto("/journal")
    press(page, "Energy, anxiety, a few words")
    words = page.get_by_label("A few words, if you want")
    words.fill("Half of it, on a bad evening")
    end_by_age(town, session_id)
    press(page, "Keep")
    expect(page.get_by_text("You are signed out. Please sign in again.")).to_be_visible()
    page.wait_for_timeout(3_000)
    expect(words).to_have_value("Half of it, on a bad evening")
    hide(page, True)
    other = page.context.new_page()
    other.goto("/sign-in")
    other.get_by_label("Email").fill("ben@demo.test")
    other.get_by_role("textbox", name="Password").fill(PASSPHRASE)
    press(other, "Sign in")
    expect(titled(other, "Today")).to_be_visible()
    hide(page, False)
    page.wait_for_timeout(1_500)
    press(page, "Keep")
    expect(page.get_by_text("Kept. Only you can read it.")).to_be_visible()
    expect(page.get_by_text("Half of it, on a bad evening")).to_be_visible()


def test_a_session_that_ended_with_every_word_saved_leads_to_the_sign_in_that_says_so(town: Town, enter: Enter) -> None:
    key, session_id = again(town, "sol")
    sol = enter(key)
    sol.goto("/clients")
    expect(sol.get_by_text("Ben Okafor")).to_be_visible()
    sol.evaluate("window.dispatchEvent(new Event('lock-now'))")
    locked(sol, "Ben Okafor")
    end_by_age(town, session_id)
    sol.get_by_label("PIN or password").fill(PASSPHRASE)
    press(sol, "Unlock")
    sol.wait_for_url("**/sign-in")
    expect(sol.get_by_text("Your sign-in has ended. Please sign in again.")).to_be_visible()


# With `still` set no clock of the page beats: nothing is sent and nothing put away by itself.
STILL = """(() => {
  const every = window.setInterval;
  window.setInterval = (act, ...rest) => every(() => window.still || act(), ...rest);
})();"""


def write_unheard(ben: Client, town: Town) -> str:
    """Words that the server has and of which the page has not yet taken its copy off the device; the page's address."""
    ben.page.add_init_script(STILL)
    ben.new_page("I told nobody")
    address, field = ben.page.url, ben.page.get_by_label(WORDS)
    field.press("Control+End")
    ben.page.evaluate("window.still = true")
    field.press_sequentially(", not even her", delay=20)
    hide(ben.page, True)
    until(lambda: on_the_server(town, address) == "I told nobody, not even her" and len(records(ben.page)) == 1)
    ben.page.wait_for_timeout(300)
    return address


def write_on_before_the_key_is_there(ben: Client, town: Town, held: list[Route]) -> None:
    field = ben.page.get_by_label(WORDS)
    expect(field).to_have_value("I told nobody, not even her")
    field.press("Control+End")
    ben.page.keyboard.type(".")
    ben.saved()
    assert held
    for route in held:
        route.continue_()
    until(lambda: not records(ben.page))
    ben.page.wait_for_timeout(1000)
    ben.saved()
    expect(field).to_have_value("I told nobody, not even her.")
    assert on_the_server(town, ben.page.url) == "I told nobody, not even her."


def test_who_only_locked_and_unlocked_is_no_other_page(town: Town, enter: Enter, shared: str) -> None:
    """Locked between the answer to a save and the next beat, unlocked over a line that is slow to bring the key."""
    ben, held = Client(enter("ben")), list[Route]()
    write_unheard(ben, town)
    ben.page.route("**/device-key*", lambda route: held.append(route))
    ben.page.evaluate("window.dispatchEvent(new Event('lock-now'))")
    hide(ben.page, False)
    locked(ben.page, "I told nobody")
    ben.page.evaluate("window.still = false")
    unlock(ben.page)
    write_on_before_the_key_is_there(ben, town, held)


def test_whose_page_only_died_after_the_save_is_no_other_page(town: Town, enter: Enter, shared: str) -> None:
    ben, held = Client(enter("ben")), list[Route]()
    address, context = write_unheard(ben, town), ben.page.context
    # Whoever opens the next page before the first is dead opens it in the process that dies.
    with ben.page.expect_event("crash"), suppress(Error):
        ben.page.goto("chrome://crash", timeout=2000)
    again = Client(context.new_page())
    again.page.route("**/device-key*", lambda route: held.append(route))
    again.page.goto(address)
    write_on_before_the_key_is_there(again, town, held)


def on_the_server(town: Town, address: str) -> str:
    with town.inside():
        return queries.page(town.cast.ben, address.rpartition("/")[2]).words


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)
