"""The worksheet that is looked at, and which part of it."""

import reflex as rx

from betterjournal.review.series import series
from betterjournal.review.views import ClientSeriesView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, came_back, param, placed


class SeriesState(rx.State):
    view: ClientSeriesView | None = None
    _of: tuple[str, str] = ("", "")
    _before: str = ""

    @placed("clinician")
    async def arrive(self) -> None:
        """Somebody came to look; at another worksheet from its newest part on."""
        of = (param(self, "client_id"), param(self, "sheet"))
        if of != self._of:
            self._of, self._before = of, ""
        await self._read(looks=not await came_back(self))

    @placed("clinician")
    async def load(self) -> None:
        """Something changed while the page lay open."""
        await self._read(looks=False)

    @placed("clinician")
    async def turn_to(self, before: str) -> None:
        self._before = before
        await self._read(looks=True)

    async def _read(self, *, looks: bool) -> None:
        self.view = await ask(self, series, *self._of, self._before, looks=looks)
        watch(self, f"staff:{self.view.id}")
