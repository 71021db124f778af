"""My pages: own writing and check-ins, private until shared."""

import reflex as rx

from betterjournal.entries.views import JournalView, PageLine
from betterjournal.web import routes
from betterjournal.web.browser.half_written import half_written
from betterjournal.web.browser.shown import shown, shown_view
from betterjournal.web.client.journal.check_ins import check_ins, new_check_in
from betterjournal.web.client.journal.days import days
from betterjournal.web.client.journal.state import JournalState
from betterjournal.web.client.left_words import left_words
from betterjournal.web.client.prompts import prompts
from betterjournal.web.client.room import client_room
from betterjournal.web.components import (
    actions,
    button,
    disclosure,
    empty_state,
    ghost,
    heading,
    link_list,
    link_row,
    section,
    text_link,
)
from betterjournal.web.wording import say, short_date

# So many of the newest are in the open.
NEWEST = 7


def journal_page() -> rx.Component:
    return client_room(
        heading(say("journal.title"), lead=say("journal.about")),
        left_words(),
        half_written(),
        # As high as the card that comes, so that nothing below it moves.
        shown(JournalState.view, None, new_check_in, rx.el.div(ghost(6), class_name="min-h-[353px]")),
        _new(),
        shown(JournalState.view, None, _pages, ghost(4)),
        days(),
        _also(),
        title_key="journal.title",
        current="journal",
    )


def _new() -> rx.Component:
    """There before the pages are, and gone once they say that nothing more is written here."""
    view: rx.Var[JournalView] = shown_view(JournalState.view, None)
    new = actions(button(say("journal.new"), on_click=JournalState.new_page))
    start = disclosure(say("journal.start_from"), prompts(JournalState.start_from))
    return rx.cond(~view | view.can_write, rx.el.div(new, start, class_name="stack-small"), rx.fragment())


def _pages(view: rx.Var[JournalView]) -> rx.Component:
    newest, before = (link_list(rx.foreach(rows, _line)) for rows in (view.pages[:NEWEST], view.pages[NEWEST:]))
    earlier = rx.cond(view.pages.length() > NEWEST, disclosure(say("journal.pages_before"), before), rx.fragment())
    listed = section(say("journal.pages"), newest, earlier)
    return rx.fragment(
        rx.cond(view.pages.length() > 0, listed, empty_state(say("journal.empty"))),
        check_ins(view),
    )


def _also() -> rx.Component:
    rows = [
        link_row(say("journal.find_link"), routes.FIND),
        link_row(say("journal.shared_link"), routes.SHARED),
        link_row(say("journal.kept_link"), routes.KEPT),
    ]
    return section(say("journal.more"), link_list(rows))


def _line(page: rx.Var[PageLine]) -> rx.Component:
    words = rx.cond(
        page.first_line != "",
        rx.el.span(page.first_line, lang=page.language, custom_attrs={"data-own-words": ""}),
        rx.el.span(say("journal.blank"), class_name="quiet"),
    )
    state = rx.cond(page.shared, say("journal.is_shared"), say("journal.is_private"))
    flagged = rx.cond(page.bring, rx.el.span(say("journal.is_flagged")), rx.fragment())
    aside = rx.el.span(
        rx.el.span(short_date(page.on)),
        rx.el.span(state),
        flagged,
        class_name="quiet small flex flex-none flex-col items-end",
    )
    return rx.el.li(text_link(words, routes.page(page.id)), aside, key=page.id)
