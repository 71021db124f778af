"""A word for whoever presses something while there is no line."""

import reflex as rx

from betterjournal.web.browser.script import script


class Waiting(rx.Component):
    library = script("waiting.js")
    tag = "Waiting"
    waits: rx.Var[str]
    held: rx.Var[str]
