"""What stands around the first thing: how this place works, and what is done or was taken back."""

from typing import Literal

import reflex as rx

from betterjournal.assignments.views import CardView, TodayView
from betterjournal.web import routes
from betterjournal.web.client.marked import marked
from betterjournal.web.client.today.state import TodayState
from betterjournal.web.client.window import Window, away
from betterjournal.web.components import actions, button, card, dialled, disclosure, own_words, text_link, wording
from betterjournal.web.wording import clock_time, date, say

STATES = ("whole", "part", "another_way", "not_this_time", "ended")


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
    wait = rx.el.p(*dialled(say("today.cannot_wait", phone=window.phone), window.phone))
    there = rx.cond(window.phone != "", wait, rx.fragment())
    usual = rx.cond(window.away_until != "", away(window), there)
    return card(wording(say("today.first_use")), wording(read), usual)


def news(view: rx.Var[TodayView]) -> rx.Component:
    """That the appointment is another one now and the work goes with it, until the client puts it away."""
    on = date(view.window.meet_on)
    hour = say("today.now_hour", day=on, time=clock_time(view.window.meet_at))
    now = rx.cond(view.news == "hour", hour, say("today.now", day=on))
    along = rx.cond(view.first.length() > 0, say("today.moves_along"), "")
    told = card(
        rx.el.p(now, " ", along),
        actions(button(say("today.put_away"), weight="plain", on_click=TodayState.put_news_away)),
    )
    return rx.cond((view.news == "moved") | (view.news == "hour"), told, rx.fragment())


def done(view: rx.Var[TodayView]) -> rx.Component:
    """Folded: what was shared or said, and what the clinician took back, with their words; all of it at the end."""
    rows = rx.el.ul(rx.foreach(view.done, _done), class_name="rows", role="list")
    name = rx.cond(view.care.writes_until != "", say("today.worked_on"), say("today.done"))
    return rx.cond(view.done.length() > 0, disclosure(name, rows), rx.fragment())


def _done(one: rx.Var[CardView]) -> rx.Component:
    states = [(name, say(f"today.state_{name}")) for name in STATES]
    said = rx.match(one.state, *states, say("today.state_closed"))
    noted = marked(one.state, one.marked_by, one.marked_on)
    said = rx.cond((one.marked_by != "") & (one.state != "ended"), noted, said)
    words = rx.cond(one.withdrawn_words != "", own_words(one.withdrawn_words, one.language), rx.fragment())
    link = text_link(rx.el.span(one.title, lang=one.language, custom_attrs={"data-own-words": ""}), routes.work(one.id))
    state = rx.el.span(rx.cond(one.withdrawn, say("today.withdrawn"), said), class_name="quiet small text-end")
    return rx.el.li(rx.el.div(link, rx.cond(one.withdrawn, words, rx.fragment())), state, key=one.id)
