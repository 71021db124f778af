"""One client in a real browser whose storage outlives it, at a real server; each can be killed."""

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from betterjournal import database
from betterjournal.accounts import sessions, tokens
from betterjournal.accounts.models import Person
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from tests.browser.conftest import PATIENCE, PHONE, QUIET, inside, quick_hashes, settle
from tests.cast import Cast
from tests.kill.line import Reached

KEY_MS = 40
BEFORE = "I sat. "
SENTENCE = "the bridge was wide and I walked over it, slowly, with the wind; "
WORDS = "#your-words"
LEFT_ON_DEVICE = """() => new Promise((told) => {
  const request = indexedDB.open("device-copies", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("copies", { keyPath: "id" });
  request.onsuccess = () => {
    const count = request.result.transaction("copies").objectStore("copies").count();
    count.onsuccess = () => { request.result.close(); told(count.result); };
  };
})"""


@dataclass
class Spare:
    """A blank page of the journal and a sign-in, one of each for every round."""

    pages: list[str] = field(default_factory=list)
    sign_ins: list[str] = field(default_factory=list)


@dataclass
class Practice:
    """Ben, writing. `typed` is what reached the page, and when."""

    playwright: Playwright
    folder: Path
    server: Reached
    spare: Spare
    context: BrowserContext | None = None
    page: Page | None = None
    lock: sqlite3.Connection | None = None
    token: str = ""
    address: str = ""
    typed: str = ""
    unsure: str = ""
    moments: list[float] = field(default_factory=list)

    @property
    def profile(self) -> Path:
        return self.folder / "profile"

    def begin(self) -> None:
        """At a page of the journal of its own."""
        self.token = self.token or self.spare.sign_ins.pop()
        self.address = f"{self.server.url}/journal/{self.spare.pages.pop()}"
        self.typed, self.unsure, self.moments = BEFORE, "", [0.0] * len(BEFORE)
        self.open()
        assert self.page is not None
        self.page.locator(WORDS).focus()
        self.page.keyboard.press("Control+End")

    def open(self) -> None:
        """The page as a person finds it: in the tab that is there, else in a new one, else in a new browser."""
        if self.context is None:
            path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
            self.context = self.playwright.chromium.launch_persistent_context(
                self.profile, executable_path=path, args=list(QUIET), viewport=PHONE, locale="en-CA"
            )
            self.context.set_default_timeout(PATIENCE)
            self.page = None
        cookie = {"name": "betterjournal", "value": self.token, "url": self.server.url, "httpOnly": True}
        self.context.add_cookies([cookie])  # type: ignore[list-item]
        if self.page is None:
            self.page = self.context.new_page()
            self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(self.address)
        expect(self.page.locator(WORDS)).to_be_visible(timeout=PATIENCE)

    def visit_today(self) -> None:
        assert self.page is not None
        self.page.goto(f"{self.server.url}/today")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)

    def type(self, seconds: float) -> None:
        """From the first letter on for so long, and as long as there is something to type into."""
        until = 0.0
        if self.page is None or self.page.locator(WORDS).count() == 0:
            return
        while self.page is not None and (not until or time.monotonic() < until):
            letter = SENTENCE[len(self.typed) % len(SENTENCE)]
            self.page.keyboard.type(letter, delay=KEY_MS)
            if self.page.locator(WORDS).count() == 0:
                # Before or after it went: nobody can tell, and nobody is owed it.
                self.unsure = letter
                return
            self.typed += letter
            self.moments.append(time.monotonic())
            until = until or self.moments[-1] + seconds

    def stored(self) -> str:
        assert self.page is not None
        return self.page.locator(WORDS).input_value()

    def left_on_device(self) -> int:
        assert self.page is not None
        return int(self.page.evaluate(LEFT_ON_DEVICE))

    # What is killed. Each leaves the rest as it is; `mend` brings back whatever is gone.

    def kill_tab(self) -> None:
        if self.page is not None:
            self.page.close()
        self.page = None

    def kill_browser(self) -> None:
        """kill -9 of every process of it: nothing is written down any more."""
        for pid in _processes_of(self.profile):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.context is not None:
            with suppress(Error):
                self.context.close()
        self.context = self.page = None

    def kill_worker(self) -> None:
        if self.server.process is not None:
            self.server.kill_worker()

    def kill_server(self) -> None:
        self.server.kill()

    def kill_database_lock(self) -> None:
        """Somebody else holds the database, so that no save gets through."""
        self.lock = sqlite3.connect(self.server.data / "betterjournal.sqlite3", timeout=20, isolation_level=None)
        self.lock.execute("begin immediate")

    def kill_network(self) -> None:
        self.server.line.cut()

    def kill_sign_in_session(self) -> None:
        held = self.lock is not None
        self._release()
        with sqlite3.connect(self.server.data / "betterjournal.sqlite3", timeout=20) as connection:
            past, digest = "2020-01-01 00:00:00.000000", tokens.digest(self.token)
            connection.execute("update sign_in_session set ends_at = ? where token_digest = ?", (past, digest))
        connection.close()
        self.token = ""
        if held:
            self.kill_database_lock()

    def mend(self) -> None:
        self._release()
        self.server.line.mend()
        if self.server.process is None:
            self.server.start()
        self.server.wait()
        self.token = self.token or self.spare.sign_ins.pop()

    def close(self) -> None:
        self._release()
        self.kill_browser()
        self.server.kill()
        self.server.line.close()

    def _release(self) -> None:
        if self.lock is not None:
            self.lock.rollback()
            self.lock.close()
        self.lock = None


@contextmanager
def practice(playwright: Playwright, folder: Path, rounds: int) -> Iterator[Practice]:
    """Served for so many rounds."""
    data = folder / "data"
    folder.mkdir(exist_ok=True)
    with quick_hashes():
        cast = settle(data)
    found = Practice(playwright, folder, Reached(data), _spare(data, cast, rounds))
    found.server.start()
    try:
        yield found
    finally:
        found.close()


def _spare(data: Path, cast: Cast, rounds: int) -> Spare:
    spare = Spare()
    with inside(data):
        for _ in range(rounds):
            page = entries.new_page(cast.ben)
            drafts.save(cast.ben, drafts.Words(page, "text", BEFORE, 0, "before", 1))
            spare.pages.append(page)
        with database.writing() as session:
            person = session.get_one(Person, cast.ben.person_id)
            spare.sign_ins.extend(sessions.begin(session, person).token for _ in range(rounds + 1))
    return spare


def _processes_of(profile: Path) -> list[int]:
    """Those that were started with this folder of ours."""
    mark, found = str(profile).encode(), []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if mark in each.read_bytes() and b"chrom" in each.read_bytes():
                found.append(int(each.parent.name))
    return found
