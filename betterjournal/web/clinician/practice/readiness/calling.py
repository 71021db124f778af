"""The help lines to call once, and again after ninety days: who called which one last."""

import reflex as rx

from betterjournal.readiness.views import HelpLineView
from betterjournal.web.clinician.practice.readiness.state import ReadinessState
from betterjournal.web.components import phone_link, quiet_button
from betterjournal.web.wording import language_var, say, short_date


def help_lines_to_call(lines: rx.Var[list[HelpLineView]]) -> rx.Component:
    return rx.el.ul(rx.foreach(lines, _line), role="list", class_name="stack-small")


def _line(line: rx.Var[HelpLineView]) -> rx.Component:
    name = rx.cond(language_var() == "fr", line.name_fr, line.name_en)
    when = rx.cond(
        line.on != "",
        say("ready.called", name=line.by, date=short_date(line.on)),
        say("ready.never_called"),
    )
    about = rx.cond(line.due & (line.on != ""), say("ready.call_again"), "")
    press = quiet_button(
        say("ready.called_today"),
        on_click=ReadinessState.called(line.id),
        aria_label=say("ready.called_line", line=name),
    )
    words = rx.el.div(
        rx.el.p(name, " · ", phone_link(number=line.phone)),
        rx.el.p(when, " ", about, class_name="quiet small"),
    )
    return rx.el.li(words, press, class_name="flex flex-wrap items-center justify-between gap-3", key=line.id)
