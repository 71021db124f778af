"""The numbers of one's own sheets over time: a page of its own, so that the one to write on stays light."""

import reflex as rx

from betterjournal.entries.views import SeriesView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.numbers.state import NumbersState
from betterjournal.web.client.room import client_room
from betterjournal.web.components import empty_state, ghost, heading, text_link
from betterjournal.web.problems import or_not_found
from betterjournal.web.series import series_parts
from betterjournal.web.wording import say


def numbers_page() -> rx.Component:
    return client_room(
        or_not_found(shown(NumbersState.view, "assignment_id", _numbers, ghost(5))),
        title_key="series.own",
        current="today",
    )


def _numbers(view: rx.Var[SeriesView]) -> rx.Component:
    return rx.fragment(
        text_link(say("series.own_back"), routes.work(view.id)),
        heading(say("series.own"), lead=say("series.own_about")),
        series_parts(view, empty_state(say("series.own_empty")), NumbersState.turn_to, own=True),
    )
