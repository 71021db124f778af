"""What stands around what came back from the client, on the timeline and in the brief; its words are in `given`."""

import reflex as rx

from betterjournal.review.views import ReturnedView
from betterjournal.web.wording import date, say

KINDS = ("whole", "part", "another_way", "not_this_time", "page", "check_in")


def title(row: rx.Var[ReturnedView]) -> rx.Var[str]:
    unnamed = rx.cond(row.kind == "check_in", say("client.check_in"), say("client.journal_page"))
    return rx.cond(row.title != "", row.title, unnamed).to(str)


def kind(row: rx.Var[ReturnedView]) -> rx.Var[str]:
    """How it came back, in words."""
    came = rx.match(row.kind, *((each, say(f"client.kind_{each}")) for each in KINDS), "").to(str)
    # Nobody shared what was written down from paper.
    return rx.cond((row.marked_by != "") & (row.kind == "whole"), say("paper.kind_whole"), came).to(str)


def marks(row: rx.Var[ReturnedView], first_name: rx.Var[str]) -> rx.Component:
    bring = rx.el.p(say("client.bring", name=first_name), class_name="font-semibold")
    small = rx.el.p(say("client.smallest_done"), class_name="quiet")
    marked = rx.el.p(say("paper.marked", name=row.marked_by), class_name="quiet")
    begun = rx.el.p(say("together.mark", name=row.together_with, date=date(row.together_on)), class_name="quiet")
    return rx.fragment(
        rx.cond(row.bring, bring, rx.fragment()),
        rx.cond(row.smallest, small, rx.fragment()),
        rx.cond(row.marked_by != "", marked, rx.fragment()),
        rx.cond(row.together_on != "", begun, rx.fragment()),
    )


def standing(word: rx.Var[str]) -> rx.Var[str]:
    """One of the four words."""
    return rx.match(
        word,
        ("shared", say("client.word_shared")),
        ("part", say("client.word_part")),
        ("not_this_time", say("client.word_not_this_time")),
        say("client.word_nothing"),
    ).to(str)


def as_set(row: rx.Var[ReturnedView]) -> rx.Component:
    """The clinician's own words right under the plan that took their place."""
    lines = [
        rx.cond(row[f"set_{name}"] != "", _line(f"client.plan_{name}", row[f"set_{name}"].to(str)), rx.fragment())
        for name in ("when", "where", "first_step")
    ]
    drawn = rx.el.div(
        rx.el.p(say("client.plan_as_set"), class_name="small"), rx.el.dl(*lines, class_name="stack-small")
    )
    return rx.cond(row.set_when + row.set_where + row.set_first_step != "", drawn, rx.fragment())


def _line(key: str, words: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.dt(say(key), class_name="quiet small"), rx.el.dd(words))
