"""The button that makes or uses a passkey; nothing at all where the browser cannot."""

from typing import Any, Literal

import reflex as rx

from betterjournal.web.browser.proving import passkey_words, proving_words
from betterjournal.web.browser.script import script


class Passkey(rx.Component):
    """Its children stand under it, and go with it. What is typed around it, in the same form or section, goes along."""

    library = script("passkeys.js")
    tag = "Passkey"
    kind: rx.Var[str]
    words: rx.Var[dict[str, str]]
    proof: rx.Var[dict[str, str]]
    passkey: rx.Var[str]
    weight: rx.Var[str]
    label: rx.Var[str]


def passkey_button(
    words: rx.Var[str], kind: Literal["sign-in", "join", "back", "add", "remove"], *children: rx.Component, **props: Any
) -> rx.Component:
    """To enrol with one (`again=False`), somebody just gave the password; else to add or remove asks who it is."""
    again = props.pop("again", kind in ("add", "remove"))
    proof = {"proof": rx.Var.create(proving_words())} if again else {}
    told = {"press": words, **passkey_words()}
    return Passkey.create(*children, kind=kind, words=rx.Var.create(told), **proof, **props)
