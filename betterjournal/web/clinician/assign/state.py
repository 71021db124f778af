"""What the composer knows; the words stay in the form until they are sent."""

import reflex as rx

from betterjournal.assignments import actions, composing, queries, specific
from betterjournal.assignments.specific import OpenPoint
from betterjournal.assignments.views import ComposerView, SentView
from betterjournal.web.session import ask, param, placed


class AssignState(rx.State):
    view: ComposerView | None = None
    sent: SentView | None = None
    points: list[OpenPoint] = []
    is_set: bool = False

    @placed("clinician")
    async def load(self) -> None:
        asked = (param(self, name) for name in ("client_id", "from", "decision"))
        self.view = await ask(self, queries.composer, *asked)

    @placed("clinician", save=True)
    async def look(self, typed: dict[str, str]) -> None:
        """Say what is still open once the typing pauses; only that is kept here, not the words."""
        content, counted = composing.as_typed(typed)
        self.points, self.is_set = specific.left_open(content, counted=counted), bool(content.what.strip())

    @placed("clinician")
    async def send(self, form_data: dict[str, str]) -> None:
        client_id, continues_id = form_data.get("client_id", ""), form_data.get("continues_id", "")
        self.sent = await ask(self, actions.send, client_id, composing.typed(form_data, continues_id))

    @placed("clinician")
    async def start_again(self) -> None:
        self.sent = None
