"""Real servers with people in them, and a real browser to visit them with."""

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from betterjournal import clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import passwords, sessions
from betterjournal.accounts.models import Person
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from betterjournal.operations.demo.history import identity
from betterjournal.operations.demo.practice import ALMA, client
from betterjournal.operations.demo.running import fill
from betterjournal.operations.starting import prepare
from betterjournal.settings import Settings
from tests import builders
from tests.cast import PASSPHRASE, Cast
from tests.kill.line import Reached
from tests.serving import Server

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# Without this Playwright would never come back to a page from the back-forward cache, as people do.
NOT_WANTED = ["--disable-back-forward-cache"]
PATIENCE = 15_000
STAFF = ("alma", "cora", "sol", "eve")
DEMO = (*STAFF, "ben", "fay", "dan")


@dataclass
class Town:
    """The served practice: the cast's sign-in cookies are in `cast.tokens`."""

    server: Server
    cast: Cast

    @property
    def url(self) -> str:
        return self.server.url

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Act on the same data from this process; it closes the house again."""
        with inside(self.server.data):
            yield


@dataclass
class Demo:
    """The sample practice with its twelve weeks, served; everybody is signed in.

    Ben and Fay have one more assignment that is new, one that is begun, and a page of the journal.
    """

    server: Server
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=dict)

    def address(self, path: str, client: str = "ben") -> str:
        """The path with that client's ids in it."""
        return path.format(**self.ids[client])


@contextmanager
def inside(data: Path) -> Iterator[None]:
    """The house at `data` open in this process for a moment."""
    prepare(Settings(data_dir=data))
    try:
        yield
    finally:
        database.use(None)
        vault.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium where there is one, else the one Playwright brought."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    expect.set_options(timeout=PATIENCE)
    browser = playwright.chromium.launch(executable_path=path, args=list(QUIET), ignore_default_args=NOT_WANTED)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The cast's practice, open to read at any time, served for one module of tests."""
    data = tmp_path_factory.mktemp("town") / "data"
    with quick_hashes():
        cast = settle(data)
    server = Server(data).start()
    yield Town(server, cast)
    server.stop()


def over_a_line(data: Path) -> Iterator[Town]:
    """The same practice over a line that can be cut."""
    with quick_hashes():
        cast = settle(data)
    server = Reached(data)
    server.start()
    yield Town(server, cast)
    server.stop()
    server.line.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The sample practice, served once for all who only look at it."""
    data = tmp_path_factory.mktemp("demo") / "data"
    with quick_hashes():
        fill(Settings(data_dir=data))
    served = Demo(Server(data))
    with inside(data):
        for key, name, language in (("ben", "Ben Okafor", "en"), ("fay", "Fay Morin", "fr")):
            served.ids[key] = _more_for(client(key, name, language))
        with database.writing() as session:
            for key in DEMO:
                person = session.get_one(Person, identity("person", key))
                served.tokens[key] = sessions.begin(session, person, passed_factor=True).token
    served.server.start()
    yield served
    served.server.stop()


def _more_for(one: Actor) -> dict[str, str]:
    """Something at each address that carries an id."""
    begun = builders.assignment(ALMA, one, worksheet="journal_prompt", what="One line")
    builders.draft(one, begun, "This line.")
    new = builders.assignment(ALMA, one, worksheet="thought_record_7", what="One moment")
    page = entries.new_page(one)
    drafts.save(one, drafts.Words(page, "text", "This page.", 0, "tab", 1))
    return {"client": one.client_id or "", "work": begun, "new": new, "page": page, "worksheet": "thought_record_7"}


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Passwords hashed in no time; tests/accounts/test_passwords.py reads the real parameters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", passwords.hashing.copy(argon2__memory_cost=8, argon2__rounds=1))
        yield


def settle(data: Path, window: str = "always") -> Cast:
    """The cast in a data folder of their own, Alma with a second factor; nothing is left open in this process."""
    prepare(Settings(data_dir=data))
    cast = Cast.gather(window)
    with database.writing() as session:
        for name in ("alma", "sol"):
            person = session.get(Person, cast.everybody()[name].person_id)
            assert person is not None
            vault.put(person, "totp", SECRET, vault.PRACTICE, "practice")
            person.totp_confirmed_at = clock.now()
            session.add(person)
    database.use(None)
    vault.close()
    return cast


Enter = Callable[..., Page]


@pytest.fixture
def enter(town: Town, chromium: Browser) -> Iterator[Enter]:
    """`enter("ben")`: a page of a browser of their own, signed in, on a phone for clients and at a desk for staff."""
    yield from doors(chromium, town.server, town.cast.tokens)


@pytest.fixture
def visit(demo: Demo, chromium: Browser) -> Iterator[Enter]:
    """The same into the sample practice."""
    yield from doors(chromium, demo.server, demo.tokens)


# The pages that stand open, each with what its console and its server complained of: what a failed test tells.
STANDING: dict[Page, list[str]] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and STANDING:
        report.sections.append(("what stood on the pages", "\n\n".join(map(_stands, STANDING))))
    return report


def _stands(page: Page) -> str:
    try:
        seen = page.locator("body").aria_snapshot(timeout=2_000)
    except PlaywrightError as error:
        seen = str(error)
    return "\n".join([page.url, *STANDING[page][-10:], seen[:3_000]])


def _watched(page: Page) -> None:
    complaints = STANDING.setdefault(page, [])
    page.on("console", lambda said: complaints.append(said.text[:300]) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)[:300]))
    page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)


def doors(chromium: Browser, server: Server, tokens: dict[str, str]) -> Iterator[Enter]:
    """Lets people in by name, "" for a stranger, and sees everybody out at the end."""
    opened: list[BrowserContext] = []

    def _enter(name: str, *, size: dict[str, int] | None = None, language: str = "en-CA", dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport=size or (DESK if name in STAFF else PHONE),  # type: ignore[arg-type]
            locale=language,
            timezone_id="America/Edmonton",
            color_scheme="dark" if dark else "light",
            base_url=server.url,
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        context.on("page", _watched)
        if name:
            cookie = {"name": "betterjournal", "value": tokens[name], "url": server.url, "httpOnly": True}
            context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page()

    yield _enter
    for context in opened:
        context.close()
    STANDING.clear()


def code(secret: str = SECRET) -> str:
    """The code that an authenticator shows now."""
    return pyotp.TOTP(secret).now()


__all__ = ["DESK", "PASSPHRASE", "PHONE", "code"]
