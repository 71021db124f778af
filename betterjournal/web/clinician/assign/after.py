"""What can be done with work that was just sent or changed."""

import reflex as rx

from betterjournal.assignments.actions import UNDO_SECONDS
from betterjournal.assignments.views import ComposerView, ElseView
from betterjournal.web import routes
from betterjournal.web.browser.moment import Moment
from betterjournal.web.clinician.assign.own import OwnState, told
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.components import actions, button, link_button, link_list, link_row, quiet_button, wording
from betterjournal.web.wording import say


def after_sending(view: rx.Var[ComposerView], back: str) -> rx.Component:
    """Undo for a moment, without a countdown, where it moves no other button when it goes; then what stays possible."""
    sent = AssignState.sent
    undo = Moment.create(
        rx.el.div(
            wording(say("assign.undo_about"), quiet=True, small=True),
            actions(button(say("assign.undo"), weight="secondary", on_click=AssignState.undo(sent.id))),
            class_name="stack-small",
        ),
        seconds=UNDO_SECONDS,
        key=sent.id,
    )
    return rx.el.div(
        actions(
            link_button(say("assign.back", name=view.first_name), back),
            link_button(say("paper.print"), f"{back}/assignments/{sent.id}/paper", weight="secondary"),
            quiet_button(say("assign.again"), on_click=AssignState.start_again(view.id)),
            _favourite(sent.id),
        ),
        told("favourite"),
        undo,
        _someone_else(view, sent.id),
        wording(say("assign.later", name=view.first_name), quiet=True, small=True),
        class_name="stack",
    )


def after_changing(view: rx.Var[ComposerView], back: str) -> rx.Component:
    return actions(link_button(say("assign.back", name=view.first_name), back))


def _favourite(assignment_id: rx.Var[str]) -> rx.Component:
    keep = button(say("own.keep_favourite"), weight="plain", on_click=OwnState.keep_favourite(assignment_id))
    return rx.cond(OwnState.told == "favourite", rx.fragment(), keep)


def _someone_else(view: rx.Var[ComposerView], assignment_id: rx.Var[str]) -> rx.Component:
    """Names are looked up only when asked for: who else one has in care stands on no page by itself."""
    ask = button(say("assign.same"), weight="plain", on_click=AssignState.find_others(view.id))

    def row(each: rx.Var[ElseView]) -> rx.Component:
        return link_row(each.name, f"{routes.CLIENTS}/{each.id}/assign?same={assignment_id}", key=each.id)

    some = rx.el.div(
        wording(say("assign.same_about"), quiet=True, small=True),
        link_list(rx.foreach(AssignState.others, row)),
        class_name="stack-small",
    )
    found = rx.cond(AssignState.others.length() > 0, some, wording(say("assign.same_nobody"), quiet=True))
    return rx.cond(AssignState.looked, found, rx.el.div(ask))
