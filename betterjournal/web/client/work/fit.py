"""Does this still fit? The client may change when, where and the first step, and say how sure they are."""

import reflex as rx

from betterjournal.assignments.actions import LONGEST_PLAN
from betterjournal.entries.views import WorkView
from betterjournal.web.client.scale import scale
from betterjournal.web.client.window import together
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.components import (
    actions,
    button,
    card,
    checkbox,
    own_words,
    subheading,
    text_field,
    wording,
)
from betterjournal.web.wording import say


def fit_card(view: rx.Var[WorkView]) -> rx.Component:
    """What was asked stands above; the form changes only the client's own plan beside it."""
    note = rx.cond(view.note != "", own_words(view.note, view.note_language), rx.fragment())
    form = rx.el.form(
        _line("when", "work.fit_when", view.when),
        _line("where", "work.fit_where", view.where),
        _line("first_step", "work.fit_first_step", view.first_step),
        scale("sureness", say("work.fit_sure"), say("work.fit_sure_low"), say("work.fit_sure_high")),
        rx.cond(view.smallest != "", _smaller(view), rx.fragment()),
        actions(button(say("work.fits"), kind="submit")),
        on_submit=lambda form: EndsState.fit(view.id, form),
        class_name="stack group",
    )
    asked = rx.fragment(note, wording(together(view.window)))
    return rx.fragment(
        asked,
        card(subheading(say("work.fit_title")), wording(say("work.fit_about"), quiet=True), form, key=view.id),
    )


def _line(name: str, key: str, value: rx.Var[str]) -> rx.Component:
    return text_field(name, say(key), default=value, max_length=LONGEST_PLAN)


def _smaller(view: rx.Var[WorkView]) -> rx.Component:
    """Offered once somebody says they are less than fairly sure; a rule of the style sheet, not a round trip."""
    own = rx.el.span(view.smallest, lang=view.language, custom_attrs={"data-own-words": ""})
    tick = checkbox("smallest", rx.fragment(say("work.fit_smallest"), " ", own))
    return rx.el.div(
        wording(say("work.fit_smaller_about")), tick, class_name="hidden group-has-[[data-unsure]:checked]:block"
    )
