"""What stands on the screen in the room, and its saves into the client's own entry."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries import drafts, together
from betterjournal.entries.drafts import Words
from betterjournal.entries.views import TogetherView
from betterjournal.web import routes
from betterjournal.web.live import watch
from betterjournal.web.saving import answered
from betterjournal.web.session import ask, param, placed


class TogetherState(rx.State):
    view: TogetherView | None = None
    ack: dict[str, Any] = {}

    @placed("clinician")
    async def load(self) -> None:
        """It goes from the screen when it ends, also by the client; nothing else that they do stirs it."""
        self.view = await ask(self, together.view, param(self, "assignment_id"))
        watch(self, f"together:{self.view.id}", f"settled:{self.view.client_id}", until=self.view.ends_at)

    @placed("clinician", save=True)
    async def save(self, entry: str, field: str, value: str, base: int, writer: str, seq: int) -> None:
        saved = await answered(self, drafts.save_together, Words(entry, field, value, base, writer, seq))
        if saved.redraws or saved.status:
            await self._again()

    @placed("clinician")
    async def add_row(self, entry: str, field: str) -> None:
        await ask(self, together.add_row, entry, field)
        await self._again()

    @placed("clinician")
    async def remove_row(self, entry: str, field: str, row: str) -> None:
        await ask(self, together.remove_row, entry, field, row)
        await self._again()

    @placed("clinician")
    async def finish(self, assignment_id: str, client_id: str, share: bool) -> EventSpec:
        """Done here; nothing of it stays in the page."""
        await ask(self, together.end, assignment_id, share=share)
        self.view, self.ack = None, {}
        return rx.redirect(routes.client(client_id))

    async def _again(self) -> None:
        self.view = await ask(self, together.view, self.view.id if self.view else param(self, "assignment_id"))
