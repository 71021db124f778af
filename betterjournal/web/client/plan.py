"""The plan of an assignment: When, Where, then I will; the prefixes stand outside so that no grammar breaks."""

from typing import Any

import reflex as rx

from betterjournal.assignments.views import ChangedView
from betterjournal.web.repeating import how_often
from betterjournal.web.wording import date, say, say_count


def plan(work: rx.Var[Any]) -> rx.Component:
    """`work` has `when`, `where`, `first_step` and `language`; what is empty is left out."""
    lines = [
        _line(say("today.when"), work.when, work.language),
        _line(say("today.where"), work.where, work.language),
        _line(say("today.first_step"), work.first_step, work.language),
    ]
    written = work.when + work.where + work.first_step
    return rx.cond(written != "", rx.el.div(*lines), rx.fragment())


def size(work: rx.Var[Any]) -> rx.Component:
    """How long it takes and how often, in one quiet line."""
    minutes = rx.cond(work.minutes > 0, say_count("today.minutes", work.minutes), "")
    repeats = work.repeat.kind != "once"
    between = rx.cond((work.minutes > 0) & repeats, " · ", "")
    words = rx.el.p(minutes, between, how_often(work.repeat), class_name="quiet")
    return rx.cond((work.minutes > 0) | repeats, words, rx.fragment())


def changed(told: rx.Var[ChangedView]) -> rx.Component:
    """That the words are not those that were sent, and since when."""
    words = say("today.changed", name=told.by, day=date(told.on))
    return rx.cond(told.on != "", rx.el.p(words, class_name="quiet"), rx.fragment())


def _line(prefix: rx.Var[str], words: rx.Var[str], language: rx.Var[str]) -> rx.Component:
    own = rx.el.span(words, lang=language, custom_attrs={"data-own-words": ""})
    return rx.cond(words != "", rx.el.p(rx.el.strong(prefix), " ", own), rx.fragment())
