"""The clinician's home: the list, the search, and one new client."""

import reflex as rx

from betterjournal.accounts import inviting
from betterjournal.accounts.views import InvitationView
from betterjournal.assignments import home
from betterjournal.assignments.views import ClientsView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class ClientsState(rx.State):
    view: ClientsView | None = None
    invitation: InvitationView | None = None
    done: int = 0
    _search: str = ""

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, home.clients, self._search)
        shown = [line.id for line in (*self.view.just_met, *self.view.soon, *self.view.later)]
        watch(self, f"person:{self.view.id}", *(f"staff:{client_id}" for client_id in shown))

    @placed("clinician", save=True)
    async def search(self, words: str) -> None:
        self._search = words
        self.view = await ask(self, home.clients, words)

    @placed("clinician")
    async def add(self, form_data: dict[str, str]) -> None:
        given = (form_data.get(name, "") for name in ("name", "language"))
        client_id = await ask(self, inviting.add_client, *given)
        self.invitation = await ask(self, inviting.invite, client_id)
        self.done += 1
        self.view = await ask(self, home.clients, self._search)

    @placed("clinician")
    async def leave(self) -> None:
        self.invitation, self._search = None, ""
