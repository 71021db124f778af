"""The assignment that is about to be printed."""

import reflex as rx

from betterjournal.assignments import paper
from betterjournal.assignments.views import PaperView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class PaperState(rx.State):
    view: PaperView | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, paper.paper, param(self, "assignment_id"))
        watch(self, f"staff:{self.view.client_id}", "practice")

    @placed("clinician")
    async def printed(self, assignment_id: str) -> None:
        await ask(self, paper.printed, assignment_id)
