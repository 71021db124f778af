"""The numbers of one's own sheets over time, and which part of them is looked at."""

import reflex as rx

from betterjournal.entries import series
from betterjournal.entries.views import SeriesView
from betterjournal.web.session import ask, param, placed


class NumbersState(rx.State):
    view: SeriesView | None = None
    _before: str = ""

    @placed("client")
    async def load(self) -> None:
        """Of other work the newest part, of the same the one that stands there."""
        of = param(self, "assignment_id")
        if self.view is None or self.view.id != of:
            self._before = ""
        await self._read(of)

    @placed("client")
    async def turn_to(self, before: str) -> None:
        self._before = before
        await self._read(self.view.id if self.view else param(self, "assignment_id"))

    async def _read(self, assignment_id: str) -> None:
        self.view = await ask(self, series.own, assignment_id, self._before)
