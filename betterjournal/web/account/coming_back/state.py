"""Loads what the holder of a link must give to come back."""

import reflex as rx

from betterjournal.accounts import returning
from betterjournal.accounts.views import BackView
from betterjournal.errors import NotFound
from betterjournal.web import between, routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.session import ask_anyone, placed, present, visitor


class ComingBackState(rx.State):
    view: BackView | None = None
    gone: bool = False

    @placed("public")
    async def load(self) -> None:
        link = await ask_anyone(self, between.link, present().cookies, routes.COMING_BACK)
        try:
            self.view = await ask_anyone(self, returning.look, visitor(self), link.token if link else "")
        except NotFound:
            self.view, self.gone = None, True
            return
        self.gone = False
        await tell_what_came_back(self, routes.COMING_BACK)
