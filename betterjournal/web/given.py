"""What was given, as it is read: staff's page and the client's own preview are drawn by these same lines."""

import reflex as rx

from betterjournal.entries.sharing import BARRIERS, WAYS
from betterjournal.entries.views import GivenView
from betterjournal.web.check_in import read_check_in
from betterjournal.web.components import own_words
from betterjournal.web.wording import say
from betterjournal.web.worksheet import draw_fields
from betterjournal.worksheets.views import SectionView


def given(row: rx.Var[GivenView], first_name: rx.Var[str]) -> rx.Component:
    """All of it, with the client's own plan below; `first_name` is the client's."""
    return rx.el.div(
        words_of(row), own_plan(row, first_name), class_name="stack-small", custom_attrs={"data-given": ""}
    )


def words_of(row: rx.Var[GivenView]) -> rx.Component:
    """Everything the client gave, as it was given."""
    way = rx.match(row.way, *((each, say(f"work.way_{each}")) for each in WAYS), "")
    return rx.fragment(
        rx.cond(row.barriers.length() > 0, _barriers(row), rx.fragment()),
        rx.cond(row.way != "", rx.el.p(way), rx.fragment()),
        rx.cond(row.kind == "check_in", read_check_in(row), _words(row)),
        rx.foreach(row.sections, lambda section: _section(section, row)),
    )


def own_plan(row: rx.Var[GivenView], first_name: rx.Var[str]) -> rx.Component:
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


def _barriers(row: rx.Var[GivenView]) -> rx.Component:
    def words(name: rx.Var[str]) -> rx.Component:
        return rx.el.li(rx.match(name, *((each, say(f"work.barrier_{each}")) for each in BARRIERS), ""))

    return rx.el.ul(rx.foreach(row.barriers, words), class_name="list-disc ps-5")


def _words(row: rx.Var[GivenView]) -> rx.Component:
    return rx.cond(row.words != "", own_words(row.words, row.language), rx.fragment())


def _section(section: rx.Var[SectionView], row: rx.Var[GivenView]) -> rx.Component:
    name = rx.cond(
        section.title != "", rx.el.p(section.title, lang=row.language, class_name="font-semibold"), rx.fragment()
    )
    return rx.el.div(name, draw_fields(section.fields, mode="reading", language=row.language), class_name="stack-small")


def _own(key: str, words: rx.Var[str], row: rx.Var[GivenView]) -> rx.Component:
    return rx.el.div(rx.el.p(say(key), class_name="small"), own_words(words, row.language))
