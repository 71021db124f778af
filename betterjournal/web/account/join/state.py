"""Loads what the holder of an invitation may see, and how far they came."""

import reflex as rx

from betterjournal.accounts import inviting, staff_joining
from betterjournal.accounts.views import JoinView, StaffJoinView
from betterjournal.errors import NotFound
from betterjournal.web import between, routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.session import ask_anyone, placed, present, visitor


class JoinState(rx.State):
    view: JoinView | None = None
    staff: StaffJoinView | None = None
    language: str = ""
    agreed: bool = False
    gone: bool = False

    @placed("public")
    async def load(self) -> None:
        link = await ask_anyone(self, between.link, present().cookies, routes.JOINING)
        try:
            await self._look(link.token if link else "")
        except NotFound:
            self.view, self.staff, self.gone = None, None, True
            return
        self.gone, self.agreed = False, bool(link and link.agreed)
        await tell_what_came_back(self, routes.JOINING)

    async def _look(self, token: str) -> None:
        """A link is a client's or a member of staff's; the page follows it."""
        self.view, self.staff = None, None
        if await ask_anyone(self, staff_joining.is_for_staff, visitor(self), token):
            found = self.staff = await ask_anyone(self, staff_joining.look, visitor(self), token)
        else:
            found = self.view = await ask_anyone(self, inviting.look, visitor(self), token)
        self.language = found.language
