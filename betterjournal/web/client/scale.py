"""A scale from 0 to 10 in a form of ours: two rows of radios, unset until touched, and clearable."""

import reflex as rx

from betterjournal.web.browser.fields import FieldButtons
from betterjournal.web.wording import say

UNSURE = 7
IN_A_ROW = 6


def scale(name: str, label: rx.Var[str], low: rx.Var[str], high: rx.Var[str]) -> rx.Component:
    """Points below `UNSURE` carry a mark, so that a page can offer something smaller beside them."""
    clear = rx.el.button(
        say("field.clear"),
        type="button",
        class_name="clear",
        aria_label=say("field.clear_of", label=label),
        custom_attrs={"data-press": "clear"},
    )
    points = rx.el.div(*[_point(name, value) for value in range(11)], class_name="scale")
    ends = rx.el.div(rx.el.span(low), rx.el.span(high), class_name="ends")
    return rx.el.fieldset(
        FieldButtons.create(),
        rx.el.legend(label),
        rx.el.div(points, ends, class_name="scale-box", style={"--points": IN_A_ROW}),
        clear,
        class_name="field",
        custom_attrs={"data-group": ""},
    )


def _point(name: str, value: int) -> rx.Component:
    marks = {"data-unsure": ""} if value < UNSURE else {}
    pick = rx.el.input(type="radio", name=name, value=str(value), custom_attrs=marks)
    return rx.el.label(pick, rx.el.span(str(value)), class_name="cell")
