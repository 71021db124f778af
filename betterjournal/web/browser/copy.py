"""A button that copies words and says that it did."""

from typing import Any

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


def _nothing() -> tuple[()]:
    return ()


class Copy(rx.Component):
    """With `on_ask` the words are asked for in the press, and are those that come with the next `turn`."""

    library = script("copy.js")
    tag = "Copy"
    text: rx.Var[str]
    words: rx.Var[str]
    copied: rx.Var[str]
    failed: rx.Var[str]
    weight: rx.Var[str]
    turn: rx.Var[int]
    on_ask: rx.EventHandler[_nothing]
    on_copied: rx.EventHandler[_nothing]


def copy_button(words: rx.Var[str], text: rx.Var[str], **props: Any) -> rx.Component:
    """`on_copied` runs only after the words are on the clipboard."""
    told = {"copied": say("client.copied"), "failed": say("client.not_copied")}
    return Copy.create(words=words, text=text, **told, **props)
