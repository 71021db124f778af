"""What people do on their screens, in the words they read there."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from playwright.sync_api import Locator, Page, expect

from betterjournal import clock
from tests.browser.conftest import code
from tests.cast import PASSPHRASE, ZONE

PASSWORD = "a quiet harbour in november"
RECORD = "Thought record, 7 columns"
SITUATION, THOUGHT = "What was going on?", "What went through your mind?"
OWN = "[data-own-words]"
ALONE = "Not saved yet. Keep this page open."
# What the server refused as it stands.
REFUSED = "Not saved yet. Your words are kept on this phone."
KEPT = "Not saved yet. Your words are kept on this phone. They will be saved when you are back online."


def press(where: Page | Locator, name: str) -> None:
    """A button by its whole name."""
    where.get_by_role("button", name=name, exact=True).click()


def prove(page: Page, password: str) -> None:
    """Answer the dialog that asks again who it is."""
    dialog = page.get_by_role("dialog", name="Is it still you?")
    dialog.get_by_label("password").fill(password)
    press(dialog, "Go on")


def unhide(page: Page, secret: str = PASSPHRASE) -> None:
    """From the calendar through the lock."""
    press(page, "Open")
    page.get_by_label("PIN or password").fill(secret)
    press(page, "Unlock")


def follow(where: Page | Locator, name: str) -> None:
    """A link by its whole name."""
    where.get_by_role("link", name=name, exact=True).click()


def titled(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, exact=True)


def sign_out(page: Page) -> None:
    press(page, "Sign out")
    page.wait_for_url("**/sign-in")


@dataclass
class Clinician:
    """Alma at her screen."""

    page: Page
    language: ClassVar[str] = "en"

    def set_up(self, link: str) -> None:
        """The practice, herself, and her second factor."""
        page = self.page
        page.goto(link)
        page.get_by_label("Practice name").fill("Rundle Psychology")
        page.get_by_label("Phone for what cannot wait").fill("403-555-0134")
        page.get_by_label("Your name").fill("Alma Reyes")
        page.get_by_label("I also see clients").check()
        page.get_by_label("Email").fill("alma@demo.test")
        page.get_by_role("textbox", name="Password").fill(PASSWORD)
        press(page, "Set up")
        page.get_by_text("Or type this by hand").click()
        secret = page.get_by_text(re.compile(r"^[A-Z2-7 ]{32,}$")).inner_text().replace(" ", "")
        page.get_by_label("Code").fill(code(secret))
        press(page, "Continue")

    def choose_window(self, setting: str) -> None:
        """When shared work opens to staff, on the practice's page."""
        self.page.goto("/practice")
        self.page.get_by_role("radio", name=setting).check()
        press(self.page, "Save settings")
        expect(self.page.get_by_text("Every page says it the new way now.")).to_be_visible()

    def go_without_the_list(self) -> None:
        """Everything before the first client waived in one press, as it may be on one's own computer."""
        self.page.goto("/practice")
        press(self.page, "Go without all of them")
        expect(self.page.get_by_text("Every step is done or was waived.")).to_be_visible()

    def add_client(self, name: str) -> tuple[str, str]:
        """The invitation's link, and the code to say aloud."""
        page = self.page
        press(page, "Add a client")
        page.get_by_label("Full name").fill(name)
        press(page, "Add and invite")
        expect(titled(page, f"Invitation for {name.split()[0]}")).to_be_visible()
        link = page.get_by_role("textbox", name="Link").input_value()
        return link, page.get_by_text(re.compile(r"^[A-Z0-9]{3} ?[A-Z0-9]{3}$")).inner_text()

    def open_client(self, name: str) -> None:
        self.page.get_by_role("link", name=name).click()
        expect(titled(self.page, name)).to_be_visible()

    def meet_in(self, days: int, time: str = "10:00") -> None:
        """Two taps: the form opens, the appointment is set."""
        page = self.page
        press(page, "Set a day")
        page.get_by_label("Day", exact=True).fill((clock.today(ZONE) + timedelta(days=days)).isoformat())
        page.get_by_label("Time", exact=True).fill(time)
        press(page, "Set appointment")
        expect(page.get_by_text("None is set.")).to_have_count(0)

    def assign(self, worksheet: str, note: str, *, first_name: str = "Ben") -> None:
        page = self.page
        follow(page, "Assign work")
        page.get_by_role("radio", name=worksheet).check()
        page.get_by_label("What", exact=True).fill("One moment when the worry is loud.")
        page.get_by_label("When", exact=True).fill("the same evening")
        page.get_by_label("Personal note").fill(note)
        press(page, f"Send to {first_name}")

    def review(self, article: Locator, takeaway: str, decision: str) -> None:
        press(article, "Looked at together")
        article.get_by_role("group", name="How much of it was done?").get_by_label("About half").check()
        article.get_by_role("group", name="How useful was it?").get_by_label("Quite").check()
        article.get_by_label("Takeaway").fill(takeaway)
        article.get_by_label(decision, exact=True).check()
        press(article, "Save review")


@dataclass
class Client:
    """Ben at his."""

    page: Page

    def join(self, link: str, spoken: str) -> None:
        page = self.page
        page.goto(link)
        expect(page.get_by_text("This is your own place to write between appointments.")).to_be_visible()
        for tick in page.get_by_role("checkbox").all():
            tick.check()
        press(page, "Continue")
        page.get_by_label("Code").fill(spoken)
        page.get_by_label("Email").fill("ben@demo.test")
        page.get_by_role("textbox", name="Password").fill(PASSWORD)
        press(page, "Open my pages")
        expect(titled(page, "Today")).to_be_visible()

    def start(self, title: str) -> None:
        """From Today through the question whether it still fits."""
        card = self.page.get_by_role("article", name=title)
        card.get_by_role("link", name=re.compile("Start|Continue")).click()
        self.fit()

    def fit(self) -> None:
        expect(self.page.get_by_text("Does this still fit?")).to_be_visible()
        press(self.page, "It fits")

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def saved(self) -> None:
        expect(self.status).to_have_text(re.compile("^Saved [0-9]"))

    @property
    def status(self) -> Locator:
        """The line that says whether all is on the server."""
        return self.page.get_by_role("status").filter(has_text=re.compile("^(Saved|Saving|Not saved)"))

    def share(self, button: str = "Share what I have") -> None:
        press(self.page, button)
        press(self.page, "Share with Alma Reyes")

    def new_page(self, words: str = "") -> None:
        """A page of the journal, with words on it that are on the server."""
        self.page.goto("/journal")
        press(self.page, "New page")
        expect(self.page.get_by_label("Your words")).to_be_visible()
        if words:
            self.write("Your words", words)
            self.saved()
