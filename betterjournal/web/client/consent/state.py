"""What is agreed to, what is asked anew with the ticks of it, and taking it back."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.accounts.consent import TOPICS
from betterjournal.care import consenting
from betterjournal.care.views import ConsentView
from betterjournal.privacy import withdrawing
from betterjournal.web import routes
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class ConsentState(rx.State):
    """`missing` are the topics without a tick at the last press."""

    view: ConsentView | None = None
    missing: list[str] = []

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, consenting.look)
        watch(self, f"client:{self.view.id}", "practice")

    @placed("client")
    async def agree(self, form: dict[str, str]) -> EventSpec:
        self.missing = [topic for topic in TOPICS if topic not in form]
        await ask(self, consenting.agree, frozenset(TOPICS) & form.keys())
        return rx.redirect(routes.TODAY, replace=True)

    @placed("client")
    async def withdraw(self) -> None:
        await ask(self, withdrawing.withdraw)
        self.view = await ask(self, consenting.look)
