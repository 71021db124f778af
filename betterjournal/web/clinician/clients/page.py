"""The clinician's home: just met, today and tomorrow, then by next appointment."""

import reflex as rx

from betterjournal.assignments.views import ClientLine, ClientsView
from betterjournal.web import routes
from betterjournal.web.account.locking import lock_offers
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.clients.state import ClientsState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.invitation import invitation_panel
from betterjournal.web.clinician.parting import parted
from betterjournal.web.clinician.spoken import near_day
from betterjournal.web.components import (
    actions,
    button,
    empty_state,
    ghost,
    heading,
    link_list,
    link_row,
    radio_group,
    section,
    text_field,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import LANGUAGES, clock_time, say


def clients_page() -> rx.Component:
    return desk_page(
        rx.el.div(
            rx.el.div(heading(say("clients.heading")), parted()),
            shown(ClientsState.view, None, _home, otherwise=ghost(6)),
            lock_offers(routes.ACCOUNT),
            class_name="stack",
            on_unmount=ClientsState.leave,
        ),
        title_key="clients.heading",
        current="clients",
    )


def _home(view: rx.Var[ClientsView]) -> rx.Component:
    someone = view.just_met.length() + view.soon.length() + view.later.length() > 0
    return rx.el.div(
        _search(),
        rx.cond(view.can_add, rx.el.div(_add(), class_name="stack-small"), rx.fragment()),
        rx.cond(ClientsState.invitation, invitation_panel(ClientsState.invitation), rx.fragment()),
        rx.cond(someone, _lists(view), rx.cond(view.searched, _nobody(), _start())),
        class_name="stack max-w-3xl",
    )


def _lists(view: rx.Var[ClientsView]) -> rx.Component:
    parts = (("just_met", view.just_met), ("soon", view.soon), ("later", view.later))
    drawn = [
        rx.cond(lines.length() > 0, section(say(f"clients.{name}"), link_list(rx.foreach(lines, _line))), rx.fragment())
        for name, lines in parts
    ]
    more = rx.cond(view.more, rx.el.p(say("clients.more"), class_name="quiet"), rx.fragment())
    return rx.el.div(*drawn, more, class_name="stack")


def _line(line: rx.Var[ClientLine]) -> rx.Component:
    """The next appointment and the window, and nothing that depends on what the client did."""
    on = say("clients.next", day=near_day(line.next_on, line.next_near), time=clock_time(line.next_at))
    opens = say("clients.opens", day=near_day(line.opens_on, line.opens_near))
    window = rx.cond(line.window_open, say("clients.open_now"), rx.cond(line.opens_on != "", opens, ""))
    next_ = rx.cond(line.next_on != "", on, say("clients.no_next"))
    aside = rx.fragment(
        rx.el.span(next_, class_name="block text-end"),
        rx.el.span(rx.cond(line.joined, window, say("clients.not_joined")), class_name="block text-end"),
    )
    return link_row(line.name, f"{routes.CLIENTS}/{line.id}", aside, key=line.id)


def _search() -> rx.Component:
    return rx.el.div(
        text_field("search", say("clients.search"), type="search", on_change=ClientsState.search),
        class_name="max-w-md",
    )


def _add() -> rx.Component:
    form = rx.el.form(
        text_field("name", say("clients.name"), error=field_error("name"), auto_complete="off"),
        radio_group(
            "language",
            say("clients.language"),
            [(each, say(f"clients.language_{each}")) for each in LANGUAGES],
            default="en",
            beside=True,
        ),
        actions(button(say("clients.add_and_invite"), kind="submit")),
        on_submit=ClientsState.add,
        class_name="stack-small max-w-md",
    )
    return unfold(say("clients.add"), form, done=ClientsState.done)


def _nobody() -> rx.Component:
    return empty_state(say("clients.nobody"))


def _start() -> rx.Component:
    return empty_state(say("clients.empty"))
