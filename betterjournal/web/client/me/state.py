"""The client's own account."""

import reflex as rx

from betterjournal.accounts import queries
from betterjournal.accounts.views import MeView
from betterjournal.web import routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class MeState(rx.State):
    view: MeView | None = None

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, queries.me)
        watch(self, f"client:{self.view.id}", f"person:{self.view.person_id}", "practice")
        await tell_what_came_back(self, routes.ME)
