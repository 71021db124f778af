"""What is asked anew, and the ticks of it."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.accounts.consent import TOPICS
from betterjournal.care import consenting
from betterjournal.care.views import ConsentView
from betterjournal.web import routes
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class ConsentState(rx.State):
    """`missing` are the topics without a tick at the last press."""

    view: ConsentView | None = None
    missing: list[str] = []

    @placed("client")
    async def load(self) -> EventSpec | None:
        view = await ask(self, consenting.look)
        if not view.asked:
            return rx.redirect(routes.TODAY, replace=True)
        self.view = view
        watch(self, f"client:{view.id}", "practice")
        return None

    @placed("client")
    async def agree(self, form: dict[str, str]) -> EventSpec:
        self.missing = [topic for topic in TOPICS if topic not in form]
        await ask(self, consenting.agree, frozenset(TOPICS) & form.keys())
        return rx.redirect(routes.TODAY, replace=True)
