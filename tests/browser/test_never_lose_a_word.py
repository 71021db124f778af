"""Whatever breaks while somebody writes, what they wrote more than two seconds ago is there when they come back."""

import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter, Town
from tests.browser.people import KEPT, Client, press
from tests.serving import Server

KEY_MS = 70
SAFE_AFTER_SECONDS = 2.0
SENTENCE = "the bridge was wide and I walked over it; "
WORDS = "Your words"
BREAKS = 3


class Typist:
    """Types at the pace of a person and remembers when each letter was written."""

    def __init__(self, page: Page, before: str = "") -> None:
        self.page = page
        self.typed = before
        self.moments = [0.0] * len(before)

    def type(self, words: str) -> None:
        for letter in words:
            self.page.keyboard.type(letter, delay=KEY_MS)
            self.typed += letter
            self.moments.append(time.monotonic())

    def owed(self, at: float) -> re.Pattern[str]:
        """What must be there when it broke at that moment: all that was older than two seconds, and nothing else."""
        safe = sum(moment <= at - SAFE_AFTER_SECONDS for moment in self.moments)
        rest = "".join(f"(?:{re.escape(letter)}" for letter in self.typed[safe:]) + ")?" * len(self.typed[safe:])
        return re.compile(f"^{re.escape(self.typed[:safe])}{rest}$")


def _kill_worker(server: Server) -> None:
    server.kill_worker()


def _kill_worker_twice(server: Server) -> None:
    """The second as soon as it answers again."""
    server.kill_worker()
    server.wait()
    server.kill_worker()


def _kill_and_start(server: Server) -> None:
    server.kill()
    server.start()


BREAKINGS = {
    "worker killed": _kill_worker,
    "worker killed twice": _kill_worker_twice,
    "server killed": _kill_and_start,
}


@pytest.fixture
def ben(enter: Enter) -> Client:
    """At an empty page of his journal, about to write."""
    client = Client(enter("ben"))
    client.new_page()
    client.page.get_by_label(WORDS).focus()
    return client


@pytest.mark.parametrize("broken", BREAKINGS)
def test_a_server_that_dies_while_somebody_types(town: Town, ben: Client, broken: str) -> None:
    typist, chance = Typist(ben.page), random.Random(broken)
    for _ in range(BREAKS):
        with _meanwhile(lambda: BREAKINGS[broken](town.server), after=chance.uniform(0.2, 2.2)):
            typist.type(SENTENCE)
        ben.saved()
        expect(ben.page.get_by_label(WORDS)).to_have_value(typist.typed)
    _on_the_server(ben.page, typist.typed)


def test_it_says_so_while_it_cannot_save_and_again_when_it_can(town: Town, ben: Client) -> None:
    typist = Typist(ben.page)
    typist.type("before ")
    town.server.kill()
    try:
        typist.type("while it is down ")
        expect(ben.status).to_have_text(KEPT)
        expect(ben.page.get_by_label(WORDS)).to_have_value("before while it is down ")
    finally:
        town.server.start()
    typist.type("after")
    ben.saved()
    _on_the_server(ben.page, "before while it is down after")


def test_a_phone_without_a_line(ben: Client) -> None:
    typist = Typist(ben.page)
    typist.type("on the train ")
    ben.page.context.set_offline(True)
    typist.type("in the tunnel ")
    expect(ben.status).to_have_text(KEPT)
    ben.page.context.set_offline(False)
    typist.type("and out of it")
    ben.saved()
    _on_the_server(ben.page, "on the train in the tunnel and out of it")


def test_a_reload_after_a_breath(ben: Client) -> None:
    typist, chance = Typist(ben.page), random.Random("breath")
    for _ in range(BREAKS):
        typist.type(SENTENCE[: chance.randint(8, 20)])
        ben.page.wait_for_timeout(1600)
        ben.page.reload()
        expect(ben.page.get_by_label(WORDS)).to_have_value(typist.typed)
        _to_the_end(ben.page)


