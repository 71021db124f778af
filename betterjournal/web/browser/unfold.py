"""A button that unfolds a form or more fields in place."""

from typing import Any

import reflex as rx

from betterjournal.web.browser.script import script


class Unfold(rx.Component):
    """`eager` keeps folded fields in the form; `forced` opens for an error inside; a change of `done` folds."""

    library = script("unfold.js")
    tag = "Unfold"
    words: rx.Var[str]
    weight: rx.Var[str]
    eager: rx.Var[bool]
    forced: rx.Var[bool]
    done: rx.Var[int]


def unfold(words: rx.Var[str], *children: rx.Component, **props: Any) -> rx.Component:
    """What is typed inside stays when it is folded again."""
    return Unfold.create(*children, words=words, **props)
