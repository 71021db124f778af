"""What is read before an appointment."""

import reflex as rx

from betterjournal.review.brief import brief
from betterjournal.review.views import BriefView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class BriefState(rx.State):
    view: BriefView | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, brief, param(self, "client_id"))
        watch(self, f"staff:{self.view.id}")
