"""What the form starts from; the file itself is a posted form."""

import reflex as rx

from betterjournal.review import continuity
from betterjournal.review.views import ContinuityPage
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class ContinuityState(rx.State):
    view: ContinuityPage | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, continuity.page, param(self, "client_id"))
        watch(self, f"staff:{self.view.id}")
