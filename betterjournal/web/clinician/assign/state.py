"""What the composer knows; the words stay in the form until they are sent."""

import reflex as rx

from betterjournal.assignments import actions, composing, queries
from betterjournal.assignments.views import ComposerView, SentView
from betterjournal.web.session import ask, param, placed


class AssignState(rx.State):
    view: ComposerView | None = None
    sent: SentView | None = None

    @placed("clinician")
    async def load(self) -> None:
        asked = (param(self, name) for name in ("client_id", "from", "decision"))
        self.view = await ask(self, queries.composer, *asked)

    @placed("clinician")
    async def send(self, form_data: dict[str, str]) -> None:
        client_id, continues_id = form_data.get("client_id", ""), form_data.get("continues_id", "")
        self.sent = await ask(self, actions.send, client_id, composing.typed(form_data, continues_id))

    @placed("clinician")
    async def start_again(self) -> None:
        self.sent = None
