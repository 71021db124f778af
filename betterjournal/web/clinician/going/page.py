"""The programme of one client: its steps, or a way to start one."""

import reflex as rx

from betterjournal.programmes.views import ClientProgrammesView, StartedView, StepView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.going.starting import starting
from betterjournal.web.clinician.steps import step_controls, step_form, step_head
from betterjournal.web.clinician.stopping import stopped_banner
from betterjournal.web.clinician.under_way import GoingState
from betterjournal.web.clinician.under_way_told import send_next, stands, unseen
from betterjournal.web.components import (
    actions,
    button,
    card,
    ghost,
    heading,
    quiet_button,
    section,
    subheading,
    text_link,
    wording,
)
from betterjournal.web.wording import say


def going_page() -> rx.Component:
    return desk_page(
        shown(GoingState.view, "client_id", _page, otherwise=ghost(6)),
        title_key="programme.tab",
        current="clients",
    )


def _page(view: rx.Var[ClientProgrammesView]) -> rx.Component:
    going = rx.el.div(rx.foreach(view.started, lambda started: _going(started, view)), class_name="stack")
    mine = rx.cond(view.started.length() > 0, going, starting(view))
    return rx.el.div(
        rx.el.div(text_link(view.name, f"{routes.CLIENTS}/{view.id}"), class_name="small"),
        heading(say("programme.of", name=view.first_name)),
        stopped_banner(),
        rx.cond(view.in_care, mine, wording(say("programme.not_in_care"))),
        class_name="stack max-w-3xl",
        on_unmount=GoingState.leave,
    )


def _going(started: rx.Var[StartedView], view: rx.Var[ClientProgrammesView]) -> rx.Component:
    steps = rx.el.ol(
        rx.foreach(started.steps, lambda step, place: _step(step, place, started, view)),
        class_name="stack",
        role="list",
    )
    return rx.el.div(
        card(subheading(started.title), rx.el.p(stands(started)), send_next(started, view), _release(started, view)),
        unseen(view),
        steps,
        rx.cond(started.full, wording(say("programme.full"), quiet=True), _adding(started, view)),
        _ending(started, view),
        rx.cond(started.next_title == "", _another(view), rx.fragment()),
        class_name="stack",
        key=started.id,
    )


def _release(started: rx.Var[StartedView], view: rx.Var[ClientProgrammesView]) -> rx.Component:
    """The other way than now; who takes it up after a colleague says so by pressing."""

    def press(key: str, release: str) -> rx.Component:
        words, on_click = say(f"programme.{key}"), GoingState.set_release(view.id, started.id, release)
        return rx.el.div(button(words, weight="plain", on_click=on_click))

    by_itself, by_hand = press("go_on", "appointment"), press("by_hand", "hand")
    other = rx.cond((started.release == "hand") | (started.idle == "care"), by_itself, by_hand)
    return rx.cond(started.next_title != "", other, rx.fragment())


def _step(
    step: rx.Var[StepView], place: rx.Var[int], started: rx.Var[StartedView], view: rx.Var[ClientProgrammesView]
) -> rx.Component:
    form = step_form(
        GoingState.change_step,
        {"client_id": view.id, "step_id": step.id},
        view.choices,
        view.language,
        say("programme.save_step"),
        step,
    )
    controls = step_controls(
        step,
        {
            "up": GoingState.move_step(view.id, step.id, "up"),
            "down": GoingState.move_step(view.id, step.id, "down"),
            "remove": GoingState.remove_step(view.id, step.id),
        },
        {"up": step.state == "next", "down": place == started.total - 1},
        form,
        GoingState.done,
    )
    state = rx.match(step.state, ("sent", say("programme.state_sent")), ("waits", say("programme.state_waits")), "").to(
        str
    )
    is_gone = (step.state == "sent") | (step.state == "waits")
    beneath = rx.cond(is_gone, wording(state, quiet=True, small=True), controls)
    return rx.el.li(card(step_head(step, place), beneath), key=step.id)


def _adding(started: rx.Var[StartedView], view: rx.Var[ClientProgrammesView]) -> rx.Component:
    form = step_form(
        GoingState.add_step,
        {"client_id": view.id, "started_id": started.id},
        view.choices,
        view.language,
        say("programme.add"),
    )
    return unfold(say("programme.add_for", name=view.first_name), form, done=GoingState.done)


def _ending(started: rx.Var[StartedView], view: rx.Var[ClientProgrammesView]) -> rx.Component:
    sure = rx.el.div(
        wording(say("programme.end_about", name=view.first_name)),
        actions(quiet_button(say("programme.end_sure"), on_click=GoingState.end(view.id, started.id))),
        class_name="stack-small",
    )
    return unfold(say("programme.end"), sure, weight="plain", done=GoingState.done)


def _another(view: rx.Var[ClientProgrammesView]) -> rx.Component:
    """All of it is sent: the next one ends it by itself."""
    return section(say("programme.another"), starting(view))
