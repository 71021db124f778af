"""What the client wrote before on the same worksheet, to read beside the writing."""

import reflex as rx

from betterjournal.entries.views import BesideView, EarlierView, WorkView
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.client.work.state import WorkState
from betterjournal.web.components import actions, button, disclosure, quiet_button, subheading
from betterjournal.web.wording import date, say, short_date
from betterjournal.web.worksheet import draw_section

KINDS = ("whole", "part")
# Close goes away with what it closes.
BACK_TO_THEM = "(() => document.getElementById('earlier')?.focus())"


def earlier(view: rx.Var[WorkView]) -> rx.Component:
    """By day, folded; the one that is read stands below (`beside`)."""
    rows = rx.el.ul(rx.foreach(view.earlier, _line), role="list", class_name="stack-small")
    folded = rx.el.div(disclosure(say("work.earlier"), rows), id="earlier", tab_index=-1, class_name="outline-none")
    return rx.cond(view.earlier.length() > 0, folded, rx.fragment())


def beside() -> rx.Component:
    """The one that is read, also where nothing is written any more; beside the writing where the screen is wide."""
    return rx.foreach(WorkState.beside, _read)


def _line(one: rx.Var[EarlierView]) -> rx.Component:
    state = rx.match(one.state, *[(kind, say(f"today.state_{kind}")) for kind in KINDS], say("work.private"))
    title = rx.el.span(" · ", rx.el.span(one.title, custom_attrs={"data-own-words": ""}))
    read = button(short_date(one.on), weight="plain", on_click=WorkState.read_beside(one.id))
    go = button(say("together.open_earlier"), weight="plain", on_click=WorkState.open_earlier(one.id))
    return rx.el.li(
        read,
        rx.el.span(" · ", state, rx.cond(one.title != "", title, rx.fragment()), class_name="quiet small"),
        " ",
        rx.cond(one.state == "begun", go, rx.fragment()),
        key=one.id,
    )


def _read(one: rx.Var[BesideView]) -> rx.Component:
    title = rx.el.span(one.title, lang=one.language, custom_attrs={"data-own-words": ""})
    close = [WorkState.close_beside, rx.call_function(rx.Var(BACK_TO_THEM))]
    return rx.el.section(
        Arrive.create(subheading(rx.fragment(title, " · ", date(one.on))), now=True),
        rx.foreach(one.sections, lambda section: draw_section(section, "reading", one.language)),
        actions(quiet_button(say("app.close"), on_click=close)),
        class_name="earlier-sheet stack",
        key=one.id,
        aria_label=say("work.earlier"),
    )
