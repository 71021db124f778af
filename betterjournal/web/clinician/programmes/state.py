"""A clinician's programmes, and a new one."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.programmes import building, queries
from betterjournal.programmes.views import ProgrammesView
from betterjournal.web import routes
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class ProgrammesState(rx.State):
    view: ProgrammesView | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, queries.programmes)
        watch(self, f"person:{self.view.id}")

    @placed("clinician")
    async def create(self, form_data: dict[str, str]) -> EventSpec:
        given = (form_data.get(name, "") for name in ("title", "language"))
        return rx.redirect(routes.programme(await ask(self, building.create, *given)))
