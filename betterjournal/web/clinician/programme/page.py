"""One programme: its steps in their order, and what can be added."""

import reflex as rx

from betterjournal.programmes.views import ChoiceLine, ProgrammeView, StepView
from betterjournal.web import routes
from betterjournal.web.browser.once import Once
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.programme.state import ProgrammeState
from betterjournal.web.clinician.steps import step_controls, step_form, step_head
from betterjournal.web.components import (
    actions,
    card,
    ghost,
    heading,
    quiet_button,
    section,
    select,
    text_field,
    text_link,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def programme_page() -> rx.Component:
    return desk_page(
        shown(ProgrammeState.view, "programme_id", _page, otherwise=ghost(6)),
        title_key="programme.heading",
        current="worksheets",
    )


def _page(view: rx.Var[ProgrammeView]) -> rx.Component:
    steps = rx.el.ol(
        rx.foreach(view.steps, lambda step, place: _step(step, place, view)), class_name="stack", role="list"
    )
    read = rx.cond(view.language == "fr", say("programme.reads_fr"), say("programme.reads_en"))
    return rx.el.div(
        rx.el.div(text_link(say("programme.heading"), routes.PROGRAMMES), class_name="small"),
        heading(view.title, lead=read),
        rx.cond(view.steps.length() > 0, steps, wording(say("programme.no_steps"))),
        rx.cond(view.full, wording(say("programme.full"), quiet=True), _adding(view)),
        wording(say("programme.how_to_start"), quiet=True),
        _settling(view),
        class_name="stack max-w-3xl",
    )


def _step(step: rx.Var[StepView], place: rx.Var[int], view: rx.Var[ProgrammeView]) -> rx.Component:
    form = step_form(
        ProgrammeState.change_step,
        {"programme_id": view.id, "step_id": step.id},
        view.choices,
        view.language,
        say("programme.save_step"),
        step,
    )
    controls = step_controls(
        step,
        {
            "up": ProgrammeState.move_step(view.id, step.id, "up"),
            "down": ProgrammeState.move_step(view.id, step.id, "down"),
            "remove": ProgrammeState.remove_step(view.id, step.id),
        },
        {"up": place == 0, "down": place == view.steps.length() - 1},
        form,
        ProgrammeState.done,
    )
    return rx.el.li(card(step_head(step, place), controls), key=step.id)


def _adding(view: rx.Var[ProgrammeView]) -> rx.Component:
    form = step_form(
        ProgrammeState.add_step,
        {"programme_id": view.id},
        view.choices,
        view.language,
        say("programme.add"),
    )
    return section(
        say("programme.add_title"),
        card(rx.el.div(form, key=ProgrammeState.done.to(str))),
        rx.cond(view.favourites.length() > 0, _favourites(view), rx.fragment()),
    )


def _favourites(view: rx.Var[ProgrammeView]) -> rx.Component:
    def option(each: rx.Var[ChoiceLine]) -> rx.Component:
        return rx.el.option(each.name, value=each.id, key=each.id)

    form = rx.el.form(
        Once.create(name="request_id"),
        rx.el.input(type="hidden", name="programme_id", value=view.id, read_only=True),
        select("favourite", say("programme.favourite"), rx.foreach(view.favourites, option)),
        actions(quiet_button(say("programme.add_favourite"), kind="submit")),
        on_submit=ProgrammeState.add_favourite,
        class_name="stack-small",
        key="favourite" + ProgrammeState.done.to(str),
    )
    return card(form)


def _settling(view: rx.Var[ProgrammeView]) -> rx.Component:
    rename = rx.el.form(
        rx.el.input(type="hidden", name="programme_id", value=view.id, read_only=True),
        text_field("title", say("programme.title"), default=view.title, error=field_error("title")),
        actions(quiet_button(say("programme.save_title"), kind="submit")),
        on_submit=ProgrammeState.rename,
        class_name="stack-small",
    )
    sure = rx.el.div(
        wording(say("programme.delete_about")),
        actions(quiet_button(say("programme.delete_sure"), on_click=ProgrammeState.delete(view.id))),
        class_name="stack-small",
    )
    return rx.el.div(
        unfold(say("programme.rename"), rename, weight="plain", done=ProgrammeState.done),
        unfold(say("programme.delete"), sure, weight="plain", done=ProgrammeState.done),
        class_name="stack-small",
    )
