"""What was shared: taking it back, sharing it no more, and whether it matters most."""

import reflex as rx

from betterjournal.entries import queries, sharing
from betterjournal.entries.views import SharedPage
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class SharedState(rx.State):
    """`stopping` is what the client asked to share no more, until they said yes or no."""

    view: SharedPage | None = None
    stopping: str = ""

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, queries.shared_page)
        watch(self, f"client:{self.view.id}", "practice", until=self.view.changes_at)

    @placed("client")
    async def take_back(self, shared_id: str) -> None:
        await ask(self, sharing.take_back, shared_id)
        self.view = await ask(self, queries.shared_page)

    @placed("client")
    async def ask_to_stop(self, shared_id: str) -> None:
        self.stopping = shared_id

    @placed("client", save=True)
    async def close(self) -> None:
        self.stopping = ""

    @placed("client")
    async def stop(self, shared_id: str) -> None:
        self.stopping = ""
        await ask(self, sharing.stop_sharing, shared_id)
        self.view = await ask(self, queries.shared_page)

    @placed("client")
    async def flag(self, shared_id: str, bring: bool) -> None:
        try:
            await ask(self, sharing.flag, shared_id, bring=bring)
        finally:
            # Opened in this very moment: the tick is gone from the page.
            self.view = await ask(self, queries.shared_page)
