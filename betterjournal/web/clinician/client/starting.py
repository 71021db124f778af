"""Starting an assignment together, in the room."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries import together
from betterjournal.web import routes
from betterjournal.web.components import quiet_button
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class StartingState(rx.State):
    @placed("clinician")
    async def start(self, assignment_id: str) -> EventSpec:
        await ask(self, together.start, assignment_id)
        return rx.redirect(routes.together(assignment_id))


def start_button(assignment_id: rx.Var[str], title: rx.Var[str]) -> rx.Component:
    name = say("together.start") + ": " + title
    return quiet_button(say("together.start"), on_click=StartingState.start(assignment_id), aria_label=name)
