"""Which initials or code in a title mean which client."""

import reflex as rx

from betterjournal.calendars.views import CalendarView, CodeLine
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.calendar.state import CalendarState
from betterjournal.web.clinician.calendar.times import times_in_a_row
from betterjournal.web.components import button, section, wording
from betterjournal.web.problems import Notice
from betterjournal.web.wording import say, say_problem


def codes(view: rx.Var[CalendarView]) -> rx.Component:
    rows = rx.el.ul(rx.foreach(view.lines, _line), role="list", class_name="rows")
    return section(
        say("calendar.codes"),
        wording(say("calendar.codes_help"), quiet=True),
        rx.cond(view.lines.length() > 0, rows, wording(say("calendar.nobody"))),
    )


def _line(line: rx.Var[CodeLine]) -> rx.Component:
    """A client with a code says so in a line; the form to change it is folded."""
    coming = rx.cond(line.times.length() > 0, times_in_a_row(line.times), say("calendar.no_times"))
    with_code = rx.el.div(
        rx.el.div(say("calendar.code_is", code=line.code), " ", rx.el.span(coming), class_name="quiet small"),
        unfold(
            say("calendar.change_code"),
            _form(line),
            rx.el.div(button(say("calendar.drop"), weight="plain", on_click=CalendarState.drop_code(line.id))),
            name=rx.Var.create("code ") + line.id,
            weight="plain",
            done=CalendarState.done,
        ),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.div(line.name, custom_attrs={"data-own-words": ""}, class_name="font-semibold"),
            rx.cond(line.code != "", with_code, _form(line)),
            class_name="w-full stack-small",
        ),
        key=line.id,
    )


def _form(line: rx.Var[CodeLine]) -> rx.Component:
    """The label holds its field: there is one in each row, and an id is one thing's."""
    mine = (Notice.field == "code") & (CalendarState.of == line.id)
    wrong = rx.cond(mine, rx.el.p(say_problem(Notice.key, Notice.values), role="alert", class_name="field-error"))
    field = rx.el.label(
        rx.el.span(say("calendar.code", name=line.name), class_name="sr-only"),
        rx.el.input(
            name="code",
            type="text",
            default_value=line.code,
            placeholder=say("calendar.example", code=line.example),
            auto_complete="off",
            class_name="input",
        ),
        class_name="flex-1 min-w-36",
    )
    return rx.el.form(
        rx.el.input(type="hidden", name="client_id", value=line.id, read_only=True),
        wrong,
        rx.el.div(
            field,
            button(say("calendar.save_code"), weight="secondary", kind="submit"),
            class_name="flex flex-wrap gap-3",
        ),
        on_submit=CalendarState.choose_code,
        no_validate=True,
        class_name="stack-small",
        key=line.id + line.code,
    )
