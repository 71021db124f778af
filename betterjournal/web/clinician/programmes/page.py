"""The list of a clinician's programmes."""

import reflex as rx

from betterjournal.programmes.views import ProgrammeLine, ProgrammesView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import Desk, desk_page
from betterjournal.web.clinician.programmes.state import ProgrammesState
from betterjournal.web.components import (
    actions,
    button,
    card,
    ghost,
    heading,
    link_list,
    link_row,
    radio_group,
    section,
    text_field,
    text_link,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say, say_count


def programmes_page() -> rx.Component:
    return desk_page(
        rx.el.div(text_link(say("worksheets.heading"), routes.WORKSHEETS), class_name="small"),
        heading(say("programme.heading"), lead=say("programme.lead")),
        shown(ProgrammesState.view, None, _page, otherwise=ghost(5)),
        title_key="programme.heading",
        current="worksheets",
    )


def _page(view: rx.Var[ProgrammesView]) -> rx.Component:
    rows = link_list(rx.foreach(view.lines, _row))
    none = rx.el.p(say("programme.none"))
    return rx.el.div(rx.cond(view.lines.length() > 0, rows, none), _new(), class_name="stack max-w-3xl")


def _row(line: rx.Var[ProgrammeLine]) -> rx.Component:
    read = rx.cond(line.language == "fr", say("own.in_fr"), say("own.in_en"))
    beside = rx.fragment(say_count("programme.steps", line.steps), " · ", read)
    return link_row(line.title, f"{routes.PROGRAMMES}/{line.id}", beside, key=line.id)


def _new() -> rx.Component:
    form = rx.el.form(
        text_field(
            "title",
            say("programme.title"),
            help=say("programme.title_help"),
            error=field_error("title"),
            auto_complete="off",
        ),
        radio_group(
            "language",
            say("programme.language"),
            [("en", say("own.in_en")), ("fr", say("own.in_fr"))],
            help=say("programme.language_help"),
            default=rx.cond(Desk.language == "fr", "fr", "en").to(str),
            beside=True,
        ),
        actions(button(say("programme.create"), kind="submit")),
        on_submit=ProgrammesState.create,
        class_name="stack-small",
    )
    return section(say("programme.new"), card(form))
