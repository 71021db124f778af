"""The fields of how often work is to be done: in the composer, and for a step of a programme."""

import reflex as rx

from betterjournal.assignments.repeats import COUNTED, KINDS, WEEKDAYS
from betterjournal.web.components import checkbox, select
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def how_often_fields(
    repeat: rx.Var[str] | str, weekdays: rx.Var[str] | str, number: rx.Component, group: str
) -> rx.Component:
    """The days only for chosen days, the number only where one can be agreed on; `group` names the form's CSS group."""
    kinds = [(kind, say(f"assign.repeat_{kind}")) for kind in KINDS]
    kept, days = rx.Var.create(repeat).to(str), rx.Var.create(weekdays).to(str)
    ticks = [checkbox(f"day_{day}", say(f"repeat.on_{day}"), default_checked=days.contains(day)) for day in WEEKDAYS]
    chosen = rx.el.fieldset(
        rx.el.legend(say("assign.weekdays")),
        field_error("weekdays"),
        rx.el.div(*ticks, class_name="flex flex-wrap gap-x-4"),
        class_name="field",
    )
    return rx.fragment(
        select(
            "repeat",
            say("assign.repeat"),
            kinds,
            default=rx.cond(kept != "", kept, "once").to(str),
            error=field_error("repeat"),
        ),
        rx.el.div(chosen, class_name=f"hidden group-has-[option[value=weekdays]:checked]/{group}:block"),
        rx.el.div(number, class_name=_without_a_number(group)),
    )


def _without_a_number(group: str) -> str:
    """Work that falls on days has none. An underscore in a class is a space unless it is escaped."""
    by_the_calendar = [kind for kind in KINDS if kind not in (*COUNTED, "once")]
    escaped = [kind.replace("_", "\\_") for kind in by_the_calendar]
    return " ".join(f"group-has-[option[value={kind}]:checked]/{group}:hidden" for kind in escaped)
