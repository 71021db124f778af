"""What was shared, and taking it back."""

import reflex as rx

from betterjournal.entries import queries, sharing
from betterjournal.entries.views import SharedPage
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class SharedState(rx.State):
    view: SharedPage | None = None

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, queries.shared_page)
        watch(self, f"client:{self.view.id}", "practice")

    @placed("client")
    async def take_back(self, shared_id: str) -> None:
        await ask(self, sharing.take_back, shared_id)
        self.view = await ask(self, queries.shared_page)
