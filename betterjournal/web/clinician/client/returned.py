"""What came back from the client, in their own words, once it may be read."""

import reflex as rx

from betterjournal.review.views import ReturnedView, TimelineView
from betterjournal.web.clinician.client.looking import look_form
from betterjournal.web.components import own_words
from betterjournal.web.wording import say
from betterjournal.web.worksheet import draw_fields
from betterjournal.worksheets.views import SectionView

BARRIERS = (
    "forgot",
    "too_big",
    "how_to_start",
    "didnt_see_help",
    "didnt_fit_week",
    "didnt_want_to_face",
    "too_low_anxious_tired",
    "no_private_place",
    "couldnt_get_in",
    "something_else",
)
WAYS = ("head", "aloud", "paper", "other")
KINDS = ("whole", "part", "another_way", "not_this_time", "page", "check_in")


def returned(row: rx.Var[ReturnedView], view: rx.Var[TimelineView]) -> rx.Component:
    """An article named by the assignment's title; a page and a check-in by what they are."""
    name = title(row)
    look = rx.cond(row.can_review, look_form(row.assignment_id, say("client.look")), rx.fragment())
    return rx.el.article(
        rx.el.div(
            rx.el.h3(name),
            rx.el.p(kind(row.kind), class_name="quiet small"),
            class_name="flex flex-wrap items-baseline justify-between gap-x-4",
        ),
        marks(row, view.first_name),
        words_of(row),
        _plan(row, view.first_name),
        look,
        class_name=rx.cond(row.kind == "check_in", "pb-2", "card stack-small"),
        aria_label=name,
    )


def title(row: rx.Var[ReturnedView]) -> rx.Var[str]:
    unnamed = rx.cond(row.kind == "check_in", say("client.check_in"), say("client.journal_page"))
    return rx.cond(row.title != "", row.title, unnamed).to(str)


def kind(name: rx.Var[str]) -> rx.Var[str]:
    """How it came back, in words."""
    return rx.match(name, *((each, say(f"client.kind_{each}")) for each in KINDS), "").to(str)


def marks(row: rx.Var[ReturnedView], first_name: rx.Var[str]) -> rx.Component:
    bring = rx.el.p(say("client.bring", name=first_name), class_name="font-semibold")
    small = rx.el.p(say("client.smallest_done"), class_name="quiet")
    return rx.fragment(rx.cond(row.bring, bring, rx.fragment()), rx.cond(row.smallest, small, rx.fragment()))


def words_of(row: rx.Var[ReturnedView]) -> rx.Component:
    """Everything the client gave, as it was given."""
    way = rx.match(row.way, *((each, say(f"client.way_{each}")) for each in WAYS), "")
    return rx.fragment(
        rx.cond(row.barriers.length() > 0, _barriers(row), rx.fragment()),
        rx.cond(row.way != "", rx.el.p(way), rx.fragment()),
        rx.cond(row.kind == "check_in", rx.el.p(_numbers(row), class_name="tabular-nums"), rx.fragment()),
        rx.cond(row.words != "", own_words(row.words, row.language), rx.fragment()),
        rx.foreach(row.sections, lambda section: _section(section, row)),
    )


def _barriers(row: rx.Var[ReturnedView]) -> rx.Component:
    def words(name: rx.Var[str]) -> rx.Component:
        return rx.el.li(rx.match(name, *((each, say(f"client.barrier_{each}")) for each in BARRIERS), ""))

    return rx.el.ul(rx.foreach(row.barriers, words), class_name="list-disc ps-5")


def _numbers(row: rx.Var[ReturnedView]) -> rx.Var[str]:
    def number(value: rx.Var[str]) -> rx.Var[str]:
        return rx.cond(value != "", value, "–").to(str)

    return say("client.numbers", mood=number(row.mood), energy=number(row.energy), anxiety=number(row.anxiety))


def _section(section: rx.Var[SectionView], row: rx.Var[ReturnedView]) -> rx.Component:
    name = rx.cond(
        section.title != "", rx.el.p(section.title, lang=row.language, class_name="font-semibold"), rx.fragment()
    )
    return rx.el.div(name, draw_fields(section.fields, mode="reading", language=row.language), class_name="stack-small")


def _plan(row: rx.Var[ReturnedView], first_name: rx.Var[str]) -> rx.Component:
    """The client's own when, where and first step, and how sure they were, beside the clinician's wording."""
    lines = [
        rx.cond(row[name] != "", _own(f"client.plan_{name}", row[name].to(str), row), rx.fragment())
        for name in ("when", "where", "first_step")
    ]
    sure = rx.cond(
        row.sureness != "", rx.el.p(say("client.sureness", number=row.sureness), class_name="small"), rx.fragment()
    )
    has_plan = row.when + row.where + row.first_step + row.sureness != ""
    drawn = rx.el.div(
        rx.el.p(say("client.own_plan", name=first_name), class_name="small"),
        *lines,
        sure,
        class_name="before stack-small",
    )
    return rx.cond(has_plan, drawn, rx.fragment())


def _own(key: str, words: rx.Var[str], row: rx.Var[ReturnedView]) -> rx.Component:
    return rx.el.div(rx.el.p(say(key), class_name="small"), own_words(words, row.language))
