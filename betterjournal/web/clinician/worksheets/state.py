"""The shelf of worksheets."""

import reflex as rx

from betterjournal.web.session import ask, placed
from betterjournal.worksheets.shelf import ShelfView, shelf


class WorksheetsState(rx.State):
    view: ShelfView | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, shelf)
