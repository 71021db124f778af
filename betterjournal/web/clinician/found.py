"""The owner's list of all clients, found through by name, on two pages that lead to different places."""

import reflex as rx
from reflex.event import EventType

from betterjournal.web.components import empty_state, link_list, text_field, wording
from betterjournal.web.wording import say


def found_list(
    lines: rx.Var[list], drawn: rx.Component, search: EventType, *, searched: rx.Var[bool], more: rx.Var[bool]
) -> rx.Component:
    """`drawn` is the rows of `lines`; of more than a page the first are shown."""
    field = text_field("find_client", say("care.search"), type="search", on_change=search)
    nobody = empty_state(rx.cond(searched, say("care.none_found"), say("care.no_clients")).to(str))
    return rx.el.div(
        rx.el.div(field, class_name="max-w-md"),
        rx.cond(lines.length() > 0, link_list(drawn), nobody),
        rx.cond(more, wording(say("care.more"), quiet=True), rx.fragment()),
        class_name="stack-small",
    )
