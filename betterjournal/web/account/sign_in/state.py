"""Loads the sign-in page."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.web import routes
from betterjournal.web.account.arrival import elsewhere
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.session import placed


class SignInState(rx.State):
    @placed("public")
    async def load(self) -> EventSpec | None:
        away = elsewhere()
        if away is None:
            await tell_what_came_back(self, routes.SIGN_IN)
        return away
