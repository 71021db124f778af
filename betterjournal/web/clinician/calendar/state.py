"""The clinician's calendar, and what was found in it when they looked. Its address goes in and never comes back."""

import reflex as rx

from betterjournal.calendars import actions, looking, queries, refreshing
from betterjournal.calendars.views import CalendarView, LookView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, ask_far, placed


class CalendarState(rx.State):
    """`asking` while a server far away is asked; `of` is the client whose code was typed last."""

    view: CalendarView | None = None
    found: LookView | None = None
    asking: bool = False
    of: str = ""
    done: int = 0

    @placed("clinician")
    async def arrive(self) -> None:
        self.found, self.asking, self.of = None, False, ""
        await self._read()
        watch(self, f"calendar:{self.view.id}", *(f"staff:{line.id}" for line in self.view.lines))

    @placed("clinician")
    async def load(self) -> None:
        """Something changed while the page lay open: what was found stays, as long as all of it is theirs."""
        await self._read()
        known = {line.id for line in self.view.lines} if self.view else set()
        if self.found and not all(match.id in known for match in self.found.matches):
            self.found = None

    @placed("clinician")
    async def connect(self, form_data: dict[str, str]) -> None:
        await ask(self, actions.connect, form_data.get("address", ""))
        await self._changed()

    @placed("clinician")
    async def disconnect(self) -> None:
        await ask(self, actions.disconnect)
        await self._changed()

    @placed("clinician")
    async def choose_code(self, form_data: dict[str, str]) -> None:
        self.of = form_data.get("client_id", "")
        await ask(self, actions.choose_code, self.of, form_data.get("code", ""))
        await self._changed()

    @placed("clinician")
    async def drop_code(self, client_id: str) -> None:
        await ask(self, actions.drop_code, client_id)
        await self._changed()

    @placed("clinician")
    async def start_asking(self) -> None:
        """Said at once; the answer takes some seconds."""
        self.asking, self.found = True, None

    @placed("clinician")
    async def look(self) -> None:
        self.asking = False
        self.found = await ask_far(self, looking.look)
        await self._read()

    @placed("clinician")
    async def begin(self) -> None:
        self.asking = False
        await ask(self, actions.begin)
        await ask_far(self, refreshing.refresh)
        await self._changed()

    async def _changed(self) -> None:
        self.found = None
        self.done += 1
        await self._read()

    async def _read(self) -> None:
        self.view = await ask(self, queries.calendar)