@pytest.mark.parametrize("seed", range(BREAKS))
def test_a_reload_in_the_middle_of_a_word(ben: Client, seed: int) -> None:
    typist = Typist(ben.page)
    ben.page.on("dialog", lambda dialog: dialog.accept())
    typist.type(SENTENCE[: random.Random(seed).randint(20, 40)])
    at = time.monotonic()
    ben.page.reload()
    expect(ben.page.get_by_label(WORDS)).to_have_value(typist.owed(at))


def test_browsers_that_are_gone_at_once(enter: Enter) -> None:
    writers = [Client(enter("ben")) for _ in range(BREAKS)]
    chance = random.Random("gone")
    typists = []
    for ben in writers:
        # A page that is still blank would be given out again.
        ben.new_page("first. ")
        _to_the_end(ben.page)
        typists.append(Typist(ben.page, "first. "))
        typists[-1].type(SENTENCE[: chance.randint(10, 30)])
    addresses = [ben.page.url for ben in writers]
    writers[-1].page.wait_for_timeout(2500)
    at = time.monotonic()
    for ben in writers:
        ben.page.context.close()
    again = enter("ben")
    for address, typist in zip(addresses, typists, strict=True):
        again.goto(address)
        expect(again.get_by_label(WORDS)).to_have_value(typist.owed(at))


def test_two_pages_on_the_same_words_keep_both_until_one_is_chosen(enter: Enter, ben: Client) -> None:
    other = Client(enter("ben"))
    other.page.goto(ben.page.url)
    expect(other.page.get_by_label(WORDS)).to_have_value("")
    other.page.context.set_offline(True)
    other.write(WORDS, "the words of the other phone")
    ben.write(WORDS, "the words of this phone")
    ben.saved()
    other.page.context.set_offline(False)
    question = "You wrote this answer in two places"
    expect(other.page.get_by_text(question)).to_be_visible()
    ben.page.reload()
    expect(ben.page.get_by_text(question)).to_be_visible()
    expect(ben.page.get_by_role("main")).to_contain_text("the words of this phone")
    expect(ben.page.get_by_role("main")).to_contain_text("the words of the other phone")
    press(ben.page, "Use these words instead")
    for page in (ben.page, other.page):
        expect(page.get_by_text(question)).to_have_count(0)
    _on_the_server(ben.page, "the words of the other phone")


@pytest.mark.parametrize("choice", ["Keep these words", "Use these words instead"])
def test_who_writes_on_in_the_field_chooses_between_what_the_card_shows(enter: Enter, ben: Client, choice: str) -> None:
    other = Client(enter("ben"))
    other.page.goto(ben.page.url)
    field = other.page.get_by_label(WORDS)
    expect(field).to_have_value("")
    other.page.context.set_offline(True)
    # More than one save waits, and the field is never left.
    for words in ("In the tunnel ", "I wrote about ", "the bridge, all of it."):
        field.press_sequentially(words, delay=20)
        other.page.wait_for_timeout(1_600)
    ben.write(WORDS, "On the laptop.")
    ben.saved()
    other.page.context.set_offline(False)
    expect(other.page.get_by_text("You wrote this answer in two places")).to_be_visible()
    other.page.wait_for_timeout(4_000)
    button = other.page.get_by_role("button", name=choice)
    block = other.page.locator("div", has=button).last.locator("xpath=..")
    chosen = block.locator("[data-own-words]").inner_text()
    assert chosen in {"In the tunnel I wrote about the bridge, all of it.", "On the laptop."}
    button.click()
    expect(other.page.get_by_text("You wrote this answer in two places")).to_have_count(0)
    _on_the_server(other.page, chosen)


@contextmanager
def _meanwhile(act: Callable[[], object], *, after: float) -> Iterator[None]:
    """`act` happens in between, in a thread of its own."""
    timer = threading.Timer(after, act)
    timer.start()
    try:
        yield
    finally:
        timer.join()


def _to_the_end(page: Page) -> None:
    page.get_by_label(WORDS).focus()
    page.keyboard.press("Control+End")


def _on_the_server(page: Page, words: str) -> None:
    """A page opened anew shows these words."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label(WORDS)).to_have_value(words)
