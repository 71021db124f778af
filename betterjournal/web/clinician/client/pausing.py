"""Letting repeating work rest for a client, and taking it up again; the client reads who paused it."""

import reflex as rx

from betterjournal.assignments import pausing as rests
from betterjournal.review.views import StandingView
from betterjournal.web.components import button
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class PausingState(rx.State):
    """The page itself follows what was done."""

    @placed("clinician")
    async def pause(self, assignment_id: str) -> None:
        await ask(self, rests.pause_for, assignment_id)

    @placed("clinician")
    async def resume(self, assignment_id: str) -> None:
        await ask(self, rests.resume_for, assignment_id)


def pausing(work: rx.Var[StandingView]) -> rx.Component:
    pause, resume = say("client.pause"), say("client.resume")
    rest = button(pause, weight="plain", on_click=PausingState.pause(work.id), aria_label=pause + ": " + work.title)
    take_up = button(
        resume, weight="plain", on_click=PausingState.resume(work.id), aria_label=resume + ": " + work.title
    )
    told = rx.el.p(say("client.paused"), class_name="quiet small")
    return rx.cond(work.paused, rx.fragment(told, take_up), rest)
