"""The lines of the record that the owner asked for, and the pages beside them."""

import reflex as rx

from betterjournal.accounts.record import RecordView, record
from betterjournal.accounts.record_pages import Wanted
from betterjournal.web.session import ask, placed

FIELDS = ("person", "act", "client", "since", "until")


class RecordState(rx.State):
    view: RecordView | None = None

    @placed("owner")
    async def load(self) -> None:
        self.view = await ask(self, record)

    @placed("owner")
    async def show(self, form_data: dict[str, str]) -> None:
        wanted = Wanted(*(form_data.get(name, "") for name in FIELDS))
        self.view = await ask(self, record, wanted)

    @placed("owner")
    async def turn(self, mark: str) -> None:
        self.view = await ask(self, record, None, mark)
