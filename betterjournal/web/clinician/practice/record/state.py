"""The lines of the record that the owner asked for, and the pages beside them."""

import reflex as rx

from betterjournal.accounts import staff_inviting
from betterjournal.accounts.record import RecordView, record
from betterjournal.accounts.record_pages import Wanted
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed

FIELDS = ("person", "act", "client", "since", "until")


class RecordState(rx.State):
    view: RecordView | None = None
    _wanted: Wanted | None = None

    @placed("owner")
    async def arrive(self) -> None:
        self._wanted = None
        self.view = await ask(self, record)
        watch(self, staff_inviting.TOPIC, "practice")

    @placed("owner")
    async def load(self) -> None:
        """Something was changed on this page or elsewhere: the newest lines come anew, an older page stays."""
        if self.view and not self.view.newer:
            self.view = await ask(self, record, self._wanted)

    @placed("owner")
    async def show(self, form_data: dict[str, str]) -> None:
        wanted = Wanted(*(form_data.get(name, "") for name in FIELDS))
        self.view = await ask(self, record, wanted)
        self._wanted = wanted

    @placed("owner")
    async def turn(self, mark: str) -> None:
        self.view = await ask(self, record, None, mark)
