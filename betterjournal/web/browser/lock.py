"""What stands between a page and whoever looks at it: the page while somebody is there, the lock when not."""

from typing import Any

import reflex as rx

from betterjournal.web.browser.proving import passkey_words
from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


def _nothing() -> tuple[()]:
    return ()


class Lock(rx.Component):
    """Its first child is the lock, its second the page; `soon` is said a minute before it locks by itself."""

    library = script("lock.js")
    tag = "Lock"
    locked: rx.Var[bool]
    idle: rx.Var[int]
    hidden: rx.Var[int]
    mark: rx.Var[str]
    looks: rx.Var[int]
    soon: rx.Var[str]
    on_look: rx.EventHandler[_nothing]
    on_lock: rx.EventHandler[_nothing]
    on_hide: rx.EventHandler[_nothing]
    on_stay: rx.EventHandler[_nothing]


class Unlock(rx.Component):
    library = script("unlock.js")
    tag = "Unlock"
    words: rx.Var[dict[str, str]]


def unlock_form(**props: Any) -> rx.Component:
    """One field for a PIN or a password, and a passkey where the browser has them."""
    said = {"secret": say("lock.secret"), "unlock": say("lock.unlock"), "unreached": say("lock.unreached")}
    words = {**said, "passkey": say("passkey.use"), **passkey_words()}
    return Unlock.create(words=rx.Var.create(words), **props)
