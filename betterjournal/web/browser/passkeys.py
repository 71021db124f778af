"""The button that makes or uses a passkey; nothing at all where the browser cannot."""

from typing import Any, Literal

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


class Passkey(rx.Component):
    """Its children stand under it, and go with it. What is typed around it, in the same form or section, goes along."""

    library = script("passkeys.js")
    tag = "Passkey"
    kind: rx.Var[str]
    words: rx.Var[dict[str, str]]
    by: rx.Var[str]
    passkey: rx.Var[str]
    weight: rx.Var[str]
    label: rx.Var[str]


def passkey_button(
    words: rx.Var[str], kind: Literal["sign-in", "join", "back", "add", "remove"], *children: rx.Component, **props: Any
) -> rx.Component:
    """`by` is how somebody signed in proves that it is still them: "password", "passkey", or "" for no need."""
    told = {
        "press": words,
        "closed": say("passkey.closed"),
        "known": say("passkey.known"),
        "failed": say("passkey.unusable"),
    }
    return Passkey.create(*children, kind=kind, words=rx.Var.create(told), **props)
