"""A long sheet on a phone: one question at a time, and all at once by the client's own choice."""

from typing import Literal

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


def _choice(how: rx.Var[Literal["one", "all"]]) -> tuple[rx.Var[Literal["one", "all"]]]:
    return (how,)


class Steps(rx.Component):
    """Its first child is the sheet, with the class `ask` on whatever is shown by itself and `asks` on the questions;
    its second stands below the one in sight.

    `chosen` is what the client chose before: "one", "all", or "" for what the width of the screen says; `count` how
    many questions there were when the sheet was opened.
    """

    library = script("steps.js")
    tag = "Steps"
    chosen: rx.Var[str]
    count: rx.Var[int]
    words: rx.Var[dict[str, str]]
    on_choose: rx.EventHandler[_choice]


def steps(
    sheet: rx.Component, below: rx.Component, *, chosen: rx.Var[str], count: rx.Var[int], on_choose: rx.EventHandler
) -> rx.Component:
    words = {
        # The browser counts: what other answers hide is not among them.
        "place": say("work.place", number="{number}", count="{count}"),
        "begin": say("work.begin"),
        "next": say("work.next"),
        "back": say("work.back"),
        "check": say("work.check"),
        "change": say("work.change"),
        "blank": say("field.blank"),
        "one": say("work.one_at_a_time"),
        "all": say("work.all_at_once"),
    }
    return Steps.create(sheet, below, chosen=chosen, count=count, words=rx.Var.create(words), on_choose=on_choose)
