"""Every page there is, and how to be sure that it stands there with all that belongs to it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo

PUBLIC_PAGES = (
    "/",
    "/sign-in",
    "/sign-in/second-factor",
    "/sign-in/forgotten",
    "/sign-in/asked",
    "/setup",
    "/join",
    "/back",
    "/privacy",
    "/help-now",
    "/offline",
    "/nowhere",
)
CLIENT_PAGES = (
    "/today",
    "/today/{work}",
    "/today/{new}",
    "/numbers/{work}",
    "/journal",
    "/journal/{page}",
    "/find",
    "/shared",
    "/kept",
    "/me",
    "/consent",
)
CLINICIAN_PAGES = (
    "/clients",
    "/clients/{client}",
    "/clients/{client}/assign",
    "/clients/{client}/brief",
    "/clients/{client}/series",
    "/clients/{client}/look",
    "/calendar",
    "/clients/{client}/care",
    "/clients/{client}/kept",
    "/clients/{client}/sealed",
    "/clients/{client}/file",
    "/clients/{client}/programme",
    "/clients/{client}/assignments/{work}/paper",
    "/programmes",
    "/worksheets",
    "/worksheets/{worksheet}",
    "/away",
    "/account",
)
OWNER_PAGES = ("/practice", "/account")
HELP = {"en": "Help now", "fr": "Aide immédiate"}
# Text that is seen and that people did not write themselves.
OUR_WORDS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (parent.checkVisibility() && !parent.closest("[data-own-words], script, style")) found.push(text.data);
  }
  return found.join(" ");
}"""


def open_page(page: Page, demo: Demo, path: str, client: str = "ben", language: str = "en") -> None:
    """There when its one heading is, in that language, and nothing on it is still on its way."""
    page.goto(demo.address(path, client))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", f"{language}-CA")
    expect(page.locator("body")).to_contain_text(HELP[language])
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
