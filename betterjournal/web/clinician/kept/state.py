"""The takeaways of one client, about to be printed."""

import reflex as rx

from betterjournal.review import on_paper
from betterjournal.review.views import KeptPaperView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class KeptPaperState(rx.State):
    view: KeptPaperView | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, on_paper.kept_on_paper, param(self, "client_id"))
        watch(self, f"staff:{self.view.id}")

    @placed("clinician")
    async def printed(self, client_id: str) -> None:
        await ask(self, on_paper.printed, client_id)
