"""What went wrong is said in words that no page carries beforehand."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter


def sign_in_with(page: Page, password: str) -> None:
    page.get_by_label("Email").fill("ben@demo.test")
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_words_come_with_the_first_problem_and_something_is_said_without_them(enter: Enter) -> None:
    page = enter("")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.route("**/problem.en-*.js", lambda route: route.abort())
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in")).to_be_enabled()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/problem." in url] == []
    sign_in_with(page, "not this one at all")
    expect(page.get_by_role("alert")).to_have_text("That did not work. Nothing was lost.")


def test_they_are_said_in_french_too(enter: Enter) -> None:
    page = enter("", language="fr-CA")
    page.goto("/sign-in")
    page.locator("input[type=email]").fill("ben@demo.test")
    page.locator("input[type=password]").fill("not this one at all")
    page.locator("form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("vont pas ensemble")
