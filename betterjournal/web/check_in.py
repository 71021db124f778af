"""Check-ins as they are read, by their writer and by staff: the same lines, chart and table, so they can be checked."""

from typing import Any

import reflex as rx

from betterjournal.entries.charting import EDGE, HEIGHT, LEFT, RIGHT, WIDTH
from betterjournal.entries.checkins import SCALES
from betterjournal.entries.views import ChartLine
from betterjournal.web.components import own_words
from betterjournal.web.wording import say, short_date

COLUMNS = ("day", *SCALES, "words")
TOP, BOTTOM, BASE = "10", "0", 4


def read_check_in(row: rx.Var[Any]) -> rx.Component:
    """`row` has the three scales, `words` and `language`."""
    return rx.fragment(
        rx.el.p(_numbers(row), class_name="tabular-nums"),
        rx.cond(row.words != "", own_words(row.words, row.language), rx.fragment()),
    )


def check_in_charts(lines: rx.Var[list[ChartLine]], first: rx.Var[str], last: rx.Var[str]) -> rx.Component:
    """One strip for each scale, with what was entered from lowest to highest in a sentence. What it means, nobody says.

    The picture is for the eye alone: the sentence and the table beside it hold the same numbers.
    """
    return rx.el.div(rx.foreach(lines, lambda line: _chart(line, first, last)), class_name="charts")


def check_in_table(rows: rx.Var[list[Any]], name: rx.Var[str]) -> rx.Component:
    """What was entered, day by day."""
    head = rx.el.tr(*(rx.el.th(say(f"check_in.{column}"), scope="col", class_name="th") for column in COLUMNS))
    table = rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(rows, _row)), class_name="answers")
    return rx.el.div(table, class_name="overflow-x-auto", tab_index=0, role="group", aria_label=name)


def scale_name(name: rx.Var[str]) -> rx.Var[str]:
    return rx.match(name, *((each, say(f"check_in.{each}")) for each in SCALES), "").to(str)


def _numbers(row: rx.Var[Any]) -> rx.Var[str]:
    def number(value: rx.Var[str]) -> rx.Var[str]:
        return rx.cond(value != "", value, "–").to(str)

    return say("client.numbers", mood=number(row.mood), energy=number(row.energy), anxiety=number(row.anxiety))


def _row(each: rx.Var[Any]) -> rx.Component:
    numbers = [
        rx.el.td(rx.cond(value != "", value, "–"), class_name="td") for value in (each.mood, each.energy, each.anxiety)
    ]
    words = rx.el.td(each.words, lang=each.language, custom_attrs={"data-own-words": ""}, class_name="td")
    return rx.el.tr(rx.el.td(short_date(each.on), class_name="td whitespace-nowrap"), *numbers, words)


def _chart(line: rx.Var[ChartLine], first: rx.Var[str], last: rx.Var[str]) -> rx.Component:
    name = scale_name(line.id)
    always = say("check_in.one", scale=name, value=line.low)
    between = say("check_in.between", scale=name, low=line.low, high=line.high)
    ends = rx.el.div(rx.el.span(short_date(first)), rx.el.span(short_date(last)), class_name="chart-ends")
    return rx.el.figure(
        rx.el.figcaption(rx.cond(line.low == line.high, always, between)),
        _drawing(line),
        rx.cond(first != last, ends, rx.el.div(short_date(first), class_name="chart-ends")),
        key=line.id,
    )


def _drawing(line: rx.Var[ChartLine]) -> rx.Component:
    svg = rx.el.svg
    highest, lowest = EDGE, HEIGHT - EDGE
    bounds = [svg.line(x1=LEFT, x2=WIDTH - RIGHT, y1=at, y2=at, class_name="chart-bound") for at in (highest, lowest)]
    marks = [svg.text(words, x=0, y=at + BASE) for words, at in ((TOP, highest), (BOTTOM, lowest))]
    return rx.el.svg(
        *bounds,
        *marks,
        svg.path(d=line.path, class_name="chart-line"),
        svg.path(d=line.dots, class_name="chart-dots"),
        svg.text(line.end, x=line.end_x + 2 * BASE, y=line.end_y + BASE, class_name="chart-end"),
        view_box=f"0 0 {WIDTH} {HEIGHT}",
        aria_hidden=True,
        class_name="chart",
    )
