"""The owner's list of clients: who cares for them, and the way to each one's sealed records."""

import reflex as rx

from betterjournal.privacy.views import ClientRow, ClientRows
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.found import found_list
from betterjournal.web.clinician.sealed_list.state import SealedListState
from betterjournal.web.components import ghost, heading, link_row
from betterjournal.web.wording import say


def sealed_list_page() -> rx.Component:
    return desk_page(
        rx.el.div(
            heading(say("sealed.list_heading"), lead=say("sealed.list_lead")),
            shown(SealedListState.view, None, _list, otherwise=ghost(6)),
            class_name="stack max-w-3xl",
            on_unmount=SealedListState.leave,
        ),
        title_key="sealed.list_heading",
        current="practice",
    )


def _list(view: rx.Var[ClientRows]) -> rx.Component:
    rows = rx.foreach(view.rows, _row)
    return found_list(view.rows, rows, SealedListState.search, searched=view.searched, more=view.more)


def _row(row: rx.Var[ClientRow]) -> rx.Component:
    carer = rx.cond(row.clinician != "", row.clinician, say("sealed.no_clinician"))
    aside = rx.fragment(
        rx.el.span(carer, class_name="block text-end"),
        rx.cond(row.stopped, rx.el.span(say("sealed.stopped"), class_name="block text-end"), rx.fragment()),
    )
    return link_row(row.name, routes.client(row.id) + "/sealed", aside, key=row.id)
