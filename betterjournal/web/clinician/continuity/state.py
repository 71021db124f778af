"""What the form starts from; the file itself is a posted form."""

import reflex as rx

from betterjournal.review import continuity
from betterjournal.review.views import ContinuityPage
from betterjournal.web import routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class ContinuityState(rx.State):
    view: ContinuityPage | None = None

    @placed("clinician")
    async def arrive(self) -> None:
        await self._read()
        await tell_what_came_back(self, routes.file(self.view.id))

    @placed("clinician")
    async def load(self) -> None:
        await self._read()

    async def _read(self) -> None:
        self.view = await ask(self, continuity.page, param(self, "client_id"))
        watch(self, f"staff:{self.view.id}")
