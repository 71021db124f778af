"""Onto paper, as the browser does it."""

import reflex as rx

from betterjournal.web.components import quiet_button
from betterjournal.web.wording import say


def print_button() -> rx.Component:
    press = rx.call_function(rx.Var("(() => window.print())"))
    return quiet_button(say("kept.print"), on_click=press, class_name="no-print")
