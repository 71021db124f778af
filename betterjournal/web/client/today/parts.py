"""What stands around the first thing: how this place works, and what is done or was taken back."""

from typing import Literal

import reflex as rx

from betterjournal.assignments.views import CardView, TodayView
from betterjournal.web import routes
from betterjournal.web.client.marked import marked
from betterjournal.web.client.window import Window
from betterjournal.web.components import card, disclosure, own_words, text_link, wording
from betterjournal.web.wording import say

STATES = ("whole", "part", "another_way", "not_this_time")


def title(one: rx.Var[CardView], level: Literal["h2", "h3"] = "h2") -> rx.Component:
    draw = rx.el.h2 if level == "h2" else rx.el.h3
    return draw(one.title, lang=one.language, custom_attrs={"data-own-words": ""})


def about(window: Window) -> rx.Component:
    """The first words a client reads here, true for the practice's setting."""
    looks = rx.match(
        window.setting,
        ("always", say("today.looks_always", name=window.clinician)),
        say("today.looks", name=window.clinician),
    )
    read = rx.cond(window.clinician != "", looks, say("app.read_nobody"))
    wait = rx.cond(window.phone != "", say("today.cannot_wait", phone=window.phone), "")
    return card(wording(say("today.first_use")), wording(read), wording(wait))


def done(view: rx.Var[TodayView]) -> rx.Component:
    """Folded: what was shared or said, and what the clinician took back, with their words."""
    rows = rx.el.ul(rx.foreach(view.done, lambda one: _done(view.window, one)), class_name="rows", role="list")
    return rx.cond(view.done.length() > 0, disclosure(say("today.done"), rows), rx.fragment())


def _done(window: Window, one: rx.Var[CardView]) -> rx.Component:
    states = [(name, say(f"today.state_{name}")) for name in STATES]
    said = rx.match(one.state, *states, say("today.state_closed"))
    noted = marked(one.state, one.marked_by, one.marked_on)
    said = rx.cond(one.marked_by != "", noted, said)
    took = say("today.withdrawn", name=window.clinician)
    words = rx.cond(one.withdrawn_words != "", own_words(one.withdrawn_words), rx.fragment())
    link = text_link(rx.el.span(one.title, custom_attrs={"data-own-words": ""}), routes.work(one.id))
    state = rx.el.span(rx.cond(one.withdrawn, took, said), class_name="quiet small text-end")
    return rx.el.li(rx.el.div(link, rx.cond(one.withdrawn, words, rx.fragment())), state, key=one.id)
