"""What has just come about, brought into view."""

import reflex as rx

from betterjournal.web.browser.script import script


class Arrive(rx.Component):
    library = script("arrive.js")
    tag = "Arrive"
    now: rx.Var[bool]
