"""What else lies ahead of a client: the later ones, what was called off and can be put back, the end of a repeat."""

import reflex as rx

from betterjournal.appointments.views import AppointmentView
from betterjournal.review.views import TimelineView
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.client.meeting import MeetingState
from betterjournal.web.clinician.client.outcome import cancelling, outcome
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.components import actions, button, disclosure, quiet_button, radio_group
from betterjournal.web.problems import error_id, field_error
from betterjournal.web.wording import clock_time, date, say, say_count

Row = rx.Var[AppointmentView]


def when(row: Row) -> rx.Component:
    """Day and hour, and whether it lies on a day away."""
    return rx.el.p(
        say("client.when", day=date(row.on), time=clock_time(row.at)),
        rx.cond(row.away, rx.el.span(" · ", say("client.away_day"), class_name="quiet"), rx.fragment()),
    )


def coming(view: rx.Var[TimelineView]) -> rx.Component:
    """Folded: the later ones. In sight: what a wrong tap may have called off."""
    later = view.coming.later
    rows = rx.el.ul(rx.foreach(later, lambda row: _later(row, view)), class_name="stack-small", role="list")
    return rx.fragment(
        rx.foreach(view.coming.called_off, lambda row: _called_off(row, view)),
        rx.foreach(view.coming.ended, lambda row: _ended(row, view)),
        rx.cond(later.length() > 0, disclosure(say_count("client.coming", later.length()), rows), rx.fragment()),
    )


def changing(row: Row, view: rx.Var[TimelineView]) -> rx.Component:
    """Move it, alone or with the rest of its repeat, say who cancelled it, or let the repeat end with it."""
    moving = unfold(
        say("client.move"),
        _move_form(row),
        name=rx.Var.create("move ") + row.id,
        weight="plain",
        done=ClientState.done,
    )
    end = button(say("client.end_repeat"), weight="plain", on_click=MeetingState.end_repeat(row.id))
    return rx.el.div(
        moving,
        *cancelling(row, view.first_name),
        rx.cond(row.weeks > 0, end, rx.fragment()),
        key=row.id,
        class_name="flex flex-wrap gap-x-4 [&>.stack-small]:basis-full [&>.stack-small]:order-last",
    )


def pick_day(form: rx.Var[str] | str, on: rx.Var[str] | str = "", at: rx.Var[str] | str = "") -> rx.Component:
    """Labels hold their fields: several of these forms may stand open together, so ids would collide.

    What is wrong is said in the form that was sent.
    """
    wrong = rx.fragment(field_error("on"), field_error("at"))
    return rx.el.div(
        rx.cond(MeetingState.trying == form, wrong, rx.fragment()),
        rx.el.div(
            _pick("on", "client.day", "date", on),
            _pick("at", "client.time", "time", at),
            class_name="flex flex-wrap gap-3",
        ),
    )


def _pick(name: str, key: str, kind: str, value: rx.Var[str] | str) -> rx.Component:
    field = rx.el.input(name=name, type=kind, default_value=value, class_name="input", aria_describedby=error_id(name))
    label = rx.el.label(rx.el.span(say(key), class_name="label block"), field)
    return rx.el.div(label, class_name="field flex-1 min-w-36")


def _move_form(row: Row) -> rx.Component:
    which = radio_group(
        "which",
        say("client.which"),
        [("this", say("client.only_this")), ("following", say("client.and_following"))],
        default="this",
        beside=True,
    )
    return rx.el.form(
        rx.el.input(type="hidden", name="appointment_id", value=row.id, read_only=True),
        pick_day(row.id, row.on, row.at[11:16]),
        rx.cond(row.weeks > 0, which, rx.fragment()),
        actions(quiet_button(say("client.move_there"), kind="submit")),
        on_submit=MeetingState.move,
        class_name="stack-small",
        key=row.id,
    )


def _later(row: Row, view: rx.Var[TimelineView]) -> rx.Component:
    change = unfold(
        say("client.change_this"),
        changing(row, view),
        name=rx.Var.create("change ") + row.id,
        weight="plain",
        done=ClientState.done,
    )
    return rx.el.li(when(row), rx.cond(view.in_care, change, rx.fragment()), key=row.id)


def _called_off(row: Row, view: rx.Var[TimelineView]) -> rx.Component:
    words = say("client.called_off", day=date(row.on), time=clock_time(row.at), outcome=outcome(row, view.first_name))
    return _back(row, view, words, say("client.put_back"))


def _ended(row: Row, view: rx.Var[TimelineView]) -> rx.Component:
    return _back(row, view, say("client.repeat_ended", day=date(row.on)), say("client.go_on"))


def _back(row: Row, view: rx.Var[TimelineView], words: rx.Var[str], press: rx.Var[str]) -> rx.Component:
    back = button(press, weight="plain", on_click=MeetingState.put_back(row.id))
    return rx.el.div(
        rx.el.p(words, class_name="quiet"),
        rx.cond(view.in_care, back, rx.fragment()),
        key=row.id,
        class_name="flex flex-wrap items-center justify-between gap-x-4",
    )
