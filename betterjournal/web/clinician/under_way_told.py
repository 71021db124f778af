"""How a programme stands, in words: on the client's page and on its own."""

import reflex as rx

from betterjournal.assignments.actions import UNDO_SECONDS
from betterjournal.programmes.views import ClientProgrammesView, StartedView, StepView
from betterjournal.web import routes
from betterjournal.web.browser.moment import Moment
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.clinician.stopping import is_stopped
from betterjournal.web.clinician.under_way import GoingState
from betterjournal.web.components import (
    actions,
    button,
    card,
    disclosure,
    quiet_button,
    status_line,
    subheading,
    text_link,
    wording,
)
from betterjournal.web.wording import say


def programme_card() -> rx.Component:
    """Beside the line of time; nothing for who does not have the client in their care."""
    view: rx.Var[ClientProgrammesView] = shown_view(GoingState.view, "client_id")
    going = rx.foreach(view.started, lambda started: _card(started, view))
    start = text_link(say("programme.start_one"), f"{routes.CLIENTS}/{view.id}/programme", class_name="button plain")
    idle = rx.cond(is_stopped(), rx.fragment(), rx.el.div(start))
    inside = rx.cond(view.started.length() > 0, rx.el.div(going, class_name="stack"), idle)
    return rx.cond(view, rx.cond(view.in_care, inside, rx.fragment()), rx.fragment())


def _card(started: rx.Var[StartedView], view: rx.Var[ClientProgrammesView]) -> rx.Component:
    to_come = started.total - started.number
    lines = rx.el.ul(
        rx.foreach(started.steps, lambda step: rx.cond(_is_to_come(step), rx.el.li(step.title), rx.fragment())),
        class_name="list-disc pl-6",
    )
    look = text_link(say("programme.look"), f"{routes.CLIENTS}/{view.id}/programme", class_name="button plain")
    return card(
        subheading(started.title),
        rx.el.p(stands(started)),
        send_next(started, view),
        rx.cond(to_come > 0, disclosure(say("programme.to_come"), lines), rx.fragment()),
        rx.el.div(look),
        key=started.id,
    )


def _is_to_come(step: rx.Var[StepView]) -> rx.Var[bool]:
    return (step.state == "next") | (step.state == "later")


def stands(started: rx.Var[StartedView]) -> rx.Var[str]:
    """How far it is, and what is next."""
    none, all_ = say("programme.none_sent"), say("programme.all_sent", total=started.total)
    some = say("programme.sent_of", number=started.number, total=started.total)
    far = rx.cond(started.number == 0, none, rx.cond(started.next_title == "", all_, some)).to(str)
    after = rx.match(
        started.idle,
        ("hand", say("programme.next_hand", title=started.next_title)),
        ("care", say("programme.next_care", title=started.next_title)),
        ("stopped", say("programme.next_stopped", title=started.next_title)),
        say("programme.next_after", title=started.next_title),
    ).to(str)
    return rx.cond(started.next_title == "", far, far + " " + after).to(str)


def send_next(started: rx.Var[StartedView], view: rx.Var[ClientProgrammesView]) -> rx.Component:
    """One press, and a moment to take it back."""
    sent = GoingState.sent
    is_sent = sent & (sent.client_id == view.id)
    words = say("programme.send", number=started.next_number, title=started.next_title)
    press = rx.foreach(
        started.steps,
        lambda step: rx.cond(
            step.state == "next", quiet_button(words, on_click=GoingState.send_step(view.id, step.id)), rx.fragment()
        ),
    )
    undo = Moment.create(
        button(say("assign.undo"), weight="plain", on_click=GoingState.undo(view.id, sent.id)),
        seconds=UNDO_SECONDS,
        key=sent.id,
    )
    may_send = (started.next_title != "") & (started.idle != "stopped")
    return rx.el.div(
        status_line(rx.cond(is_sent, say("assign.sent", name=view.name), "").to(str)),
        rx.cond(is_sent, undo, rx.fragment()),
        rx.cond(may_send, actions(press), rx.fragment()),
        class_name="stack-small",
    )


def unseen(view: rx.Var[ClientProgrammesView]) -> rx.Component:
    return wording(say("programme.unseen", name=view.first_name), quiet=True)
