"""One client's numbers over time: which worksheet, its picture, and the same numbers in a table."""

import reflex as rx

from betterjournal.entries.views import SeriesView
from betterjournal.review.views import ClientSeriesView, SheetChoice
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.reading_as import reading_as
from betterjournal.web.clinician.series.state import SeriesState
from betterjournal.web.components import empty_state, ghost, heading, link_list, link_row, section, text_link
from betterjournal.web.series import series_parts
from betterjournal.web.wording import language_var, say


def series_page() -> rx.Component:
    return desk_page(
        shown(SeriesState.view, "client_id", _series, otherwise=ghost(6)), title_key="series.tab", current="clients"
    )


def _series(view: rx.Var[ClientSeriesView]) -> rx.Component:
    back = rx.el.div(text_link(view.name, routes.client(view.id)), class_name="small no-print")
    nothing = empty_state(say("series.nothing_set", name=view.first_name))
    head = heading(say("series.heading", name=view.name), lead=say("series.about"))
    return rx.el.div(
        rx.el.div(back, head, reading_as(view), class_name="stack-small"),
        rx.foreach(view.chosen, lambda sheet: _chosen(sheet, view)),
        rx.cond(view.sheets.length() > 0, _choices(view), nothing),
        class_name="stack max-w-3xl",
    )


def _chosen(sheet: rx.Var[SheetChoice], view: rx.Var[ClientSeriesView]) -> rx.Component:
    drawn = rx.foreach(view.series, _drawn)
    return section(_title(sheet), drawn, key=sheet.id)


def _drawn(series: rx.Var[SeriesView]) -> rx.Component:
    return series_parts(series, empty_state(say("series.empty")), SeriesState.turn_to, own=False)


def _choices(view: rx.Var[ClientSeriesView]) -> rx.Component:
    rows = rx.foreach(view.sheets, lambda sheet: link_row(_title(sheet), _address(view, sheet), key=sheet.id))
    return rx.el.div(section(say("series.choose"), link_list(rows)), class_name="no-print")


def _address(view: rx.Var[ClientSeriesView], sheet: rx.Var[SheetChoice]) -> rx.Var[str]:
    return rx.Var.create(f"{routes.CLIENTS}/") + view.id + "/series?sheet=" + sheet.id


def _title(sheet: rx.Var[SheetChoice]) -> rx.Var[str]:
    return rx.cond(language_var() == "fr", sheet.title_fr, sheet.title_en).to(str)
