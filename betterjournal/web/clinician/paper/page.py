"""One assignment as a sheet of paper, in the client's language: note, plan, worksheet, and nobody's full name."""

import reflex as rx

from betterjournal.assignments.views import PaperView
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.paper.state import PaperState
from betterjournal.web.clinician.sheet import above, last_lines, plan_line, said, together
from betterjournal.web.clinician.spoken import in_language
from betterjournal.web.components import ghost
from betterjournal.web.repeating import how_often
from betterjournal.web.wording import say, say_count
from betterjournal.web.worksheet import print_sections

ENDS = ("whole", "part", "another_way", "not_this_time")


def paper_page() -> rx.Component:
    return desk_page(
        shown(PaperState.view, "assignment_id", _paper, otherwise=ghost(6)), title_key="paper.tab", current="clients"
    )


def _paper(view: rx.Var[PaperView]) -> rx.Component:
    head = above(
        say("paper.heading", name=view.first_name),
        say("paper.about"),
        view.client_id,
        view.first_name,
        PaperState.printed(view.id),
    )
    return rx.el.div(head, _sheet(view), class_name="stack")


def _sheet(view: rx.Var[PaperView]) -> rx.Component:
    return rx.el.article(
        rx.el.h2(view.title, class_name="paper-title"),
        rx.cond(view.what != view.title, rx.el.p(view.what, class_name="whitespace-pre-wrap"), rx.fragment()),
        rx.cond(view.note != "", rx.el.p(view.note, lang=view.note_language, class_name="paper-note"), rx.fragment()),
        rx.cond(view.why != "", rx.el.p(view.why), rx.fragment()),
        _plan(view),
        rx.el.p(together(view)),
        print_sections(view.sections, said(view, "field.minutes")),
        _how_it_went(view),
        last_lines(view),
        lang=view.language,
        aria_label=view.title,
        class_name=rx.Var.create("paper-sheet ") + view.room,
    )


def _plan(view: rx.Var[PaperView]) -> rx.Component:
    minutes = rx.cond(view.minutes > 0, in_language(say_count("today.minutes", view.minutes), view.language), "")
    repeats = view.repeat.kind != "once"
    times = how_often(view.repeat, lambda words: in_language(words, view.language))
    size = rx.el.p(minutes, rx.cond((view.minutes > 0) & repeats, " · ", ""), times, " ")
    return rx.el.div(
        plan_line(said(view, "today.when"), view.when),
        plan_line(said(view, "today.where"), view.where),
        plan_line(said(view, "today.first_step"), view.first_step),
        plan_line(said(view, "work.stuck_smallest"), view.smallest),
        rx.cond((view.minutes > 0) | repeats, size, rx.fragment()),
        class_name="paper-plan",
    )


def _how_it_went(view: rx.Var[PaperView]) -> rx.Component:
    """The same honest ends as on a screen, to tick."""
    ticks = [
        rx.el.span(
            rx.el.span(class_name="paper-tick square"), said(view, f"paper.went_{end}"), class_name="paper-choice"
        )
        for end in ENDS
    ]
    return rx.el.section(
        rx.el.h3(said(view, "paper.went")), rx.el.div(*ticks, class_name="paper-choices"), class_name="paper-field"
    )
