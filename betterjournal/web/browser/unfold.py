"""A button that unfolds a form or more fields in place."""

from typing import Any

import reflex as rx

from betterjournal.web.browser.script import script


class Unfold(rx.Component):
    """`name` tells it from the others of its page, so that it is open again after a lock.

    `eager` keeps folded fields in the form; `forced` opens for an error inside; a change of `done` folds the one
    in which somebody acted last, and leaves what is half-written in the others.
    """

    library = script("unfold.js")
    tag = "Unfold"
    words: rx.Var[str]
    name: rx.Var[str]
    weight: rx.Var[str]
    eager: rx.Var[bool]
    forced: rx.Var[bool]
    done: rx.Var[int]


def unfold(words: rx.Var[str], *children: rx.Component, **props: Any) -> rx.Component:
    """What is typed inside stays when it is folded again. Where one stands in each row, it needs the row's name."""
    return Unfold.create(*children, words=words, **{"name": words, **props})
