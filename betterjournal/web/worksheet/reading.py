"""An answer as it is read, and what stands between questions."""

import reflex as rx

from betterjournal.web.wording import say
from betterjournal.web.worksheet.question import earlier
from betterjournal.web.worksheet.rows import rows_to_read
from betterjournal.worksheets.views import FieldView


def to_read(field: rx.Var[FieldView]) -> rx.Component:
    """The label in quiet ink, the person's own words under it."""
    answer = rx.cond(field.kind == "rows", rows_to_read(field), _answer(field))
    return rx.el.div(
        rx.el.p(field.label, class_name="quiet small"), earlier(field.carried), answer, class_name="answer"
    )


def told(field: rx.Var[FieldView]) -> rx.Component:
    """A computed answer while filling: it fills in by itself and is announced."""
    words = rx.cond(field.shown != "", field.shown, say("field.computing"))
    line = rx.el.output(words, class_name="own-words block", aria_live="polite")
    return rx.el.div(rx.el.p(field.label, class_name="label"), _help(field), line, class_name="field")


def text_block(field: rx.Var[FieldView]) -> rx.Component:
    """Our words between questions: a heading and a paragraph."""
    return rx.el.div(rx.cond(field.label != "", rx.el.h3(field.label), rx.fragment()), _help(field, "quiet"))


def _answer(field: rx.Var[FieldView]) -> rx.Component:
    words = rx.el.p(field.shown, class_name="own-words", custom_attrs={"data-own-words": ""})
    return rx.cond(field.shown != "", words, rx.el.p(say("field.blank"), class_name="quiet"))


def _help(field: rx.Var[FieldView], classes: str = "help") -> rx.Component:
    return rx.cond(field.help != "", rx.el.p(field.help, class_name=classes), rx.fragment())
