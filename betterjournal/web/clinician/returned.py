"""What came back from the client, in their own words: the parts that the timeline and the brief share."""

import reflex as rx

from betterjournal.entries.sharing import BARRIERS, WAYS
from betterjournal.review.views import ReturnedView
from betterjournal.web.check_in import read_check_in
from betterjournal.web.components import own_words
from betterjournal.web.wording import date, say
from betterjournal.web.worksheet import draw_fields
from betterjournal.worksheets.views import SectionView

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


def words_of(row: rx.Var[ReturnedView]) -> rx.Component:
    """Everything the client gave, as it was given."""
    way = rx.match(row.way, *((each, say(f"work.way_{each}")) for each in WAYS), "")
    return rx.fragment(
        rx.cond(row.barriers.length() > 0, _barriers(row), rx.fragment()),
        rx.cond(row.way != "", rx.el.p(way), rx.fragment()),
        rx.cond(row.kind == "check_in", read_check_in(row), _words(row)),
        rx.foreach(row.sections, lambda section: _section(section, row)),
    )


def _barriers(row: rx.Var[ReturnedView]) -> rx.Component:
    def words(name: rx.Var[str]) -> rx.Component:
        return rx.el.li(rx.match(name, *((each, say(f"work.barrier_{each}")) for each in BARRIERS), ""))

    return rx.el.ul(rx.foreach(row.barriers, words), class_name="list-disc ps-5")


def _words(row: rx.Var[ReturnedView]) -> rx.Component:
    return rx.cond(row.words != "", own_words(row.words, row.language), rx.fragment())


def _section(section: rx.Var[SectionView], row: rx.Var[ReturnedView]) -> rx.Component:
    name = rx.cond(
        section.title != "", rx.el.p(section.title, lang=row.language, class_name="font-semibold"), rx.fragment()
    )
    return rx.el.div(name, draw_fields(section.fields, mode="reading", language=row.language), class_name="stack-small")


def standing(word: rx.Var[str]) -> rx.Var[str]:
    """One of the four words."""
    return rx.match(
        word,
        ("shared", say("client.word_shared")),
        ("part", say("client.word_part")),
        ("not_this_time", say("client.word_not_this_time")),
        say("client.word_nothing"),
    ).to(str)
