"""Something that can be pressed for a moment only."""

import reflex as rx

from betterjournal.web.browser.script import script


class Moment(rx.Component):
    """Its children leave the page after `seconds`; the server decides for itself when it is too late."""

    library = script("moment.js")
    tag = "Moment"
    seconds: rx.Var[int]
