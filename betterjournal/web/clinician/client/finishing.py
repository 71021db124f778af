"""Finishing with a client and taking them up again: on the client's page."""

import reflex as rx

from betterjournal.care import discharging
from betterjournal.review.views import TimelineView
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.clinician.stopping import is_stopped
from betterjournal.web.components import actions, button, card, dialog, quiet_button, subheading, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class FinishState(rx.State):
    """Whom the question is open about, and with whom one has just finished; the page itself follows what was done."""

    asking: str = ""
    finished: str = ""

    @placed("clinician")
    async def ask_first(self, client_id: str) -> None:
        self.asking = client_id

    @placed("clinician")
    async def stop_asking(self) -> None:
        self.asking = ""

    @placed("clinician")
    async def finish(self, client_id: str) -> None:
        self.asking = ""
        await ask(self, discharging.discharge, client_id)
        self.finished = client_id

    @placed("clinician")
    async def take_up_again(self, client_id: str) -> None:
        self.asking = self.finished = ""
        await ask(self, discharging.take_up_again, client_id)


def finish_button(view: rx.Var[TimelineView]) -> rx.Component:
    """One press, one question that says what happens."""
    name = view.first_name
    effects = (
        say("finish.effect_appointments"),
        say("finish.effect_pages", name=name),
        say("finish.effect_nothing", name=name),
        say("finish.effect_record"),
    )
    press = button(say("finish.press", name=name), weight="secondary", on_click=FinishState.ask_first(view.id))
    return rx.fragment(
        press,
        _question(
            view,
            rx.el.ul(*map(rx.el.li, effects), class_name="list-disc pl-5 space-y-1"),
            actions(
                button(say("finish.press", name=name), on_click=FinishState.finish(view.id)),
                quiet_button(say("finish.wait"), on_click=FinishState.stop_asking),
            ),
            name=say("finish.title", name=name),
        ),
    )


def finished(view: rx.Var[TimelineView]) -> rx.Component:
    """What stands there afterwards, with the way back; not while everything is stopped."""
    name = view.first_name
    again = rx.fragment(
        actions(quiet_button(say("finish.again"), on_click=FinishState.ask_first(view.id))),
        _question(
            view,
            wording(say("finish.again_help", name=name)),
            actions(
                button(say("finish.again"), on_click=FinishState.take_up_again(view.id)),
                quiet_button(say("finish.wait"), on_click=FinishState.stop_asking),
            ),
            name=say("finish.again_title", name=name),
        ),
    )
    what = card(
        subheading(say("finish.finished", name=name)),
        wording(say("finish.since", name=name)),
        rx.cond(is_stopped(), rx.fragment(), again),
    )
    return Arrive.create(what, now=FinishState.finished == view.id)


def _question(view: rx.Var[TimelineView], *children: rx.Component, name: rx.Var[str]) -> rx.Component:
    is_open = (FinishState.asking != "") & (FinishState.asking == view.id)
    return dialog(*children, name=name, open=is_open, on_close=FinishState.stop_asking)
