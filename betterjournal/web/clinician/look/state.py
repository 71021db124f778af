"""What stands on the screen that is turned to the client, and what is decided there."""

from dataclasses import replace

import reflex as rx

from betterjournal.review import actions as reviews
from betterjournal.review.looking import looking
from betterjournal.review.views import LookView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, came_back, param, placed


class LookState(rx.State):
    """`saved` is the decision just written."""

    view: LookView | None = None
    saved: str = ""
    _part: str = ""

    @placed("clinician")
    async def arrive(self) -> None:
        """Somebody turned to this thing: it is opened; not by a page that lay open and found the server again."""
        self.saved, self._part = "", ""
        await self._read(param(self, "client_id"), param(self, "entry"), opens=not await came_back(self))

    @placed("clinician")
    async def load(self) -> None:
        """Something changed while the page lay open: the same thing stands there, and nothing is opened."""
        client_id = param(self, "client_id")
        entry = self.view.entry_id if self.view and self.view.id == client_id else param(self, "entry")
        await self._read(client_id, entry)

    @placed("clinician")
    async def read_new(self) -> None:
        await self._read(self.view.id, self.view.entry_id, opens=True)

    @placed("clinician")
    async def turn_to(self, before: str) -> None:
        """Another part of the numbers; the thing stays."""
        self._part = before
        await self._read(self.view.id, self.view.entry_id)

    @placed("clinician")
    async def save_review(self, form_data: dict[str, str]) -> None:
        self.saved = await ask(self, reviews.save_review, reviews.typed(form_data))
        # Its form goes; those of the other things stay with what was typed in them.
        others = [each for each in self.view.forms if each != form_data.get("assignment_id")]
        self.view = replace(self.view, forms=others)
        await self._read(self.view.id, self.view.entry_id)

    @placed("clinician")
    async def leave(self) -> None:
        """Nothing of it stays in the tab."""
        self.view, self.saved = None, ""

    async def _read(self, client_id: str, entry: str, *, opens: bool = False) -> None:
        self.view = await ask(self, looking, client_id, entry, self.view, part=self._part, opens=opens)
        watch(self, f"staff:{self.view.id}", until=self.view.changes_at)
