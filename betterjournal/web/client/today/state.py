"""What Today shows."""

import reflex as rx

from betterjournal.appointments.actions import put_news_away
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

    @placed("client")
    async def put_news_away(self) -> None:
        await ask(self, put_news_away)
        self.view = await ask(self, queries.today)
