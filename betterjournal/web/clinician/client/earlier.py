"""What an assignment said before it was changed, folded under it."""

import reflex as rx

from betterjournal.assignments.editing import NAMES
from betterjournal.assignments.repeats import KINDS, WEEKDAYS
from betterjournal.assignments.views import EarlierWords, SetView, WordsView
from betterjournal.web.components import disclosure
from betterjournal.web.wording import say, short_date


def earlier(row: rx.Var[SetView]) -> rx.Component:
    """Newest first; each with the words that were replaced."""
    return disclosure(say("client.changed_fold"), rx.foreach(row.earlier, _one))


def _one(change: rx.Var[EarlierWords]) -> rx.Component:
    on = say("client.changed_on", day=short_date(change.on), name=change.by)
    return rx.el.div(
        rx.el.p(on, class_name="quiet small"), rx.el.dl(rx.foreach(change.lines, _line), class_name="stack-small")
    )


def _line(line: rx.Var[WordsView]) -> rx.Component:
    name = rx.match(line.name, *((each, say(f"assign.{each}")) for each in NAMES), "")
    said = rx.match(
        line.name,
        ("repeat", rx.el.span(rx.match(line.words, *((kind, say(f"assign.repeat_{kind}")) for kind in KINDS), "–"))),
        ("weekdays", rx.el.span(rx.foreach(line.words.split(","), _day))),
        rx.el.span(line.words),
    )
    words = rx.cond(line.words != "", said, rx.el.span("–"))
    return rx.el.div(
        rx.el.dt(name, class_name="quiet small"),
        rx.el.dd(words, class_name="whitespace-pre-wrap", custom_attrs={"data-own-words": ""}),
    )


def _day(day: rx.Var[str], at: rx.Var[int]) -> rx.Component:
    named = rx.match(day, *((each, say(f"repeat.on_{each}")) for each in WEEKDAYS), "")
    return rx.el.span(rx.cond(at > 0, ", ", ""), named)
