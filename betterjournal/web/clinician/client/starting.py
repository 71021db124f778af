"""Starting an assignment together, in the room."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries import together
from betterjournal.web import routes
from betterjournal.web.components import button
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class StartingState(rx.State):
    @placed("clinician")
    async def start(self, assignment_id: str) -> EventSpec:
        await ask(self, together.start, assignment_id)
        return rx.redirect(routes.together(assignment_id))


def start_button(assignment_id: rx.Var[str], title: rx.Var[str]) -> rx.Component:
    name = say("together.start") + ": " + title
    press = StartingState.start(assignment_id)
    return button(say("together.start"), weight="plain", on_click=press, aria_label=name)
