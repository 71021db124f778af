"""A real server with the cast in it, and a real browser to visit it with."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from betterjournal import clock, database, vault
from betterjournal.accounts import passwords
from betterjournal.accounts.models import Person
from betterjournal.operations.starting import prepare
from betterjournal.settings import Settings
from tests.cast import PASSPHRASE, Cast
from tests.serving import Server

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@dataclass
class Town:
    """The served practice: the cast's sign-in cookies are in `cast.tokens`."""

    server: Server
    cast: Cast

    @property
    def url(self) -> str:
        return self.server.url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium where there is one, else the one Playwright brought."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The cast's practice, open to read at any time, served for one module of tests."""
    data = tmp_path_factory.mktemp("town") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", passwords.hashing.copy(argon2__memory_cost=8, argon2__rounds=1))
        cast = settle(data)
    server = Server(data).start()
    yield Town(server, cast)
    server.stop()


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
    opened: list[BrowserContext] = []

    def _enter(name: str, *, size: dict[str, int] | None = None, language: str = "en-CA", dark: bool = False) -> Page:
        wanted = size or (PHONE if name in ("ben", "dan") else DESK)
        context = chromium.new_context(
            viewport=wanted,  # type: ignore[arg-type]
            locale=language,
            color_scheme="dark" if dark else "light",
            base_url=town.url,
        )
        opened.append(context)
        if name:
            cookie = {"name": "betterjournal", "value": town.cast.tokens[name], "url": town.url, "httpOnly": True}
            context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page()

    yield _enter
    for context in opened:
        context.close()


def code() -> str:
    """The code that an authenticator shows now."""
    return pyotp.TOTP(SECRET).now()


__all__ = ["DESK", "PASSPHRASE", "PHONE", "code"]
