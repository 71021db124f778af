"""The clinician's home: just met, today and tomorrow, then by next appointment; and who is called so."""

import reflex as rx

from betterjournal.assignments.home import SHOWS
from betterjournal.assignments.views import ClientsView
from betterjournal.web import routes
from betterjournal.web.account.locking import lock_offers
from betterjournal.web.browser.finding import Finding
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.clients.just_met import just_met
from betterjournal.web.clinician.clients.line import line
from betterjournal.web.clinician.clients.state import ClientsState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.invitation import invitation_panel
from betterjournal.web.clinician.parting import parted
from betterjournal.web.components import (
    actions,
    button,
    empty_state,
    ghost,
    heading,
    link_button,
    link_list,
    radio_group,
    section,
    text_field,
    text_link,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import LANGUAGES, say

# While typing goes on.
PAUSE_MS = 150


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
    parts = (
        _search(view),
        rx.cond(view.can_add, rx.el.div(_add(), class_name="stack-small"), rx.fragment()),
        rx.cond(ClientsState.invitation, invitation_panel(ClientsState.invitation), rx.fragment()),
        just_met(view),
        _which(view),
        _lists(view),
        rx.cond(view.can_add, rx.el.p(text_link(say("clients.calendar"), routes.CALENDAR)), rx.fragment()),
    )
    return rx.el.div(Finding.create(*parts, answered=view.search), class_name="max-w-3xl")


def _search(view: rx.Var[ClientsView]) -> rx.Component:
    """Another list begins with an empty field."""
    field = text_field(
        "search",
        say("clients.search"),
        type="search",
        on_change=ClientsState.search.debounce(PAUSE_MS),
        auto_complete="off",
        key=view.show,
    )
    return rx.el.div(field, class_name="max-w-md")


def _which(view: rx.Var[ClientsView]) -> rx.Component:
    """The lists there are, while there is more than one and nobody is looked for."""
    links = [rx.cond(view.shows.contains(name), _list_link(name, view), rx.fragment()) for name in SHOWS]
    row = rx.el.nav(rx.el.ul(*links, role="list", class_name="lists"), aria_label=say("clients.which"))
    return rx.cond((view.shows.length() > 1) & (view.search == ""), row, rx.fragment())


def _list_link(name: str, view: rx.Var[ClientsView]) -> rx.Component:
    here = rx.cond(view.show == name, "page", "false")
    return rx.el.li(text_link(say(f"clients.show_{name}"), _address(name), aria_current=here))


def _address(show: str | rx.Var[str], page: rx.Var[int] | None = None) -> str | rx.Var[str]:
    if isinstance(show, str) and show == SHOWS[0]:
        return routes.CLIENTS
    there = rx.Var.create(f"{routes.CLIENTS}?show=") + show
    return there if page is None else there + "&page=" + page.to_string()


def _lists(view: rx.Var[ClientsView]) -> rx.Component:
    later = rx.cond(view.show == "finished", say("clients.show_finished"), say("clients.later"))
    parts = ((say("clients.found"), view.found), (say("clients.soon"), view.soon), (later, view.later))
    drawn = [
        rx.cond(rows.length() > 0, section(words, link_list(rx.foreach(rows, line))), rx.fragment())
        for words, rows in parts
    ]
    someone = view.just_met.length() + view.found.length() + view.soon.length() + view.later.length() > 0
    lists = rx.el.div(*drawn, _further(view), class_name="stack", custom_attrs={"data-found": ""})
    return rx.cond(someone, lists, _nobody(view))


def _further(view: rx.Var[ClientsView]) -> rx.Component:
    more = link_button(say("clients.more"), _address(view.show, view.page + 1), weight="secondary")
    first = link_button(say("clients.first"), _address(view.show), weight="secondary")
    turning = actions(rx.cond(view.more, more, rx.fragment()), rx.cond(view.page > 1, first, rx.fragment()))
    found = rx.cond(view.more, wording(say("clients.found_more"), quiet=True), rx.fragment())
    return rx.cond(view.search != "", found, rx.cond(view.more | (view.page > 1), turning, rx.fragment()))


def _nobody(view: rx.Var[ClientsView]) -> rx.Component:
    empty = rx.match(
        view.show,
        *((name, say(f"clients.none_{name}")) for name in SHOWS[1:]),
        say("clients.empty"),
    )
    return empty_state(rx.cond(view.search != "", say("clients.nobody"), empty))


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
