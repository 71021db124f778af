"""The latest takeaways and what comes next as a sheet of paper, for a client who keeps no account."""

import reflex as rx

from betterjournal.review.actions import DECISIONS
from betterjournal.review.views import KeptLine, KeptPaperView, NextLine
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.kept.state import KeptPaperState
from betterjournal.web.clinician.sheet import above, last_lines, plan_line, said, together
from betterjournal.web.clinician.spoken import in_language
from betterjournal.web.components import empty_state, ghost
from betterjournal.web.wording import date, say


def kept_paper_page() -> rx.Component:
    return desk_page(
        shown(KeptPaperState.view, "client_id", _kept, otherwise=ghost(6)), title_key="paper.tab", current="clients"
    )


def _kept(view: rx.Var[KeptPaperView]) -> rx.Component:
    name = view.first_name
    on_print = KeptPaperState.printed(view.id)
    head = above(say("paper.kept_heading", name=name), say("paper.kept_about", name=name), view.id, name, on_print)
    has_any = view.lines.length() + view.next.length() > 0
    return rx.el.div(head, rx.cond(has_any, _sheet(view), empty_state(say("paper.kept_empty"))), class_name="stack")


def _sheet(view: rx.Var[KeptPaperView]) -> rx.Component:
    kept = rx.fragment(
        rx.el.h2(said(view, "paper.kept_title"), class_name="paper-title"),
        rx.foreach(view.lines, lambda one: _line(view, one)),
    )
    coming = rx.fragment(
        rx.el.h2(said(view, "paper.kept_next")),
        rx.foreach(view.next, lambda one: _next(view, one)),
        rx.el.p(together(view)),
    )
    return rx.el.article(
        rx.cond(view.lines.length() > 0, kept, rx.fragment()),
        rx.cond(view.next.length() > 0, coming, rx.fragment()),
        last_lines(view),
        lang=view.language,
        aria_label=said(view, "paper.kept_title"),
        class_name="paper-sheet",
    )


def _line(view: rx.Var[KeptPaperView], one: rx.Var[KeptLine]) -> rx.Component:
    decided = rx.match(one.decision, *[(name, said(view, f"kept.{name}")) for name in DECISIONS], "").to(str)
    day = in_language(date(one.on), view.language)
    return rx.el.section(
        rx.el.h3(one.title, ", ", day),
        rx.cond(one.takeaway != "", rx.el.p(one.takeaway, class_name="paper-note"), rx.fragment()),
        rx.el.p(decided),
        key=one.id,
        class_name="paper-field",
    )


def _next(view: rx.Var[KeptPaperView], one: rx.Var[NextLine]) -> rx.Component:
    return rx.el.section(
        rx.el.h3(one.title),
        rx.cond(one.what != one.title, rx.el.p(one.what, class_name="whitespace-pre-wrap"), rx.fragment()),
        plan_line(said(view, "today.when"), one.when),
        plan_line(said(view, "today.where"), one.where),
        plan_line(said(view, "today.first_step"), one.first_step),
        key=one.id,
        class_name="paper-field",
    )
