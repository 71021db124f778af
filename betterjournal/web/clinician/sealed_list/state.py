"""Every client of the practice by name, for the owner."""

import reflex as rx

from betterjournal.privacy import queries
from betterjournal.privacy.views import ClientRows
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class SealedListState(rx.State):
    view: ClientRows | None = None
    _search: str = ""

    @placed("owner")
    async def load(self) -> None:
        self.view = await ask(self, queries.clients, self._search)
        watch(self, *(f"settled:{row.id}" for row in self.view.rows))

    @placed("owner", save=True)
    async def search(self, words: str) -> None:
        self._search = words
        self.view = await ask(self, queries.clients, words)

    @placed("owner")
    async def leave(self) -> None:
        self._search = ""
