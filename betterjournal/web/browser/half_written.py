"""What a client half-wrote in a form of the page and did not send."""

import reflex as rx

from betterjournal.web.browser.script import script


class HalfWritten(rx.Component):
    """`words` says, by what a form is opened with (its `data-opens`), that something waits in it while it is closed."""

    library = script("half_written.js")
    tag = "HalfWritten"
    words: rx.Var[dict[str, str]]


def half_written(**closed: rx.Var[str]) -> rx.Component:
    """On each page with forms that a client writes in; `closed` names those that stand in dialogs."""
    return HalfWritten.create(words=rx.Var.create(closed))
