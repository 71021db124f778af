"""A few questions to start a page from, always in this order: nobody and nothing chooses one but the client."""

from collections.abc import Callable
from typing import Literal, get_args

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries.prompting import Prompt
from betterjournal.web.components import button
from betterjournal.web.wording import say, text

Name = Literal["today", "mind", "hard", "helped", "tell", "body", "next", "remember"]


def worded(name: Name) -> Prompt:
    """Its words in the language of the page it is put above."""
    return lambda language: text(language, f"prompt.{name}")


def prompts(press: Callable[[str], EventSpec]) -> rx.Component:
    """One press on one of them takes it."""
    rows = [rx.el.li(_prompt(name, press(name)), key=name) for name in get_args(Name)]
    return rx.el.ul(*rows, role="list")


def _prompt(name: str, press: EventSpec) -> rx.Component:
    return button(say(f"prompt.{name}"), weight="plain", on_click=press, class_name="prompt")
