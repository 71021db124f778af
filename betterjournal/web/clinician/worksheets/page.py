"""Every worksheet, by title, with what it is for."""

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.worksheets.state import WorksheetsState
from betterjournal.web.components import ghost, heading, link_button, text_link
from betterjournal.web.wording import language_var, say
from betterjournal.worksheets.shelf import ShelfLine


def worksheets_page() -> rx.Component:
    lines = rx.el.ul(rx.foreach(WorksheetsState.view.lines, _line), class_name="rows max-w-3xl", role="list")
    return desk_page(
        heading(say("worksheets.heading"), lead=say("worksheets.lead")),
        rx.el.div(link_button(say("programme.heading"), routes.PROGRAMMES, weight="secondary")),
        rx.cond(WorksheetsState.view, lines, ghost(6)),
        title_key="worksheets.heading",
        current="worksheets",
    )


def _line(line: rx.Var[ShelfLine]) -> rx.Component:
    is_french = language_var() == "fr"
    title = rx.cond(is_french, line.title_fr, line.title_en).to(str)
    purpose = rx.cond(is_french, line.purpose_fr, line.purpose_en).to(str)
    words = rx.el.span(
        rx.el.span(title, class_name="block"), rx.el.span(purpose, class_name="block quiet small"), class_name="py-1"
    )
    return rx.el.li(text_link(words, f"{routes.WORKSHEETS}/{line.key}", aria_label=title), key=line.key)
