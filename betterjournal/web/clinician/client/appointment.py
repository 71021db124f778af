"""The next appointment in two taps, and how the last one went."""

import reflex as rx

from betterjournal.appointments.views import AppointmentView
from betterjournal.review.views import TimelineView
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.components import actions, button, card, quiet_button, select, subheading
from betterjournal.web.problems import field_error
from betterjournal.web.wording import clock_time, date, say

REPEATS = ("", "weekly", "fortnightly")


def appointment(view: rx.Var[TimelineView]) -> rx.Component:
    next_ = rx.foreach(view.next, lambda row: _next(row, view))
    last = rx.foreach(view.last, lambda row: _last(row, view))
    return card(
        subheading(say("client.appointment")),
        rx.cond(view.next.length() > 0, next_, rx.el.p(say("client.no_appointment"))),
        rx.cond(_may_set(view), _set(view), rx.fragment()),
        last,
    )


def outcome(row: rx.Var[AppointmentView], first_name: rx.Var[str]) -> rx.Var[str]:
    """How an appointment went, with who cancelled it and no blame."""
    cancelled = rx.match(
        row.cancelled_by,
        ("client", say("client.cancelled_by_client", name=first_name)),
        ("clinician", say("client.cancelled_by_us")),
        say("client.cancelled"),
    )
    return rx.match(
        row.outcome,
        ("held", say("client.held")),
        ("moved", say("client.moved")),
        ("cancelled", cancelled),
        ("not_held", say("client.not_held")),
        "",
    ).to(str)


def _may_set(view: rx.Var[TimelineView]) -> rx.Var[bool]:
    """Whoever has the client, or covers for a colleague who cannot."""
    return (view.in_care | (view.part == "covered")).to(bool)


def _next(row: rx.Var[AppointmentView], view: rx.Var[TimelineView]) -> rx.Component:
    when = say("client.when", day=date(row.on), time=clock_time(row.at))
    form = rx.el.form(
        _hidden("appointment_id", row.id),
        _day(),
        actions(quiet_button(say("client.move"), kind="submit")),
        on_submit=ClientState.move,
        class_name="stack-small",
        key=row.id,
    )
    changing = unfold(
        say("client.move_or_cancel"),
        form,
        _cancelling(row, view.first_name),
        name=rx.Var.create("move ") + row.id,
        weight="plain",
        done=ClientState.done,
    )
    return rx.el.div(rx.el.p(when), rx.cond(_may_set(view), changing, rx.fragment()), class_name="stack-small")


def _last(row: rx.Var[AppointmentView], view: rx.Var[TimelineView]) -> rx.Component:
    how = say("client.last", day=date(row.on), outcome=outcome(row, view.first_name))
    choices = rx.el.div(
        rx.cond(row.outcome == "held", rx.fragment(), _went(row, "client.was_held", "held", "")),
        _cancelling(row, view.first_name),
        _went(row, "client.was_not_held", "not_held", ""),
        class_name="stack-small",
    )
    changing = unfold(say("client.change_last"), choices, weight="plain", done=ClientState.done)
    return rx.el.div(
        rx.el.p(how, class_name="quiet"),
        rx.cond(_may_set(view) & row.past, changing, rx.fragment()),
        class_name="border-t border-line pt-3",
    )


def _cancelling(row: rx.Var[AppointmentView], first_name: rx.Var[str]) -> rx.Component:
    return actions(
        _went(row, "client.cancel_client", "cancelled", "client", name=first_name),
        _went(row, "client.cancel_us", "cancelled", "clinician"),
    )


def _went(row: rx.Var[AppointmentView], key: str, how: str, by: str, **values: rx.Var[str]) -> rx.Component:
    return quiet_button(say(key, **values), on_click=ClientState.went(row.id, how, by))


def _set(view: rx.Var[TimelineView]) -> rx.Component:
    """One tap when the time is known, two when it is not."""
    known = (view.last.length() > 0) & (view.next.length() == 0)
    same = button(say("client.same_time"), weight="secondary", on_click=ClientState.same_time(view.id))
    repeat = select(
        "repeat", say("client.repeat"), [(name, say(f"client.repeat_{name or 'once'}")) for name in REPEATS]
    )
    form = rx.el.form(
        _hidden("client_id", view.id),
        _day(),
        repeat,
        actions(quiet_button(say("client.set"), kind="submit")),
        on_submit=ClientState.set_next,
        class_name="stack-small",
    )
    return rx.el.div(
        rx.cond(known, actions(same), rx.fragment()),
        unfold(
            rx.cond(view.next.length() > 0, say("client.set_another"), say("client.set_day")).to(str),
            form,
            weight="plain",
            done=ClientState.done,
        ),
        class_name="stack-small",
    )


def _day() -> rx.Component:
    """Labels hold their fields: the form to move and the form to set may stand open together, so ids would collide."""
    return rx.el.div(
        _pick("on", "client.day", "date"), _pick("at", "client.time", "time"), class_name="flex flex-wrap gap-3"
    )


def _pick(name: str, key: str, kind: str) -> rx.Component:
    field = rx.el.input(name=name, type=kind, class_name="input")
    label = rx.el.label(rx.el.span(say(key), class_name="label block"), field)
    return rx.el.div(field_error(name), label, class_name="field flex-1 min-w-36")


def _hidden(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)
