"""Loads the set-up page behind its link."""

import reflex as rx

from betterjournal.accounts import setting_up
from betterjournal.errors import NotFound
from betterjournal.web import between, routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.session import ask_anyone, placed, present, visitor


class SetUpState(rx.State):
    standing: str = ""  # "open" or "gone"
    zone: str = setting_up.ZONES["AB"]

    @placed("public")
    async def load(self) -> None:
        link = await ask_anyone(self, between.link, present().cookies, routes.SETTING_UP)
        try:
            await ask_anyone(self, setting_up.check_link, visitor(self), link.token if link else "")
        except NotFound:
            self.standing = "gone"
            return
        self.standing = "open"
        await tell_what_came_back(self, routes.SETTING_UP)

    @placed("public")
    async def choose_province(self, province: str) -> None:
        self.zone = setting_up.ZONES.get(province, self.zone)
