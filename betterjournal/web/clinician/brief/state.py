"""What is read before an appointment."""

import reflex as rx

from betterjournal.review import opening
from betterjournal.review.brief import brief
from betterjournal.review.views import BriefView
from betterjournal.web import routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.live import watch
from betterjournal.web.session import ask, came_back, param, placed


class BriefState(rx.State):
    view: BriefView | None = None

    @placed("clinician")
    async def arrive(self) -> None:
        """Somebody came to read, which opens what they may; a page that merely found the server again does not."""
        self.view = await ask(self, brief, param(self, "client_id"), opens=not await came_back(self))
        watch(self, f"staff:{self.view.id}", until=self.view.changes_at)
        await tell_what_came_back(self, routes.brief(self.view.id))

    @placed("clinician")
    async def load(self) -> None:
        """Something changed while the page lay open: nobody may be looking, so nothing is opened."""
        self.view = await ask(self, brief, param(self, "client_id"), opens=False)
        watch(self, f"staff:{self.view.id}", until=self.view.changes_at)

    @placed("clinician")
    async def printed(self) -> None:
        await ask(self, opening.printed, self.view.id)
