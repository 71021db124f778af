"""Loads the practice's name and number."""

import reflex as rx

from betterjournal.accounts import queries
from betterjournal.accounts.views import PracticeView
from betterjournal.web.session import ask_anyone, placed, visitor


class PrivacyState(rx.State):
    view: PracticeView | None = None

    @placed("public")
    async def load(self) -> None:
        self.view = await ask_anyone(self, queries.practice, visitor(self))
