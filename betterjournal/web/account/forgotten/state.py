"""Loads whether this practice sends mail."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.accounts import queries
from betterjournal.accounts.views import PracticeView
from betterjournal.web import routes
from betterjournal.web.account.arrival import elsewhere
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.session import ask_anyone, placed, visitor


class ForgottenState(rx.State):
    view: PracticeView | None = None

    @placed("public")
    async def load(self) -> EventSpec | None:
        away = elsewhere()
        if away is None:
            self.view = await ask_anyone(self, queries.practice, visitor(self))
            await tell_what_came_back(self, routes.FORGOTTEN)
        return away
