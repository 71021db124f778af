"""What the client's own clinician had a hand in: written down from paper, or begun together in the room."""

from typing import Any

import reflex as rx

from betterjournal.web.wording import date, say

KINDS = ("whole", "part", "another_way", "not_this_time")


def marked(kind: rx.Var[str], name: rx.Var[str], on: rx.Var[str]) -> rx.Var[str]:
    """Who wrote down what, on which day."""
    said = [(each, say(f"paper.marked_{each}", name=name, date=date(on))) for each in KINDS]
    return rx.match(kind, *said, "").to(str)


def begun_together(work: rx.Var[Any]) -> rx.Component:
    """`work` has `together_with` and `together_on`."""
    words = rx.el.p(say("together.mark", name=work.together_with, date=date(work.together_on)), class_name="quiet")
    return rx.cond(work.together_with != "", words, rx.fragment())
