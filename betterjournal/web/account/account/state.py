"""A staff member's own account."""

import reflex as rx

from betterjournal.accounts import actions, queries, ways
from betterjournal.accounts.views import AccountView
from betterjournal.web import routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class AccountState(rx.State):
    view: AccountView | None = None
    codes: list[str] = []

    @placed("staff")
    async def arrive(self) -> None:
        self.codes = []
        await self._read()
        watch(self, f"person:{self.view.id}")
        await tell_what_came_back(self, routes.ACCOUNT)

    @placed("staff")
    async def load(self) -> None:
        """Something changed while the page lay open: codes that are shown once stay."""
        await self._read()

    @placed("staff")
    async def new_codes(self) -> None:
        self.codes = await ask(self, ways.new_codes)

    @placed("staff")
    async def choose_language(self, language: str) -> None:
        await ask(self, actions.choose_language, language)
        await self._read()

    async def _read(self) -> None:
        self.view = await ask(self, queries.account)
