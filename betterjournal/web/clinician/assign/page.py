"""The composer: the form on one side, what the client will see on the other."""

import reflex as rx

from betterjournal.assignments.views import ComposerView
from betterjournal.web import routes
from betterjournal.web.browser.composer import Composer
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.assign.form import form
from betterjournal.web.clinician.assign.preview import preview
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.components import actions, ghost, heading, link_button, quiet_button, status_line, text_link
from betterjournal.web.wording import say


def assign_page() -> rx.Component:
    return desk_page(
        shown(AssignState.view, "client_id", _composer, otherwise=ghost(6)), title_key="assign.tab", current="clients"
    )


def _composer(view: rx.Var[ComposerView]) -> rx.Component:
    back = f"{routes.CLIENTS}/{view.id}"
    is_sent = AssignState.sent & (AssignState.sent.client_id == view.id)
    told = rx.cond(is_sent, say("assign.sent", name=AssignState.sent.name), "")
    return rx.el.div(
        rx.el.div(text_link(view.name, back), class_name="small"),
        heading(say("assign.heading", name=view.first_name)),
        status_line(told),
        rx.cond(is_sent, _after(view, back), _open(view)),
        class_name="stack",
    )


def _open(view: rx.Var[ComposerView]) -> rx.Component:
    return Composer.create(
        form(view),
        preview(view),
        key=view.id + view.continues_id + view.decision,
        filled=view.continues_id != "",
        on_pause=AssignState.look,
        class_name="grid gap-8 lg:grid-cols-[3fr_2fr] items-start",
    )


def _after(view: rx.Var[ComposerView], back: str) -> rx.Component:
    """Leaving the page makes the composer ready for the next piece of work."""
    return rx.el.div(
        actions(
            link_button(say("assign.back", name=view.first_name), back),
            link_button(say("paper.print"), f"{back}/assignments/{AssignState.sent.id}/paper", weight="secondary"),
            quiet_button(say("assign.again"), on_click=AssignState.start_again),
        ),
        on_unmount=AssignState.start_again,
    )
