"""When the work lands: now, as the next appointment closes, or on the morning of a day."""

import reflex as rx

from betterjournal.assignments.views import ComposerView
from betterjournal.web.clinician.spoken import near_day
from betterjournal.web.components import radio_group, text_field, wording
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def landing(view: rx.Var[ComposerView]) -> rx.Component:
    window = view.window
    day = near_day(window.meet_on, window.meet_near)
    after = rx.cond(view.meets_today, say("assign.after_today"), say("assign.after", day=day)).to(str)
    due = rx.cond(window.meet_on != "", say("assign.due", day=day), say("assign.due_unknown"))
    choices = rx.cond(window.meet_on != "", _choice(view, after), _choice(view, None))
    return rx.el.div(choices, _day(view), wording(due, quiet=True), class_name="stack-small")


def _choice(view: rx.Var[ComposerView], after: rx.Var[str] | None) -> rx.Component:
    known = [("now", say("assign.now"))]
    known += [("after", after)] if after is not None else []
    known += [("on", say("assign.on_a_day"))]
    return radio_group(
        "sending", say("assign.sending"), known, default=view.sending, beside=True, error=field_error("sending")
    )


def _day(view: rx.Var[ComposerView]) -> rx.Component:
    """A rule of the style sheet opens it, not a round trip."""
    field = text_field(
        "lands_on",
        say("assign.lands_on"),
        type="date",
        help=say("assign.lands_help"),
        error=field_error("lands_on"),
        default=view.lands_on,
        min=view.first_day,
        max=view.last_day,
        class_name="short",
    )
    return rx.el.div(field, class_name="hidden group-has-[input[name=sending][value=on]:checked]/form:block")
