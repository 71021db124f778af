"""Takes the pictures of the README anew from the sample practice: `python -m tests.browser.take_screenshots`."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect, sync_playwright

from betterjournal import database
from betterjournal.accounts import sessions
from betterjournal.accounts.models import Person
from betterjournal.operations.demo.history import identity
from betterjournal.operations.demo.running import fill
from betterjournal.settings import Settings
from tests.browser.conftest import QUIET, Demo, doors, inside
from tests.browser.people import press
from tests.serving import ROOT, Server

DOCS = ROOT / "docs"
LARGEST = 120_000
BEN = f"/clients/{identity('client', 'ben')}"


def main() -> None:
    """One picture after the other; the whole takes half a minute."""
    DOCS.mkdir(exist_ok=True)
    with _practice() as demo, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, "--font-render-hinting=none"])
        entered = doors(browser, demo.server, demo.tokens)
        enter = next(entered)
        ben, alma = enter("ben"), enter("alma")
        for page, name, go in (
            (ben, "today", _today),
            (ben, "work", _work),
            (alma, "clients", _clients),
            (alma, "timeline", _timeline),
            (alma, "composer", _composer),
        ):
            _take(page, name, go)
        next(entered, None)
        browser.close()


@contextmanager
def _practice() -> Iterator[Demo]:
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        fill(Settings(data_dir=data))
        demo = Demo(Server(data))
        with inside(data), database.writing() as session:
            for key in ("ben", "alma"):
                person = session.get_one(Person, identity("person", key))
                demo.tokens[key] = sessions.begin(session, person, passed_factor=True).token
        demo.server.start()
        try:
            yield demo
        finally:
            demo.server.stop()


def _take(page: Page, name: str, go: Callable[[Page], None]) -> None:
    go(page)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.mouse.move(0, 0)
    target = DOCS / f"{name}.png"
    page.screenshot(path=target, animations="disabled", caret="hide")
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size // 1000} KB")
    if size > LARGEST:
        raise RuntimeError(f"{target} is larger than {LARGEST} bytes")


def _today(page: Page) -> None:
    page.goto("/today")
    expect(page.get_by_role("article").first).to_be_visible()


def _work(page: Page) -> None:
    page.get_by_role("article").filter(has_text="One thought").first.get_by_role("link").click()
    expect(page.get_by_role("button", name="It fits").or_(page.get_by_role("textbox").first).first).to_be_visible()
    if page.get_by_role("button", name="It fits").is_visible():
        press(page, "It fits")
    expect(page.get_by_text("Stuck on this one?").first).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")


def _clients(page: Page) -> None:
    page.goto("/clients")
    expect(page.get_by_role("link", name="Ben Okafor")).to_be_visible()


def _timeline(page: Page) -> None:
    page.goto(BEN)
    expect(page.get_by_role("article").first).to_be_visible()


def _composer(page: Page) -> None:
    page.goto(f"{BEN}/assign")
    page.get_by_role("radio", name="Thought record, 7 columns").check()
    page.get_by_label("What", exact=True).fill("One moment of worry, written down the same day.")
    page.get_by_label("When", exact=True).fill("the same evening, after supper")
    page.get_by_label("Personal note").fill("You named the thought yourself today. That was the hard part.")


if __name__ == "__main__":
    main()
