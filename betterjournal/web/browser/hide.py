"""The Hide button, its calendar, and the cover of a page nobody looks at."""

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


def _nothing() -> tuple[()]:
    return ()


class Hide(rx.Component):
    library = script("hide.js")
    tag = "Hide"
    words: rx.Var[dict[str, str]]
    on_hide: rx.EventHandler[_nothing]
    on_return: rx.EventHandler[_nothing]


def hide_button(on_hide: rx.EventHandler | None = None, on_return: rx.EventHandler | None = None) -> rx.Component:
    """In a fixed place on every client page; Shift three times does the same."""
    words = {
        "hide": say("app.hide"),
        "keys": say("app.hide_keys"),
        "previous": say("app.month_previous"),
        "next": say("app.month_next"),
        "back": say("app.hide_return"),
    }
    events = {name: event for name, event in (("on_hide", on_hide), ("on_return", on_return)) if event is not None}
    return Hide.create(words=rx.Var.create(words), **events)
