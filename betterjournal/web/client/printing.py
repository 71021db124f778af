"""Onto paper, as the browser does it."""

import reflex as rx

from betterjournal.web.components import button
from betterjournal.web.components.buttons import Weight
from betterjournal.web.wording import say


def print_button(weight: Weight = "secondary") -> rx.Component:
    press = rx.call_function(rx.Var("(() => window.print())"))
    return button(say("kept.print"), weight=weight, on_click=press, class_name="no-print")
