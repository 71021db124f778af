"""A button whose press waits until what was typed a moment ago is saved, and leads to what cannot be saved as it is."""

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


class SavedFirst(rx.Component):
    library = script("saved_first.js")
    tag = "SavedFirst"
    words: rx.Var[dict[str, str]]


def saved_first(button: rx.Component) -> rx.Component:
    """For what shows or gives away the words of this page."""
    words = {"waits": say("shared.waits"), "stuck": say("shared.stuck")}
    return SavedFirst.create(button, words=rx.Var.create(words))
