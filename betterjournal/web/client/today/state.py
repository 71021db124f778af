"""What Today shows, and the answer about the time before."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.appointments.actions import put_news_away
from betterjournal.assignments import queries
from betterjournal.assignments.views import TodayView
from betterjournal.care import handing
from betterjournal.web import routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class TodayState(rx.State):
    """`chose` until the page is left, once the client answered on it."""

    view: TodayView | None = None
    chose: bool = False

    @placed("client")
    async def arrive(self) -> EventSpec | None:
        """Who came back is asked first: there is nothing to read here before they agree anew."""
        self.chose = False
        elsewhere = await self._read()
        if elsewhere is None:
            await tell_what_came_back(self, routes.TODAY)
        return elsewhere

    @placed("client")
    async def load(self) -> EventSpec | None:
        return await self._read()

    @placed("client")
    async def choose_past(self, form: dict[str, str]) -> None:
        await ask(self, handing.choose, form.get("past", ""))
        self.chose = True
        self.view = await ask(self, queries.today)

    @placed("client")
    async def put_news_away(self) -> None:
        await ask(self, put_news_away)
        self.view = await ask(self, queries.today)

    async def _read(self) -> EventSpec | None:
        view = await ask(self, queries.today)
        if view.asked == "returned" and not view.care.writes_until:
            return rx.redirect(routes.CONSENT, replace=True)
        self.view = view
        watch(self, f"client:{view.id}", "practice", until=view.changes_at)
        return None
