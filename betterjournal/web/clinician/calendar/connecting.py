"""Pasting the secret address of a calendar, and where its software shows it."""

import reflex as rx

from betterjournal.web.clinician.calendar.state import CalendarState
from betterjournal.web.components import actions, button, disclosure, text_field, wording
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say

SOFTWARE = ("jane", "owl", "google", "outlook")


def connect_form(press: rx.Var[str]) -> rx.Component:
    """Not a password field: what was pasted can be looked over before it is sent, and is not shown afterwards."""
    return rx.el.form(
        text_field(
            "address",
            say("calendar.address"),
            help=say("calendar.address_help"),
            error=field_error("address"),
            auto_complete="off",
            spell_check=False,
            input_mode="url",
            auto_capitalize="none",
        ),
        actions(button(press, kind="submit")),
        on_submit=CalendarState.connect,
        no_validate=True,
        class_name="stack-small",
    )


def where_to_find_it() -> rx.Component:
    lines = [disclosure(say(f"calendar.in_{name}"), wording(say(f"calendar.in_{name}_help"))) for name in SOFTWARE]
    return rx.el.div(rx.el.h2(say("calendar.where")), rx.el.div(*lines, class_name="card"), class_name="stack-small")
