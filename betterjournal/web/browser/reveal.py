"""The Show button of a password field."""

import reflex as rx

from betterjournal.web.browser.script import script


class Reveal(rx.Component):
    """Stands beside the field, in the same parent."""

    library = script("reveal.js")
    tag = "Reveal"
    words: rx.Var[dict[str, str]]
