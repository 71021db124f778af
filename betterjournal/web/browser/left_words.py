"""Words that a device kept and that have no place any more: saved if they can be, else shown to be copied."""

from typing import Any

import reflex as rx

from betterjournal.web.browser.keeper import saves
from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


class LeftWords(rx.Component):
    library = script("left_words.js")
    tag = "LeftWords"
    ack: rx.Var[dict[str, Any]]
    words: rx.Var[dict[str, str]]
    on_save: rx.EventHandler[saves]


def left_words_of_device(ack: rx.Var[dict[str, Any]], on_save: rx.EventHandler) -> rx.Component:
    """`ack` is what `acknowledged` returned last."""
    words = {
        "title": say("left.title"),
        "about": say("left.about"),
        "copy": say("left.copy"),
        "away": say("left.away"),
        "copied": say("client.copied"),
        "failed": say("client.not_copied"),
    }
    return LeftWords.create(ack=ack, words=rx.Var.create(words), on_save=on_save)
