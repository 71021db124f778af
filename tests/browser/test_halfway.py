"""What was half-written when a page locked, in the script alone: the page around it comes back when we say so."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from betterjournal.web import browser as scripts

FOLDER = Path(scripts.__file__).parent
HOST = "http://halfway.test"
FORM = '<form><input type="hidden" name="id" value="1"><textarea name="takeaway"></textarea></form>'
PAGE = f'<main>{FORM}</main><script type="module">import * as it from "/halfway.js"; window.it = it;</script>'
WORDS = "Walking over it at her own pace"
EMPTY, BACK = "main => main.innerHTML = ''", f"main => main.innerHTML = `{FORM}`"


@pytest.fixture
def page(chromium: Browser) -> Page:
    """The script in a page of its own, with words typed."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{HOST}/")
        if name:
            # Only what finds the keeper's fields is asked of the other script.
            given = "export const controlsOf = () => [];" if name == "fields.js" else (FOLDER / name).read_text()
            route.fulfill(body=given, content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    opened = chromium.new_page()
    opened.route("**/*", answer)
    opened.goto(f"{HOST}/")
    opened.wait_for_function("window.it")
    opened.locator("textarea").fill(WORDS)
    return opened


def lock(page: Page) -> None:
    page.evaluate("it.remember()")
    page.locator("main").evaluate(EMPTY)


def test_what_was_typed_is_put_back_with_the_focus(page: Page) -> None:
    lock(page)
    page.evaluate("it.bringBack()")
    page.locator("main").evaluate(BACK)
    expect(page.locator("textarea")).to_have_value(WORDS)
    expect(page.locator("textarea")).to_be_focused()


def test_a_page_that_locks_again_before_its_forms_are_back_forgets_nothing(page: Page) -> None:
    lock(page)
    page.evaluate("it.bringBack()")
    lock(page)
    page.evaluate("it.bringBack()")
    page.locator("main").evaluate(BACK)
    expect(page.locator("textarea")).to_have_value(WORDS)
    expect(page.locator("textarea")).to_be_focused()


def test_what_was_put_back_and_changed_since_is_what_counts(page: Page) -> None:
    lock(page)
    page.evaluate("it.bringBack()")
    page.locator("main").evaluate(BACK)
    expect(page.locator("textarea")).to_have_value(WORDS)
    page.locator("textarea").fill("So: later")
    lock(page)
    page.evaluate("it.bringBack()")
    page.locator("main").evaluate(BACK)
    expect(page.locator("textarea")).to_have_value("So: later")


def test_what_a_dialog_is_called_for_by_finds_its_words_on_the_next_sheet_too(page: Page) -> None:
    opens = FORM.replace("<form>", '<form data-opens="not_this_time">')
    page.locator("main").evaluate(f"main => main.innerHTML = `{opens}`")
    page.locator("textarea").fill(WORDS)
    lock(page)
    page.evaluate("it.bringBack()")
    page.locator("main").evaluate("(main, form) => main.innerHTML = form", opens.replace('value="1"', 'value="2"'))
    expect(page.locator("textarea")).to_have_value(WORDS)


def test_what_is_given_back_takes_nothing_of_what_was_typed_meanwhile(page: Page) -> None:
    given = "it.giveBack([{ place: { form: 'id=1', name: 'takeaway', value: null }, value: %r, isWords: true }])"
    page.evaluate(given % "From before")
    expect(page.locator("textarea")).to_have_value(f"From before\n{WORDS}")
    # Given twice, it stands there once.
    page.evaluate(given % "From before")
    expect(page.locator("textarea")).to_have_value(f"From before\n{WORDS}")
