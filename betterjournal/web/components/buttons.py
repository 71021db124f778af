"""What is pressed: one primary button a screen, the rest quieter; and links."""

from typing import Any, Literal

import reflex as rx
from reflex_components_core.el.elements.inline import A
from reflex_components_core.react_router.dom import ReactRouterLink

Words = str | rx.Var[str]
Weight = Literal["primary", "secondary", "plain"]


def button(
    words: Words, *, weight: Weight = "primary", kind: Literal["button", "submit"] = "button", **props: Any
) -> rx.Component:
    """A verb; `plain` reads like a link and is for the quiet way out."""
    return rx.el.button(words, type=kind, class_name=_classes(weight, props), **props)


def quiet_button(words: Words, **props: Any) -> rx.Component:
    return button(words, weight="secondary", **props)


def link_button(words: Words, to: Words, *, weight: Weight = "primary", **props: Any) -> rx.Component:
    """Looks like a button, goes to an address inside the app."""
    return ReactRouterLink.create(words, to=to, class_name=_classes(weight, props), **props)


def text_link(words: Words | rx.Component, to: Words, **props: Any) -> rx.Component:
    """Moves inside the app without loading it anew."""
    return ReactRouterLink.create(words, to=to, **props)


def plain_link(words: Words, href: Words, **props: Any) -> rx.Component:
    """Loads the page: Help now, downloads, sign-in, everything outside (`rx.el.a` is a router link)."""
    return A.create(words, href=href, **props)


@rx.memo
def phone_link(number: rx.Var[str]) -> rx.Component:
    """Dialled in one press, however it was typed: a blank would end the number on some phones."""
    return plain_link(number, f"tel:{number.split(' ').join('')}")


def dialled(words: rx.Var[str], number: Words) -> list[rx.Component | rx.Var[str]]:
    """The words with the number in them as its link; not for an empty number."""
    around = words.split(number)
    return [around[0], phone_link(number=number), around[1]]


def _classes(weight: Weight, props: dict[str, Any]) -> str:
    return f"button {weight} {props.pop('class_name', '')}".strip()
