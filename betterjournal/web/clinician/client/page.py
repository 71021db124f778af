"""One client's page: the appointment and open work beside the line of time."""

import reflex as rx

from betterjournal.review.views import TimelineView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.client.aside import aside
from betterjournal.web.clinician.client.charting import ChartState
from betterjournal.web.clinician.client.fresh import something_new
from betterjournal.web.clinician.client.items import item
from betterjournal.web.clinician.client.narrowing import narrow_bar
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.noting import NotesState
from betterjournal.web.clinician.reaching import stopped_using
from betterjournal.web.clinician.reading_as import reading_as
from betterjournal.web.clinician.settling import SettlingState
from betterjournal.web.clinician.stopping import is_stopped, stopped_banner
from betterjournal.web.clinician.under_way import GoingState
from betterjournal.web.components import (
    actions,
    button,
    empty_state,
    ghost,
    heading,
    link_button,
    status_line,
    subheading,
    text_link,
)
from betterjournal.web.wording import say


def client_page() -> rx.Component:
    return desk_page(
        shown(ClientState.view, "client_id", _client, otherwise=ghost(6)), title_key="client.tab", current="clients"
    )


def _client(view: rx.Var[TimelineView]) -> rx.Component:
    return rx.el.div(
        _head(view),
        stopped_banner(),
        rx.el.div(aside(view), _timeline(view), class_name="desk"),
        class_name="stack",
        on_unmount=[ClientState.leave, GoingState.leave, NotesState.leave, ChartState.leave, SettlingState.leave],
    )


def _head(view: rx.Var[TimelineView]) -> rx.Component:
    path = f"{routes.CLIENTS}/{view.id}"
    # Right after a review the next thing to press is there, not here.
    weight = rx.cond(ClientState.saved == "", "button primary", "button secondary")
    assign = text_link(say("client.assign"), f"{path}/assign", class_name=weight)
    links = actions(
        rx.cond(view.in_care & ~is_stopped(), assign, rx.fragment()),
        link_button(say("client.brief"), f"{path}/brief", weight="secondary"),
        link_button(say("look.link"), f"{path}/look", weight="secondary"),
        link_button(say("series.link"), f"{path}/series", weight="secondary"),
    )
    title = rx.el.div(heading(view.name), stopped_using(view), reading_as(view))
    return rx.el.div(title, links, class_name="flex flex-col sm:flex-row gap-4 sm:items-center justify-between")


def _timeline(view: rx.Var[TimelineView]) -> rx.Component:
    begins = say("client.empty", name=view.first_name)
    empty = empty_state(rx.cond(is_stopped(), say("client.empty_stopped"), begins).to(str))
    line = rx.el.ol(
        rx.foreach(view.things, lambda each: item(each, view)),
        rx.foreach(ClientState.older, lambda each: item(each, view)),
        class_name="stack",
        role="list",
    )
    further = rx.cond(view.wanted.words != "", say("line.further"), say("client.older")).to(str)
    older = rx.el.div(button(further, weight="secondary", on_click=ClientState.show_older))
    has_things = view.things.length() + ClientState.older.length() > 0
    is_empty = ~view.narrowed & ~view.fresh
    return rx.el.section(
        subheading(say("client.timeline"), class_name="sr-only"),
        something_new(view),
        status_line(rx.cond(ClientState.saved != "", say("client.saved", name=view.first_name), "")),
        rx.cond(has_things | view.narrowed, narrow_bar(view), rx.fragment()),
        rx.cond(has_things, line, rx.cond(is_empty, empty, rx.fragment())),
        rx.cond(ClientState.more != "", older, rx.fragment()),
        class_name="stack line-of-time",
    )
