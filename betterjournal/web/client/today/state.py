"""What Today shows."""

import reflex as rx

from betterjournal.assignments import queries
from betterjournal.assignments.views import TodayView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class TodayState(rx.State):
    view: TodayView | None = None

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, queries.today)
        watch(self, f"client:{self.view.id}", "practice")
