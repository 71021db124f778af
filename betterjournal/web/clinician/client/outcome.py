"""How an appointment went, in words and in one tap each; no blame in either."""

import reflex as rx

from betterjournal.appointments.views import AppointmentView
from betterjournal.web.clinician.client.meeting import MeetingState
from betterjournal.web.components import button
from betterjournal.web.wording import say

Row = rx.Var[AppointmentView]


def outcome(row: Row, first_name: rx.Var[str]) -> rx.Var[str]:
    """How an appointment went, with who cancelled it."""
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


def outcomes(row: Row, first_name: rx.Var[str]) -> rx.Component:
    """Of one that is over: what it was not, one tap each; the tap that stands is not offered again."""
    by_client = (row.outcome == "cancelled") & (row.cancelled_by == "client")
    by_us = (row.outcome == "cancelled") & (row.cancelled_by == "clinician")
    client, us = cancelling(row, first_name)
    return rx.el.div(
        _unless(row.outcome == "held", _went(row, "client.was_held", "held", "")),
        _unless(row.outcome == "not_held", _went(row, "client.was_not_held", "not_held", "")),
        _unless(by_client, client),
        _unless(by_us, us),
        class_name="flex flex-wrap gap-x-4",
    )


def cancelling(row: Row, first_name: rx.Var[str]) -> tuple[rx.Component, rx.Component]:
    """The two taps for one that did not or will not take place."""
    return (
        _went(row, "client.cancel_client", "cancelled", "client", name=first_name),
        _went(row, "client.cancel_us", "cancelled", "clinician"),
    )


def _went(row: Row, key: str, how: str, by: str, **values: rx.Var[str]) -> rx.Component:
    return button(say(key, **values), weight="plain", on_click=MeetingState.went(row.id, how, by))


def _unless(stands: rx.Var[bool], tap: rx.Component) -> rx.Component:
    return rx.cond(stands, rx.fragment(), tap)
