"""Loads what a sign-in still owes."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.accounts import queries
from betterjournal.accounts.views import FactorView
from betterjournal.web import routes
from betterjournal.web.account.arrival import elsewhere
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.session import ask, placed, present


class SecondFactorState(rx.State):
    view: FactorView | None = None

    @placed("public")
    async def load(self) -> EventSpec | None:
        actor = present().actor
        if actor is None:
            return rx.redirect(routes.SIGN_IN, replace=True)
        if not actor.second_factor_needed:
            return elsewhere()
        self.view = await ask(self, queries.factor)
        await tell_what_came_back(self, routes.SECOND_FACTOR)
        return None
