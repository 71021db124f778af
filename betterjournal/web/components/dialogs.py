"""A question that must be answered before going on, or left."""

import reflex as rx

from betterjournal.web.browser.modal import Modal
from betterjournal.web.components.buttons import Weight, Words, button


def dialog(
    *children: rx.Component, name: Words, open: rx.Var[bool], on_close: rx.EventHandler | rx.event.EventSpec
) -> rx.Component:
    """Native and modal; `on_close` sets the state that `open` reads, also after Escape."""
    title = rx.el.h2(name, class_name="text-[1.125rem]", tab_index=-1)
    inside = rx.el.div(title, *children, class_name="stack-small")
    return Modal.create(inside, open=open, on_close=on_close, class_name="sheet", aria_label=name)


def leave_button(words: Words, on_close: rx.EventHandler, *, weight: Weight = "plain") -> rx.Component:
    """The way out of a dialog: it closes at once, and the state is told."""
    return button(words, weight=weight, on_click=on_close, custom_attrs={"data-closes": ""})
