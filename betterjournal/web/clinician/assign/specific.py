"""The quiet list of what the plan still leaves open. It informs and stops nobody from sending."""

import reflex as rx

from betterjournal.assignments.specific import LONG_MINUTES, OpenPoint
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.components import disclosure, wording
from betterjournal.web.wording import say


def left_open() -> rx.Component:
    """Nothing before anything is set; read when wanted, so it announces nothing."""
    lines = rx.el.ul(rx.foreach(AssignState.points, _line), class_name="list-disc ps-5")
    still = rx.el.div(wording(say("specific.title"), small=True), lines, class_name="quiet small")
    clear = wording(say("specific.clear"), quiet=True, small=True)
    why = disclosure(say("specific.why"), wording(say("specific.why_text"), small=True))
    listed = rx.cond(AssignState.points.length() > 0, still, clear)
    return rx.cond(AssignState.is_set, rx.el.section(listed, why, aria_label=say("specific.title")))


def _line(open_point: rx.Var[OpenPoint]) -> rx.Component:
    words = rx.match(
        open_point.point,
        ("words", say("specific.words", words=open_point.words)),
        ("cue", say("specific.cue")),
        ("place", say("specific.place")),
        ("count", say("specific.count")),
        ("smallest", say("specific.smallest")),
        say("specific.minutes", most=LONG_MINUTES),
    )
    return rx.el.li(words)
