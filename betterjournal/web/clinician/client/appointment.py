"""The next appointment in two taps, what else is coming, and how the last one went in one."""

import reflex as rx

from betterjournal.appointments.views import AppointmentView
from betterjournal.review.views import TimelineView
from betterjournal.web import routes
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.client.coming import changing, coming, pick_day, when
from betterjournal.web.clinician.client.meeting import MeetingState
from betterjournal.web.clinician.client.outcome import outcome, outcomes
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.stopping import is_stopped
from betterjournal.web.components import actions, button, card, quiet_button, select, subheading, text_link
from betterjournal.web.wording import date, say

REPEATS = ("", "weekly", "fortnightly")


def appointment(view: rx.Var[TimelineView]) -> rx.Component:
    away_dates = text_link(say("away.title"), routes.AWAY, class_name="button plain")
    next_ = rx.foreach(view.next, lambda row: _next(row, view))
    return card(
        subheading(say("client.appointment")),
        rx.cond(view.next.length() > 0, next_, rx.el.p(say("client.no_appointment"))),
        coming(view),
        rx.cond(may_set(view) & ~is_stopped(), _set(view), rx.fragment()),
        rx.foreach(view.last, lambda row: _last(row, view)),
        rx.cond(view.in_care, rx.el.div(away_dates), rx.fragment()),
    )


def may_set(view: rx.Var[TimelineView]) -> rx.Var[bool]:
    """Whoever has the client, or covers for a colleague who cannot."""
    return (view.in_care | (view.part == "covered")).to(bool)


def _next(row: rx.Var[AppointmentView], view: rx.Var[TimelineView]) -> rx.Component:
    often = rx.match(row.weeks, (1, say("client.repeat_weekly")), (2, say("client.repeat_fortnightly")), "").to(str)
    return rx.el.div(
        when(row),
        rx.cond(often != "", rx.el.p(often, class_name="quiet small"), rx.fragment()),
        rx.cond(may_set(view), changing(row, view), rx.fragment()),
        key=row.id,
    )


def _last(row: rx.Var[AppointmentView], view: rx.Var[TimelineView]) -> rx.Component:
    how = say("client.last", day=date(row.on), outcome=outcome(row, view.first_name))
    return rx.el.div(
        rx.el.p(how, class_name="quiet"),
        rx.cond(view.in_care & row.past, outcomes(row, view.first_name), rx.fragment()),
        class_name="border-t border-line pt-3",
    )


def _set(view: rx.Var[TimelineView]) -> rx.Component:
    """One tap when the time is known, two when it is not."""
    known = (view.last.length() > 0) & (view.next.length() == 0)
    same = button(say("client.same_time"), weight="secondary", on_click=MeetingState.same_time(view.id))
    repeat = select(
        "repeat", say("client.repeat"), [(name, say(f"client.repeat_{name or 'once'}")) for name in REPEATS]
    )
    form = rx.el.form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        pick_day(""),
        repeat,
        actions(quiet_button(say("client.set"), kind="submit")),
        on_submit=MeetingState.set_next,
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
