"""One's own words, found again: pages, check-ins and answers with the words in them, newest first."""

import reflex as rx

from betterjournal.entries.searching import LONGEST
from betterjournal.entries.views import FoundLine, FoundView
from betterjournal.web import routes
from betterjournal.web.check_in import read_check_in
from betterjournal.web.client.find.state import FindState
from betterjournal.web.client.room import client_room
from betterjournal.web.components import (
    actions,
    button,
    heading,
    own_words,
    quiet_button,
    text_field,
    text_link,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say, say_count, short_date


def find_page() -> rx.Component:
    return client_room(
        text_link(say("journal.back"), routes.JOURNAL),
        heading(say("find.title"), lead=say("find.about")),
        _form(),
        rx.cond(FindState.view, _found(FindState.view.to(FoundView)), rx.fragment()),
        title_key="find.title",
        current="journal",
    )


def _form() -> rx.Component:
    """Never in the address, nor among what the browser offers to fill in next time."""
    words = text_field(
        "words",
        say("find.words"),
        type="search",
        auto_complete="off",
        max_length=LONGEST,
        error=field_error("words"),
    )
    return rx.el.form(
        words, actions(button(say("find.search"), kind="submit")), on_submit=FindState.search, class_name="stack-small"
    )


def _found(view: rx.Var[FoundView]) -> rx.Component:
    count = view.lines.length()
    told = rx.cond(count > 0, _told(view), _none(view))
    rows = rx.el.ul(rx.foreach(view.lines, _line), role="list", class_name="divide-y divide-line")
    more = actions(quiet_button(say("find.more"), on_click=FindState.look_on(view.words, view.after)))
    return rx.el.section(
        rx.el.p(told, role="status", class_name="quiet"),
        rx.cond(count > 0, rows, rx.fragment()),
        rx.cond(view.after != "", more, rx.fragment()),
        class_name="stack-small",
        aria_label=say("find.results"),
    )


def _told(view: rx.Var[FoundView]) -> rx.Var[str]:
    """Only a first answer that is the last too has counted everything."""
    count = view.lines.length()
    first = rx.cond(view.after != "", say_count("find.newest", count), say_count("find.found", count))
    return rx.cond(view.looked_on, say_count("find.further", count), first).to(str)


def _none(view: rx.Var[FoundView]) -> rx.Var[str]:
    over = rx.cond(view.looked_on, say("find.none_more"), say("find.none"))
    return rx.cond(view.after != "", say("find.none_yet"), over).to(str)


def _line(one: rx.Var[FoundLine]) -> rx.Component:
    drawn = rx.match(one.kind, ("page", _page(one)), ("check_in", _check_in(one)), _work(one))
    return rx.el.li(
        rx.el.div(drawn, rx.el.span(short_date(one.on), class_name="quiet small"), class_name="found-head"),
        rx.cond(one.kind == "check_in", rx.foreach(one.check_in, read_check_in), own_words(one.line, one.language)),
        key=one.id,
        class_name="py-3",
    )


def _page(one: rx.Var[FoundLine]) -> rx.Component:
    return text_link(say("find.page"), routes.page(one.place))


def _check_in(one: rx.Var[FoundLine]) -> rx.Component:
    return rx.el.span(say("find.check_in"))


def _work(one: rx.Var[FoundLine]) -> rx.Component:
    title = rx.el.span(one.title, lang=one.language, custom_attrs={"data-own-words": ""})
    return text_link(title, routes.sheet(one.place, one.id))
