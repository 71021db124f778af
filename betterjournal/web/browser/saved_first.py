"""A button whose press waits until what was typed a moment ago is saved."""

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


class SavedFirst(rx.Component):
    library = script("saved_first.js")
    tag = "SavedFirst"
    words: rx.Var[str]


def saved_first(button: rx.Component) -> rx.Component:
    """For what shows or gives away the words of this page."""
    return SavedFirst.create(button, words=say("shared.waits"))
