"""The clinician's home: the list, the search, whom they just met, and one new client."""

import reflex as rx

from betterjournal.accounts import inviting
from betterjournal.accounts.views import InvitationView
from betterjournal.appointments import actions as appointments
from betterjournal.assignments import home
from betterjournal.assignments.home import Wanted
from betterjournal.assignments.views import ClientsView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class ClientsState(rx.State):
    """`pressed` is the appointment of which it was just said that it was not held."""

    view: ClientsView | None = None
    invitation: InvitationView | None = None
    done: int = 0
    pressed: str = ""
    _search: str = ""
    _list: tuple[str, str] = ("", "")

    @placed("clinician")
    async def load(self) -> None:
        chosen = (param(self, "show"), param(self, "page"))
        if chosen != self._list:
            self._list, self._search = chosen, ""
        await self._read()
        followed = await ask(self, home.followed)
        topics = (f"staff:{client_id}" for client_id in followed)
        watch(self, f"person:{self.view.id}", *topics, until=self.view.changes_at)

    @placed("clinician", save=True, newest=True)
    async def search(self, words: str) -> None:
        self._search = words
        await self._read()

    @placed("clinician")
    async def did_not_meet(self, appointment_id: str) -> None:
        await ask(self, appointments.record_outcome, appointment_id, "not_held")
        self.pressed = appointment_id
        await self._read()

    @placed("clinician")
    async def did_meet(self, appointment_id: str) -> None:
        await ask(self, appointments.record_outcome, appointment_id, "held")
        self.pressed = ""
        await self._read()

    @placed("clinician")
    async def add(self, form_data: dict[str, str]) -> None:
        given = (form_data.get(name, "") for name in ("name", "language"))
        client_id = await ask(self, inviting.add_client, *given)
        self.invitation = await ask(self, inviting.invite, client_id)
        self.done += 1
        await self._read()

    @placed("clinician")
    async def leave(self) -> None:
        self.invitation, self.pressed, self._search = None, "", ""

    async def _read(self) -> None:
        self.view = await ask(self, home.clients, Wanted(self._search, *self._list))
