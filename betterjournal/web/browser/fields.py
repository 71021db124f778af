"""The small buttons beside controls: one more, one less, a chip, clear."""

import reflex as rx

from betterjournal.web.browser.script import script


class FieldButtons(rx.Component):
    """Draws nothing; a page with fields has it so that `data-press` buttons work."""

    library = script("fields.js")
    tag = "FieldButtons"
