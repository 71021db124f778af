"""The owner's list of clients: who cares for them, and the way to each one's sealed records."""

import reflex as rx

from betterjournal.privacy.views import ClientRow, ClientRows
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.sealed_list.state import SealedListState
from betterjournal.web.components import empty_state, ghost, heading, link_list, link_row, text_field, wording
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
    search = text_field("search", say("sealed.search"), type="search", on_change=SealedListState.search)
    nobody = empty_state(rx.cond(view.searched, say("sealed.nobody"), say("sealed.empty")).to(str))
    return rx.el.div(
        rx.el.div(search, class_name="max-w-md"),
        rx.cond(view.rows.length() > 0, link_list(rx.foreach(view.rows, _row)), nobody),
        rx.cond(view.more, wording(say("sealed.more"), quiet=True), rx.fragment()),
        class_name="stack",
    )


def _row(row: rx.Var[ClientRow]) -> rx.Component:
    carer = rx.cond(row.clinician != "", row.clinician, say("sealed.no_clinician"))
    aside = rx.fragment(
        rx.el.span(carer, class_name="block text-end"),
        rx.cond(row.stopped, rx.el.span(say("sealed.stopped"), class_name="block text-end"), rx.fragment()),
    )
    return link_row(row.name, routes.client(row.id) + "/sealed", aside, key=row.id)
