"""Sealed records of one client: what was made and what is being asked for, never what is in them."""

import reflex as rx

from betterjournal.errors import Refused
from betterjournal.privacy import queries, sealing
from betterjournal.privacy.views import AskedView, OfferView, SealedView
from betterjournal.web import routes
from betterjournal.web.account.came_back import tell_what_came_back
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class SealedState(rx.State):
    view: SealedView | None = None
    asked: AskedView | None = None
    offer: OfferView | None = None

    @placed("clinician", "owner")
    async def arrive(self) -> None:
        """What opens a file is shown once: whoever loads the page anew finds it gone."""
        self.asked, self.offer = None, None
        await self._read()
        await tell_what_came_back(self, routes.sealed(self.view.id))

    @placed("clinician", "owner")
    async def load(self) -> None:
        await self._read()

    @placed("clinician", "owner")
    async def check(self, form_data: dict[str, str]) -> None:
        self.asked, self.offer = None, None
        self.asked = await ask(self, sealing.check, form_data.get("client_id", ""), form_data)

    @placed("clinician", "owner")
    async def change(self) -> None:
        self.asked = None

    @placed("clinician", "owner")
    async def make(self) -> None:
        if self.asked is None:
            raise Refused("problem.ask_again")
        self.offer = await ask(self, sealing.seal, self.asked)
        self.asked = None

    @placed("clinician", "owner")
    async def leave(self) -> None:
        """What opens the file goes from here with the page."""
        self.asked, self.offer = None, None

    async def _read(self) -> None:
        self.view = await ask(self, queries.sealed, param(self, "client_id"))
        watch(self, f"settled:{self.view.id}")
