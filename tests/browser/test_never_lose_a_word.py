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
from tests.browser.people import Client, press
from tests.serving import Server

KEY_MS = 70
SAFE_AFTER_SECONDS = 2.0
SENTENCE = "today the bridge was wide and I walked all the way over it, slowly"
WORDS = "Your words"
BREAKS = 3


class Typist:
    """Types at the pace of a person and remembers when each letter was written."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.typed = ""
        self.moments: list[float] = []

    def type(self, words: str) -> None:
        for letter in words:
            self.page.keyboard.type(letter, delay=KEY_MS)
            self.typed += letter
            self.moments.append(time.monotonic())

    def lost_of(self, kept: str, at: float) -> str:
        """What was older than two seconds when it broke, and is not there."""
        owed = sum(moment <= at - SAFE_AFTER_SECONDS for moment in self.moments)
        whole = 0
        while whole < min(len(kept), len(self.typed)) and kept[whole] == self.typed[whole]:
            whole += 1
        return self.typed[whole:owed]


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


@pytest.mark.parametrize("seed", range(BREAKS))
@pytest.mark.parametrize("broken", BREAKINGS)
def test_a_server_that_dies_while_somebody_types(town: Town, ben: Client, broken: str, seed: int) -> None:
    typist = Typist(ben.page)
    with _meanwhile(lambda: BREAKINGS[broken](town.server), after=random.Random(seed).uniform(0.5, 4.0)):
        typist.type(SENTENCE)
    expect(ben.page.get_by_label(WORDS)).to_have_value(SENTENCE)
    ben.saved()
    assert _on_the_server(ben.page) == SENTENCE


def test_it_says_so_while_it_cannot_save_and_again_when_it_can(town: Town, ben: Client) -> None:
    typist = Typist(ben.page)
    typist.type("before ")
    town.server.kill()
    try:
        typist.type("while it is down ")
        expect(ben.status).to_have_text("Not saved yet. Keep this page open.")
        expect(ben.page.get_by_label(WORDS)).to_have_value("before while it is down ")
    finally:
        town.server.start()
    typist.type("after")
    ben.saved()
    assert _on_the_server(ben.page) == "before while it is down after"


def test_a_phone_without_a_line(ben: Client) -> None:
    typist = Typist(ben.page)
    typist.type("on the train ")
    ben.page.context.set_offline(True)
    typist.type("in the tunnel ")
    expect(ben.status).to_have_text("Not saved yet. Keep this page open.")
    ben.page.context.set_offline(False)
    typist.type("and out of it")
    ben.saved()
    assert _on_the_server(ben.page) == "on the train in the tunnel and out of it"


@pytest.mark.parametrize("seed", range(BREAKS))
def test_a_reload_after_a_breath(ben: Client, seed: int) -> None:
    typist = Typist(ben.page)
    typist.type(SENTENCE[: random.Random(seed).randint(8, 40)])
    ben.page.wait_for_timeout(1600)
    ben.page.reload()
    expect(ben.page.get_by_label(WORDS)).to_have_value(typist.typed)


@pytest.mark.parametrize("seed", range(BREAKS))
def test_a_reload_in_the_middle_of_a_word(ben: Client, seed: int) -> None:
    typist = Typist(ben.page)
    ben.page.on("dialog", lambda dialog: dialog.accept())
    typist.type(SENTENCE[: random.Random(seed).randint(20, 50)])
    at = time.monotonic()
    ben.page.reload()
    assert typist.lost_of(_shown(ben.page), at) == ""


@pytest.mark.parametrize("seed", range(BREAKS))
def test_a_browser_that_is_gone_at_once(enter: Enter, ben: Client, seed: int) -> None:
    typist = Typist(ben.page)
    address = ben.page.url
    typist.type(SENTENCE[: random.Random(seed).randint(20, 50)])
    ben.page.wait_for_timeout(2500)
    ben.page.context.close()
    again = enter("ben")
    again.goto(address)
    assert typist.lost_of(_shown(again), time.monotonic()) == ""


def test_two_pages_on_the_same_words_keep_both_until_one_is_chosen(enter: Enter, ben: Client) -> None:
    other = Client(enter("ben"))
    other.page.goto(ben.page.url)
    expect(other.page.get_by_label(WORDS)).to_have_value("")
    other.page.context.set_offline(True)
    other.write(WORDS, "the words of the other phone")
    ben.write(WORDS, "the words of this phone")
    ben.saved()
    other.page.context.set_offline(False)
    for page in (ben.page, other.page):
        expect(page.get_by_text("You wrote this answer in two places")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("the words of this phone")
        expect(page.get_by_role("main")).to_contain_text("the words of the other phone")
    press(ben.page, "Use these words instead")
    expect(ben.page.get_by_text("You wrote this answer in two places")).to_have_count(0)
    assert _on_the_server(ben.page) == "the words of the other phone"


@contextmanager
def _meanwhile(act: Callable[[], object], *, after: float) -> Iterator[None]:
    """`act` happens in between, in a thread of its own."""
    timer = threading.Timer(after, act)
    timer.start()
    try:
        yield
    finally:
        timer.join()


def _on_the_server(page: Page) -> str:
    """The words as a page opened anew shows them."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    return _shown(page)


def _shown(page: Page) -> str:
    expect(page.get_by_label(WORDS)).to_have_value(re.compile("."))
    return page.get_by_label(WORDS).input_value()
