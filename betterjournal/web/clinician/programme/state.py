"""One programme of the clinician's own."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.assignments import composing
from betterjournal.programmes import building, queries
from betterjournal.programmes.views import ProgrammeView
from betterjournal.web import routes
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class ProgrammeState(rx.State):
    """`done` grows with each form that was accepted, so that it folds."""

    view: ProgrammeView | None = None
    done: int = 0

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, queries.programme, param(self, "programme_id"))
        watch(self, f"programme:{self.view.id}")

    @placed("clinician")
    async def rename(self, form_data: dict[str, str]) -> None:
        programme_id = form_data.get("programme_id", "")
        await ask(self, building.rename, programme_id, form_data.get("title", ""))
        await self._accepted(programme_id)

    @placed("clinician")
    async def delete(self, programme_id: str) -> EventSpec:
        await ask(self, building.delete, programme_id)
        self.view = None
        return rx.redirect(routes.PROGRAMMES, replace=True)

    @placed("clinician")
    async def add_step(self, form_data: dict[str, str]) -> None:
        programme_id = form_data.get("programme_id", "")
        await ask(self, building.add_step, programme_id, composing.typed(form_data))
        await self._accepted(programme_id)

    @placed("clinician")
    async def add_favourite(self, form_data: dict[str, str]) -> None:
        given = [form_data.get(name, "") for name in ("programme_id", "favourite", "request_id")]
        await ask(self, building.add_favourite, *given)
        await self._accepted(given[0])

    @placed("clinician")
    async def change_step(self, form_data: dict[str, str]) -> None:
        await ask(self, building.change_step, form_data.get("step_id", ""), composing.typed(form_data))
        await self._accepted(form_data.get("programme_id", ""))

    @placed("clinician")
    async def move_step(self, programme_id: str, step_id: str, way: str) -> None:
        await ask(self, building.move_step, step_id, way)
        await self._accepted(programme_id)

    @placed("clinician")
    async def remove_step(self, programme_id: str, step_id: str) -> None:
        await ask(self, building.remove_step, step_id)
        await self._accepted(programme_id)

    async def _accepted(self, programme_id: str) -> None:
        self.done += 1
        self.view = await ask(self, queries.programme, programme_id)
