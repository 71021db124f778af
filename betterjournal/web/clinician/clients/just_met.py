"""Whom one has just met: set work while it is fresh, or say that it did not come to it."""

import reflex as rx

from betterjournal.assignments.views import ClientsView, MetView
from betterjournal.web import routes
from betterjournal.web.clinician.clients.state import ClientsState
from betterjournal.web.clinician.spoken import near_day
from betterjournal.web.components import actions, card, quiet_button, subheading, text_link, wording
from betterjournal.web.wording import clock_time, say


def just_met(view: rx.Var[ClientsView]) -> rx.Component:
    """A card comes by itself when an appointment ends, and that it came is said aloud."""
    said = rx.foreach(view.just_met, lambda row: rx.el.span(rx.cond(row.met, _title(row), "")))
    cards = rx.el.div(rx.foreach(view.just_met, _either), class_name="stack-small")
    return rx.fragment(
        rx.el.p(said, role="status", class_name="sr-only"), rx.cond(view.just_met.length() > 0, cards, rx.fragment())
    )


def _title(row: rx.Var[MetView]) -> rx.Var[str]:
    return say("clients.just_met", name=row.first_name)


def _either(row: rx.Var[MetView], at: rx.Var[int]) -> rx.Component:
    return rx.el.div(rx.cond(row.met, _met(row, at), _not_met(row)), key=row.appointment_id)


def _met(row: rx.Var[MetView], at: rx.Var[int]) -> rx.Component:
    name = text_link(row.name, f"{routes.CLIENTS}/{row.id}")
    when = say("clients.next_is", day=near_day(row.next_on, row.next_near), time=clock_time(row.next_at))
    next_ = rx.cond(row.next_on != "", when, say("clients.no_next"))
    # One thing to press first, also after two appointments within the hour.
    weight = rx.cond(at == 0, "button primary", "button secondary")
    assign = text_link(say("client.assign"), f"{routes.CLIENTS}/{row.id}/assign", class_name=weight)
    return card(
        subheading(_title(row)),
        rx.el.p(name, " · ", say("clients.ended", time=clock_time(row.at)), " · ", next_, class_name="quiet"),
        actions(
            assign, quiet_button(say("clients.did_not_meet"), on_click=ClientsState.did_not_meet(row.appointment_id))
        ),
        article=True,
        name=row.name,
    )


def _not_met(row: rx.Var[MetView]) -> rx.Component:
    """Whoever just pressed goes on from here by keys."""
    undo = quiet_button(
        say("clients.undo"),
        on_click=ClientsState.did_meet(row.appointment_id),
        auto_focus=ClientsState.pressed == row.appointment_id,
    )
    return card(
        wording(say("clients.not_met", name=row.first_name), role="status"), actions(undo), article=True, name=row.name
    )
