"""Loads what the holder of an invitation may see, and how far they came."""

import reflex as rx

from betterjournal.accounts import inviting
from betterjournal.accounts.views import JoinView
from betterjournal.errors import NotFound
from betterjournal.web import between, routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.session import ask_anyone, placed, present, visitor


class JoinState(rx.State):
    view: JoinView | None = None
    language: str = ""
    agreed: bool = False
    gone: bool = False

    @placed("public")
    async def load(self) -> None:
        link = await ask_anyone(self, between.link, present().cookies, routes.JOINING)
        try:
            self.view = await ask_anyone(self, inviting.look, visitor(self), link.token if link else "")
        except NotFound:
            self.view, self.gone = None, True
            return
        self.language = self.view.language
        self.gone, self.agreed = False, bool(link and link.agreed)
        await tell_what_came_back(self, routes.JOINING)
