"""The Hide button, its calendar, and the cover of a page nobody looks at."""

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


class Hide(rx.Component):
    library = script("hide.js")
    tag = "Hide"
    words: rx.Var[dict[str, str]]


class HideLink(rx.Component):
    library = script("hide.js")
    tag = "HideLink"
    words: rx.Var[str]


def hide_button() -> rx.Component:
    """In a fixed place on every client page; Shift three times does the same. The page locks behind it."""
    words = {
        "hide": say("app.hide"),
        "keys": say("app.hide_keys"),
        "previous": say("app.month_previous"),
        "next": say("app.month_next"),
        "back": say("app.hide_return"),
    }
    return Hide.create(words=rx.Var.create(words))


def hide_link() -> rx.Component:
    """The first link of a client's page, seen when it has the focus."""
    return HideLink.create(words=say("app.hide_link"))
