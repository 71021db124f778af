"""What has just come about, brought into view."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.web.browser.script import script


class Arrive(rx.Component):
    """Brought into view, with the focus, whenever `now` becomes another value that is not empty."""

    library = script("arrive.js")
    tag = "Arrive"
    now: rx.Var[bool] | rx.Var[str]


def come_to(place: str) -> EventSpec:
    """Give the focus to what has this id and stays, because what was pressed goes away. For a press, not for an answer:
    what a page may run is in the page already."""
    return rx.call_function(rx.Var(f"(() => document.getElementById({place!r})?.focus())"))
