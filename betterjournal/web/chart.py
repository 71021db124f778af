"""Numbers over time as a picture: check-ins and the numbers of worksheets, for whoever reads them."""

from collections.abc import Callable

import reflex as rx

from betterjournal.entries.charting import EDGE, HEIGHT, LEFT, RIGHT, WIDTH
from betterjournal.entries.views import ChartLine
from betterjournal.web.wording import short_date

# Letters stand on their base line, so far under their middle.
BASE = 4
Told = Callable[[rx.Var[str]], rx.Var[str]]


def chart(
    line: rx.Var[ChartLine],
    caption: rx.Var[str] | rx.Component,
    first: rx.Var[str],
    last: rx.Var[str],
    told: Told = lambda value: value,
) -> rx.Component:
    """One strip. The picture is for the eye alone: its caption and the table beside it hold the same numbers.

    `told` is how a number reads.
    """
    ends = rx.el.div(rx.el.span(short_date(first)), rx.el.span(short_date(last)), class_name="chart-ends")
    return rx.el.figure(
        rx.el.figcaption(caption),
        _drawing(line, told),
        rx.cond(first != last, ends, rx.el.div(short_date(first), class_name="chart-ends")),
        key=line.id,
    )


def _drawing(line: rx.Var[ChartLine], told: Told) -> rx.Component:
    svg = rx.el.svg
    highest, lowest, middle = EDGE, HEIGHT - EDGE, HEIGHT // 2
    bounds = [svg.line(x1=LEFT, x2=WIDTH - RIGHT, y1=at, y2=at, class_name="chart-bound") for at in (highest, lowest)]
    left, many = LEFT - 2 * BASE, line.top != line.bottom
    both = [
        svg.text(told(value), x=left, y=at + BASE, text_anchor="end")
        for value, at in ((line.top, highest), (line.bottom, lowest))
    ]
    one = svg.text(told(line.top), x=left, y=middle + BASE, text_anchor="end")
    end = svg.text(told(line.end), x=line.end_x + 2 * BASE, y=line.end_y + BASE, class_name="chart-end")
    return rx.el.svg(
        *bounds,
        svg.path(d=line.met, class_name="chart-met"),
        rx.cond(many, rx.fragment(*both), one),
        svg.path(d=line.path, class_name="chart-line"),
        svg.path(d=line.pairs, class_name="chart-pairs"),
        svg.path(d=line.before, class_name="chart-dots"),
        svg.path(d=line.before, class_name="chart-hollow"),
        svg.path(d=line.dots, class_name="chart-dots"),
        rx.cond(line.end != "", end, rx.fragment()),
        view_box=f"0 0 {WIDTH} {HEIGHT}",
        aria_hidden=True,
        class_name="chart",
    )
