"""A button whose press takes effect only after a small dialog has asked again who it is (SEC-04)."""

from typing import Any

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


def _nothing() -> tuple[()]:
    return ()


class Proved(rx.Component):
    library = script("proving.js")
    tag = "Proved"
    words: rx.Var[dict[str, str]]
    press: rx.Var[str]
    label: rx.Var[str]
    weight: rx.Var[str]
    on_proved: rx.EventHandler[_nothing]


def proved_button(words: rx.Var[str], *, on_proved: Any, **props: Any) -> rx.Component:
    """`on_proved` runs after the password or a passkey has proved it; its action calls `proving.require`."""
    return Proved.create(press=words, words=rx.Var.create(proving_words()), on_proved=on_proved, **props)


def proving_words() -> dict[str, rx.Var[str]]:
    """What the dialog says."""
    said = {name: say(f"proving.{name}") for name in ("title", "about", "password", "or", "go", "none", "close")}
    return {**said, "passkey": say("passkey.use"), **passkey_words()}


def passkey_words() -> dict[str, rx.Var[str]]:
    """Why a passkey did not answer."""
    return {"closed": say("passkey.closed"), "known": say("passkey.known"), "failed": say("passkey.unusable")}
