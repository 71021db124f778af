"""A clinician's own away dates, and what falls into them."""

import reflex as rx

from betterjournal.appointments import away
from betterjournal.appointments.views import AwayPage
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class AwayState(rx.State):
    """`done` grows with each form that was accepted, so that the next one is empty."""

    view: AwayPage | None = None
    done: int = 0

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, away.away)
        watch(self, f"person:{self.view.id}", "practice")

    @placed("clinician")
    async def set_away(self, form_data: dict[str, str]) -> None:
        given = (form_data.get(name, "") for name in ("from_on", "until_on", "phone", "who"))
        await ask(self, away.set_away, *given)
        self.done += 1
        self.view = await ask(self, away.away)

    @placed("clinician")
    async def end(self, away_id: str) -> None:
        await ask(self, away.end, away_id)
        self.view = await ask(self, away.away)

    @placed("clinician")
    async def cancel_within(self, away_id: str) -> None:
        await ask(self, away.cancel_within, away_id)
        self.view = await ask(self, away.away)
