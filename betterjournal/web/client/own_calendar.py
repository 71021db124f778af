"""The client's own reminder: a file of one event, with a line that tells nobody anything, for their own calendar."""

from typing import Any

import reflex as rx

from betterjournal.assignments.views import RoomView
from betterjournal.calendars.own_event import LINES
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.client.room import RoomState
from betterjournal.web.components import button, checkbox, disclosure, radio_group, text_field, wording
from betterjournal.web.components.forms import post_form
from betterjournal.web.wording import say

EVENING = "19:00"


def own_calendar(work: rx.Var[Any], make: rx.Component | None = None) -> rx.Component:
    """Folded. `work` has `id` and `remind_on`; `make` is the button, when it has to wait for something."""
    room: rx.Var[RoomView] = shown_view(RoomState.view, None)
    lines = [(name, say(f"own_event.{name}")) for name in LINES]
    form = post_form(
        radio_group("calendar_line", say("own_event.line"), lines, default=LINES[0]),
        rx.el.div(
            text_field(
                "calendar_on",
                say("own_event.on"),
                type="date",
                default=work.remind_on,
                required=True,
                min=room.first_day,
                max=room.last_day,
            ),
            text_field("calendar_at", say("own_event.at"), type="time", default=EVENING, required=True),
            class_name="grid gap-4 sm:grid-cols-2",
        ),
        checkbox("calendar_rings", say("own_event.rings"), default_checked=True),
        rx.el.div(make or make_file(), class_name="actions"),
        action=routes.OWN_EVENT_FILE,
        key=work.id + work.remind_on,
    )
    return disclosure(say("own_event.fold"), wording(say("own_event.about"), quiet=True), form)


def make_file() -> rx.Component:
    return button(say("own_event.make"), kind="submit", weight="secondary")
