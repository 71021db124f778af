"""Check-ins as they are read, by their writer and by staff: the same lines, chart and table, so they can be checked."""

from typing import Any

import reflex as rx

from betterjournal.entries.checkins import SCALES
from betterjournal.entries.views import ChartLine
from betterjournal.web.chart import chart
from betterjournal.web.components import own_words
from betterjournal.web.wording import say, short_date

COLUMNS = ("day", *SCALES, "words")


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
    return chart(line, rx.cond(line.low == line.high, always, between), first, last)
