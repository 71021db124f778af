"""What is under way for one client, on their page and on the page of the programme."""

import reflex as rx

from betterjournal.assignments import composing
from betterjournal.assignments.views import SentView
from betterjournal.programmes import queries, releasing, remaining, starting
from betterjournal.programmes.starting import Start
from betterjournal.programmes.views import ClientProgrammesView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed


class GoingState(rx.State):
    """`done` grows with each form that was accepted, so that it folds; `sent` is the step just sent."""

    view: ClientProgrammesView | None = None
    sent: SentView | None = None
    done: int = 0

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, queries.of_client, param(self, "client_id"))
        watch(self, f"staff:{self.view.id}")

    @placed("clinician")
    async def start(self, form_data: dict[str, str]) -> None:
        client_id = form_data.get("client_id", "")
        await ask(self, starting.start, client_id, Start.typed(form_data))
        await self._accepted(client_id)

    @placed("clinician")
    async def send_step(self, client_id: str, step_id: str) -> None:
        self.sent = await ask(self, releasing.send_step, step_id)
        await self._accepted(client_id)

    @placed("clinician")
    async def undo(self, client_id: str, assignment_id: str) -> None:
        await ask(self, releasing.undo, assignment_id)
        self.sent = None
        await self._accepted(client_id)

    @placed("clinician")
    async def add_step(self, form_data: dict[str, str]) -> None:
        await ask(self, remaining.add_step, form_data.get("started_id", ""), composing.typed(form_data))
        await self._accepted(form_data.get("client_id", ""))

    @placed("clinician")
    async def change_step(self, form_data: dict[str, str]) -> None:
        await ask(self, remaining.change_step, form_data.get("step_id", ""), composing.typed(form_data))
        await self._accepted(form_data.get("client_id", ""))

    @placed("clinician")
    async def move_step(self, client_id: str, step_id: str, way: str) -> None:
        await ask(self, remaining.move_step, step_id, way)
        await self._accepted(client_id)

    @placed("clinician")
    async def remove_step(self, client_id: str, step_id: str) -> None:
        await ask(self, remaining.remove_step, step_id)
        await self._accepted(client_id)

    @placed("clinician")
    async def set_release(self, client_id: str, started_id: str, release: str) -> None:
        await ask(self, remaining.set_release, started_id, release)
        await self._accepted(client_id)

    @placed("clinician")
    async def end(self, client_id: str, started_id: str) -> None:
        await ask(self, remaining.end, started_id)
        await self._accepted(client_id)

    @placed("clinician")
    async def leave(self) -> None:
        self.sent = None

    async def _accepted(self, client_id: str) -> None:
        self.done += 1
        self.view = await ask(self, queries.of_client, client_id)
