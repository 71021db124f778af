"""Words written in two places: both stand side by side until the client chooses; nothing was overwritten."""

from collections.abc import Callable

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries.views import AsideView
from betterjournal.web.components import actions, card, own_words, quiet_button, subheading, wording
from betterjournal.web.wording import say


def aside(one: rx.Var[AsideView], language: rx.Var[str], choose: Callable[..., EventSpec]) -> rx.Component:
    """`choose(id, use, looked_at)` settles it: the other words, or those that stand."""
    return card(
        subheading(say("work.aside_title")),
        rx.cond(one.label != "", rx.el.p(one.label, lang=language, class_name="quiet"), rx.fragment()),
        _choice(one.stands, language, "work.aside_keep", choose(one.id, False, one.looked_at)),
        _choice(one.words, language, "work.aside_use", choose(one.id, True, one.looked_at)),
        key=one.id,
    )


def _choice(words: rx.Var[str], language: rx.Var[str], key: str, press: EventSpec) -> rx.Component:
    said = rx.cond(words != "", own_words(words, language), wording(say("field.blank"), quiet=True))
    return rx.el.div(said, actions(quiet_button(say(key), on_click=press)), class_name="stack-small")
