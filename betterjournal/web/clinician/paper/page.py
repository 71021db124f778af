"""One assignment as a sheet of paper, in the client's language: note, plan, worksheet, and nobody's full name."""

import reflex as rx

from betterjournal.assignments.views import PaperView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.paper.state import PaperState
from betterjournal.web.clinician.spoken import in_language
from betterjournal.web.components import button, ghost, heading, text_link
from betterjournal.web.wording import date, say, say_count
from betterjournal.web.worksheet import print_sections

ENDS = ("whole", "part", "another_way", "not_this_time")


def paper_page() -> rx.Component:
    return desk_page(
        shown(PaperState.view, "assignment_id", _paper, otherwise=ghost(6)), title_key="paper.tab", current="clients"
    )


def _paper(view: rx.Var[PaperView]) -> rx.Component:
    back = text_link(say("assign.back", name=view.first_name), f"{routes.CLIENTS}/{view.client_id}")
    on_paper = [PaperState.printed(view.id), rx.call_function(rx.Var("(() => window.print())"))]
    head = rx.el.div(
        rx.el.div(
            rx.el.p(back, class_name="small"),
            heading(say("paper.heading", name=view.first_name), lead=say("paper.about")),
        ),
        button(say("paper.press"), on_click=on_paper),
        class_name="no-print flex flex-wrap gap-4 items-end justify-between",
    )
    return rx.el.div(head, _sheet(view), class_name="stack")


def _sheet(view: rx.Var[PaperView]) -> rx.Component:
    return rx.el.article(
        rx.el.h1(view.title),
        rx.cond(view.what != view.title, rx.el.p(view.what, class_name="whitespace-pre-wrap"), rx.fragment()),
        rx.cond(view.note != "", rx.el.p(view.note, class_name="paper-note"), rx.fragment()),
        rx.cond(view.why != "", rx.el.p(view.why), rx.fragment()),
        _plan(view),
        rx.el.p(_together(view)),
        print_sections(view.sections, _said(view, "field.minutes")),
        _how_it_went(view),
        _foot(view),
        lang=view.language,
        aria_label=view.title,
        class_name=rx.Var.create("paper-sheet ") + view.room,
    )


def _said(view: rx.Var[PaperView], key: str, **values: rx.Var[str]) -> rx.Var[str]:
    return in_language(say(key, **values), view.language)


def _plan(view: rx.Var[PaperView]) -> rx.Component:
    minutes = rx.cond(view.minutes > 0, in_language(say_count("today.minutes", view.minutes), view.language), "")
    times = rx.cond(view.how_many > 1, in_language(say_count("today.times", view.how_many), view.language), "")
    size = rx.el.p(minutes, rx.cond((minutes != "") & (times != ""), " · ", ""), times, " ")
    return rx.el.div(
        _line(_said(view, "today.when"), view.when),
        _line(_said(view, "today.where"), view.where),
        _line(_said(view, "today.first_step"), view.first_step),
        _line(_said(view, "work.stuck_smallest"), view.smallest),
        rx.cond((view.minutes > 0) | (view.how_many > 1), size, rx.fragment()),
        class_name="paper-plan",
    )


def _line(prefix: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    return rx.cond(words != "", rx.el.p(rx.el.b(prefix), " ", words, " "), rx.fragment())


def _together(view: rx.Var[PaperView]) -> rx.Var[str]:
    """With its date: a sheet lies about longer than a week."""
    window = view.window
    on = say("today.together", name=window.clinician, day=date(window.meet_on))
    unknown = say("today.together_no_date", name=window.clinician)
    return in_language(rx.cond(window.meet_on != "", on, unknown).to(str), view.language)


def _how_it_went(view: rx.Var[PaperView]) -> rx.Component:
    """The same honest ends as on a screen, to tick."""
    ticks = [
        rx.el.span(
            rx.el.span(class_name="paper-tick square"), _said(view, f"paper.went_{end}"), class_name="paper-choice"
        )
        for end in ENDS
    ]
    return rx.el.section(
        rx.el.h3(_said(view, "paper.went")), rx.el.div(*ticks, class_name="paper-choices"), class_name="paper-field"
    )


def _foot(view: rx.Var[PaperView]) -> rx.Component:
    phone = view.window.phone
    wait = rx.cond(phone != "", _said(view, "paper.cannot_wait", phone=phone) + " ", "")
    return rx.el.p(wait, _said(view, "app.help_footer"), class_name="paper-small")
