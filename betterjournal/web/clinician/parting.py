"""What is said on one's list after a client left one's own care by one's own press."""

import reflex as rx

from betterjournal.web.components import status_line
from betterjournal.web.session import placed
from betterjournal.web.wording import say


class PartingState(rx.State):
    """`first_name` is whose, `to` who has them now, "" for nobody."""

    first_name: str = ""
    to: str = ""

    @placed("clinician")
    async def leave(self) -> None:
        self.first_name, self.to = "", ""


def parted() -> rx.Component:
    name = PartingState.first_name
    said = rx.cond(
        PartingState.to != "", say("care.parted", name=name, to=PartingState.to), say("care.parted_nobody", name=name)
    )
    return rx.el.div(status_line(rx.cond(name != "", said, "")), on_unmount=PartingState.leave)
