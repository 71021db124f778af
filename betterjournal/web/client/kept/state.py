"""Every takeaway and decision."""

import reflex as rx

from betterjournal.review import queries
from betterjournal.review.views import KeptView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class KeptState(rx.State):
    view: KeptView | None = None

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, queries.kept)
        watch(self, f"client:{self.view.id}")
