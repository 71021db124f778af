"""An answer as it is read on screen, and a question as it stands on paper."""

import reflex as rx

from betterjournal.web.wording import say
from betterjournal.web.worksheet.question import earlier
from betterjournal.web.worksheet.rows import rows_to_read
from betterjournal.worksheets.views import FieldView

LINES_LONG, LINES_SHORT = 6, 1


def to_read(field: rx.Var[FieldView]) -> rx.Component:
    """The label in quiet ink, the person's own words under it."""
    answer = rx.cond(field.kind == "rows", rows_to_read(field), _answer(field))
    return rx.el.div(
        rx.el.p(field.label, class_name="quiet small"), earlier(field.carried), answer, class_name="answer"
    )


def on_paper(field: rx.Var[FieldView]) -> rx.Component:
    """What was answered, or ruled lines to write on."""
    blank = rx.match(
        field.kind,
        ("long_text", _ruled(LINES_LONG)),
        ("rows", _blank_table(field)),
        ("single_choice", _boxes(field)),
        ("multi_choice", _boxes(field)),
        ("open_choice", rx.fragment(_boxes(field), _ruled(LINES_SHORT))),
        ("yes_no", rx.el.p("☐ ", say("field.yes"), "   ☐ ", say("field.no"))),
        _ruled(LINES_SHORT),
    )
    is_blank = (field.shown == "") & (field.rows.length() == 0)
    filled = rx.cond(field.kind == "rows", rows_to_read(field), _answer(field))
    ends = rx.cond(
        field.low + field.high != "", rx.el.p(field.low, " – ", field.high, class_name="help"), rx.fragment()
    )
    return rx.el.div(
        rx.el.p(field.label, class_name="label"),
        _help(field),
        ends,
        earlier(field.carried),
        rx.cond(is_blank, blank, filled),
        class_name="answer",
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


def _ruled(lines: int) -> rx.Component:
    return rx.el.div(*[rx.el.div(class_name="rule") for _ in range(lines)], aria_hidden=True)


def _boxes(field: rx.Var[FieldView]) -> rx.Component:
    return rx.el.ul(rx.foreach(field.options, lambda option: rx.el.li("☐ ", option.label)))


def _blank_table(field: rx.Var[FieldView]) -> rx.Component:
    head = rx.el.tr(rx.foreach(field.columns, lambda column: rx.el.th(column.label, scope="col", class_name="th")))
    blank = rx.el.tr(rx.foreach(field.columns, lambda _: rx.el.td(rx.el.div(class_name="rule"), class_name="td")))
    return rx.el.table(rx.el.thead(head), rx.el.tbody(*[blank for _ in range(LINES_LONG)]), class_name="answers")
