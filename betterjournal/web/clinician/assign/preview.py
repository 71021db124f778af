"""The assignment as the client will see it, while it is being typed, in the client's language."""

import reflex as rx

from betterjournal.assignments.repeats import WEEKDAYS
from betterjournal.assignments.views import ComposerView
from betterjournal.web.browser.composer import TypedLine, WhenTyped, typed
from betterjournal.web.clinician.spoken import in_language, near_day
from betterjournal.web.components import subheading
from betterjournal.web.wording import say


def preview(view: rx.Var[ComposerView]) -> rx.Component:
    return rx.el.section(
        subheading(say("assign.preview", name=view.first_name), class_name="quiet small"),
        rx.el.div(
            rx.el.h3(typed("title", otherwise=_said(view, "assign.preview_title")), class_name="text-[1.125rem]"),
            _when("note", typed("note", class_name="own-words block")),
            _when("said", typed("said", class_name="whitespace-pre-wrap")),
            _when("prompt", typed("prompt", class_name="own-words block"), only_prompt=True),
            rx.el.p(_together(view), class_name="quiet"),
            _plan(view),
            _size(view),
            class_name="card stack-small",
            lang=view.language,
        ),
        class_name="stack-small lg:sticky lg:top-6",
        aria_label=say("assign.preview", name=view.first_name),
    )


def _said(view: rx.Var[ComposerView], key: str, **values: str | rx.Var) -> rx.Var[str]:
    return in_language(say(key, **values), view.language)


def _together(view: rx.Var[ComposerView]) -> rx.Var[str]:
    window = view.window
    on = say("assign.preview_together", name=window.clinician, day=near_day(window.meet_on, window.meet_near))
    unknown = say("assign.preview_together_unknown", name=window.clinician)
    words = rx.cond(window.meet_on != "", on, unknown).to(str)
    return in_language(words, view.language)


def _size(view: rx.Var[ComposerView]) -> rx.Component:
    """The minutes and how often, on one line as on the client's card."""
    kinds = ("daily", "each_appointment")
    parts = [
        {"name": "minutes", "words": _said(view, "assign.line_minutes", value="{value}")},
        {"name": "times", "words": _said(view, "assign.times", value="{value}"), "unless": "1"},
        {"name": "diary", "words": _said(view, "repeat.diary", aim="{value}")},
        *({"name": "repeat", "words": _said(view, f"repeat.{kind}"), "only": kind} for kind in kinds),
        *({"name": f"day_{day}", "words": _said(view, f"repeat.on_{day}")} for day in WEEKDAYS),
    ]
    return rx.el.p(TypedLine.create(parts=rx.Var.create(parts)), class_name="quiet small")


def _plan(view: rx.Var[ComposerView]) -> rx.Component:
    rows = [
        _row(view, "why", "assign.why"),
        _row(view, "when", "assign.when"),
        _row(view, "where", "assign.where"),
        _row(view, "first_step", "assign.preview_then"),
        _row(view, "smallest", "assign.preview_smallest"),
    ]
    return rx.el.dl(*rows, class_name="stack-small")


def _row(view: rx.Var[ComposerView], name: str, key: str) -> rx.Component:
    drawn = rx.el.div(rx.el.dt(_said(view, key), class_name="quiet small"), rx.el.dd(typed(name)))
    return _when(name, drawn)


def _when(name: str, drawn: rx.Component, *, only_prompt: bool = False) -> rx.Component:
    return WhenTyped.create(drawn, name="asked" if only_prompt else name)
