"""What the sheets of paper share: the line above them that is not printed, and words in the client's language."""

from typing import Any

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.clinician.spoken import in_language
from betterjournal.web.components import button, heading, text_link
from betterjournal.web.components.styles import styles
from betterjournal.web.wording import date, say


def above(
    heading_: rx.Var[str], about: rx.Var[str], client_id: rx.Var[str], first_name: rx.Var[str], on_print: Any
) -> rx.Component:
    """The way back, what it is, and the one thing to press."""
    back = text_link(say("assign.back", name=first_name), f"{routes.CLIENTS}/{client_id}")
    press = button(say("paper.press"), on_click=[on_print, rx.call_function(rx.Var("(() => window.print())"))])
    title = rx.el.div(rx.el.p(back, class_name="small"), heading(heading_, lead=about))
    return rx.el.div(
        styles(__file__), title, press, class_name="no-print flex flex-wrap gap-4 items-end justify-between"
    )


def said(view: rx.Var[Any], key: str, **values: rx.Var[str]) -> rx.Var[str]:
    """Words of ours in the language of the sheet."""
    return in_language(say(key, **values), view.language)


def plan_line(prefix: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    return rx.cond(words != "", rx.el.p(rx.el.b(prefix), " ", words, " "), rx.fragment())


def together(view: rx.Var[Any]) -> rx.Var[str]:
    """With its date: a sheet lies about longer than a week."""
    window = view.window
    on = say("today.together", name=window.clinician, day=date(window.meet_on))
    unknown = say("today.together_no_date", name=window.clinician)
    return in_language(rx.cond(window.meet_on != "", on, unknown).to(str), view.language)


def last_lines(view: rx.Var[Any]) -> rx.Component:
    """Whom to call."""
    phone = view.window.phone
    wait = rx.cond(phone != "", said(view, "paper.cannot_wait", phone=phone) + " ", "")
    return rx.el.p(wait, said(view, "app.help_footer"), class_name="paper-small")
