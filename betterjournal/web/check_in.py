"""A check-in as staff read it: the client's preview is drawn by the same lines, so it can be checked."""

from typing import Any

import reflex as rx

from betterjournal.web.components import own_words
from betterjournal.web.wording import say


def read_check_in(row: rx.Var[Any]) -> rx.Component:
    """`row` has the three scales, `words` and `language`."""
    return rx.fragment(
        rx.el.p(_numbers(row), class_name="tabular-nums"),
        rx.cond(row.words != "", own_words(row.words, row.language), rx.fragment()),
    )


def _numbers(row: rx.Var[Any]) -> rx.Var[str]:
    def number(value: rx.Var[str]) -> rx.Var[str]:
        return rx.cond(value != "", value, "–").to(str)

    return say("client.numbers", mood=number(row.mood), energy=number(row.energy), anxiety=number(row.anxiety))
