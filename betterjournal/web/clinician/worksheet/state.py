"""One worksheet, looked at before it is used."""

import reflex as rx

from betterjournal.web.session import ask, param, placed
from betterjournal.worksheets.shelf import LeafView, leaf


class WorksheetState(rx.State):
    view: LeafView | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, leaf, param(self, "worksheet_id"))
