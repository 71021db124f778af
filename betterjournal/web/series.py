"""The numbers of one worksheet over time, as their writer and who reads of them see them: one picture, one table."""

from typing import Any

import reflex as rx

from betterjournal.entries.views import NumberView, SeriesLine, SeriesRow, SeriesView
from betterjournal.web.chart import chart
from betterjournal.web.components import actions, button
from betterjournal.web.wording import figure, language_var, say, short_date

BEFORE, AFTER = "○", "●"


def series_parts(view: rx.Var[SeriesView], empty: rx.Component, turn_to: Any, *, own: bool) -> rx.Component:
    """Picture and table of one part, and the way to the others; `turn_to` takes the day to look on from."""
    table = _table(view, say("series.table"), own=own)
    drawn = rx.el.div(_charts(view), table, class_name="stack-small")
    earlier = button(say("series.earlier"), weight="secondary", on_click=turn_to(view.earlier))
    newest = button(say("series.newest"), weight="secondary", on_click=turn_to(""))
    ways = actions(rx.cond(view.earlier != "", earlier, rx.fragment()), rx.cond(view.turned, newest, rx.fragment()))
    turning = rx.cond((view.earlier != "") | view.turned, rx.el.div(ways, class_name="no-print"), rx.fragment())
    return rx.el.div(rx.cond(view.lines.length() > 0, drawn, empty), turning, key=view.id, class_name="stack-small")


def _charts(view: rx.Var[SeriesView]) -> rx.Component:
    """One strip for each number, or for two that belong together. What it means, nobody says."""
    drawn = rx.foreach(view.lines, lambda line: _chart(line, view.first, view.last))
    met = rx.cond(view.has_met, rx.el.p(say("series.met_mark"), class_name="quiet small"), rx.fragment())
    return rx.el.div(rx.el.div(drawn, class_name="charts"), met, class_name="stack-small")


def _table(view: rx.Var[SeriesView], name: rx.Var[str], *, own: bool) -> rx.Component:
    """The same numbers, day by day; for their writer also who can read each line."""
    heads = rx.foreach(view.numbers, lambda number: _head(number))
    who = [rx.el.th(say("series.who"), scope="col", class_name="th")] if own else []
    head = rx.el.tr(rx.el.th(say("check_in.day"), scope="col", class_name="th"), *who, heads)
    rows = rx.foreach(view.rows, lambda row: _row(row, view, own=own))
    table = rx.el.table(rx.el.thead(head), rx.el.tbody(rows), class_name="answers")
    return rx.el.div(table, class_name="overflow-x-auto", tab_index=0, role="group", aria_label=name)


def _chart(line: rx.Var[SeriesLine], first: rx.Var[str], last: rx.Var[str]) -> rx.Component:
    is_pair = line.numbers.length() > 1
    marks = rx.foreach(
        line.numbers, lambda number, place: _said(number, rx.cond(is_pair, rx.cond(place == 0, BEFORE, AFTER), ""))
    )
    return chart(line, rx.fragment(marks), first, last, lambda value: figure(value, line.hours))


def _said(number: rx.Var[NumberView], mark: rx.Var[str]) -> rx.Component:
    """What was entered, from lowest to highest."""
    low, high = (rx.cond(value != "", figure(value, number.hours), "–") for value in (number.low, number.high))
    between = rx.cond(number.low == number.high, low, say("series.between", low=low, high=high))
    shown = rx.cond(mark != "", rx.el.span(mark, " ", aria_hidden=True), rx.fragment())
    return rx.el.span(shown, _label(number), " · ", between, _unit(number), key=number.id, class_name="block")


def _head(number: rx.Var[NumberView]) -> rx.Component:
    return rx.el.th(_label(number), _unit(number), scope="col", class_name="th", key=number.id)


def _row(row: rx.Var[SeriesRow], view: rx.Var[SeriesView], *, own: bool) -> rx.Component:
    day = rx.el.th(short_date(row.on), scope="row", class_name="td whitespace-nowrap font-normal text-start")
    met = rx.el.td(say("series.met"), col_span=view.numbers.length() + int(own), class_name="td quiet")
    cells = rx.foreach(view.numbers, lambda number, place: _cell(row.cells[place], number))
    who = rx.el.td(rx.cond(row.private, say("series.private"), say("series.shared")), class_name="td")
    return rx.el.tr(day, rx.cond(row.met, met, rx.fragment(who if own else rx.fragment(), cells)), key=row.id)


def _cell(value: rx.Var[str], number: rx.Var[NumberView]) -> rx.Component:
    return rx.el.td(rx.cond(value != "", figure(value, number.hours), "–"), class_name="td tabular-nums")


def _label(number: rx.Var[NumberView]) -> rx.Var[str]:
    return rx.cond(language_var() == "fr", number.label_fr, number.label_en).to(str)


def _unit(number: rx.Var[NumberView]) -> rx.Component:
    unit = rx.cond(language_var() == "fr", number.unit_fr, number.unit_en).to(str)
    return rx.cond(unit != "", rx.fragment(" (", unit, ")"), rx.fragment())
