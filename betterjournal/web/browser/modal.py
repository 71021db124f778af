"""The native dialog: modal, closed by Escape, focus returned."""

import reflex as rx

from betterjournal.web.browser.script import script


def _closed() -> tuple[()]:
    return ()


class Modal(rx.Component):
    library = script("modal.js")
    tag = "Modal"
    open: rx.Var[bool]
    on_close: rx.EventHandler[_closed]
