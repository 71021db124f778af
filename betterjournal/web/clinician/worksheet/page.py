"""One worksheet as a client meets it, empty, in either language."""

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.worksheet.state import WorksheetState
from betterjournal.web.components import disclosure, ghost, heading, text_link, wording
from betterjournal.web.wording import language_var, say
from betterjournal.web.worksheet import draw_section
from betterjournal.worksheets.shelf import LeafView


def worksheet_page() -> rx.Component:
    return desk_page(
        shown(WorksheetState.view, "worksheet_id", _leaf, otherwise=ghost(6)),
        title_key="worksheets.tab",
        current="worksheets",
    )


def _leaf(view: rx.Var[LeafView]) -> rx.Component:
    is_french = language_var() == "fr"
    return rx.el.div(
        rx.el.div(text_link(say("worksheets.heading"), routes.WORKSHEETS), class_name="small"),
        heading(
            rx.cond(is_french, view.title_fr, view.title_en),
            lead=rx.cond(is_french, view.purpose_fr, view.purpose_en).to(str),
        ),
        rx.cond(is_french, _sheet(view, "fr"), _sheet(view, "en")),
        disclosure(say("worksheets.other_language"), rx.cond(is_french, _sheet(view, "en"), _sheet(view, "fr"))),
        wording(say("worksheets.whose", copyright=view.copyright), quiet=True, small=True),
        rx.el.p(view.basis, lang="en", class_name="quiet small"),
        class_name="stack max-w-2xl",
    )


def _sheet(view: rx.Var[LeafView], language: str) -> rx.Component:
    sections = view.french if language == "fr" else view.english
    drawn = rx.foreach(sections, lambda section: draw_section(section, "preview", f"{language}-CA"))
    return rx.el.div(drawn, class_name="stack")
