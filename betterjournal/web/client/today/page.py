"""Today: the note, when you can look at it together, the plan, the minutes, and one button."""

import reflex as rx

from betterjournal.assignments.views import CardView, TodayView
from betterjournal.web import routes
from betterjournal.web.account.locking import lock_offers
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.marked import marked
from betterjournal.web.client.plan import plan, size
from betterjournal.web.client.room import client_room
from betterjournal.web.client.today.parts import about, done, title
from betterjournal.web.client.today.state import TodayState
from betterjournal.web.client.window import together
from betterjournal.web.components import (
    actions,
    card,
    disclosure,
    empty_state,
    ghost,
    heading,
    link_button,
    own_words,
    section,
    wording,
)
from betterjournal.web.wording import date, say

BESIDE = "flex items-center justify-between gap-4 py-4 [&_.button]:flex-none"


def today_page() -> rx.Component:
    return client_room(
        heading(say("today.title")),
        shown(TodayState.view, None, _day, ghost()),
        lock_offers(routes.ME),
        title_key="today.title",
        current="today",
    )


def _day(view: rx.Var[TodayView]) -> rx.Component:
    empty = empty_state(say("today.empty"), link_button(say("today.own_pages"), routes.JOURNAL, weight="secondary"))
    paused = card(wording(say("today.paused")))
    return rx.fragment(
        rx.cond(view.paused, paused, rx.fragment()),
        rx.cond(view.is_new, about(view.window), rx.fragment()),
        rx.cond(view.first.length() > 0, rx.foreach(view.first, lambda one: _first(view, one)), empty),
        _rest(view),
        done(view),
        rx.cond(view.is_new, rx.fragment(), disclosure(say("today.about"), about(view.window))),
    )


def _first(view: rx.Var[TodayView], one: rx.Var[CardView]) -> rx.Component:
    return card(
        title(one),
        _words(one.what, one.language),
        rx.cond(one.note != "", _note(one), rx.fragment()),
        wording(together(view.window)),
        plan(one),
        size(one),
        _standing(one),
        actions(_go(one, "primary")),
        name=one.title,
        article=True,
        key=one.id,
    )


def _rest(view: rx.Var[TodayView]) -> rx.Component:
    """Below the first thing: each by its title and what it is, the note and the plan on its own page."""
    return rx.cond(
        view.more.length() > 0,
        section(say("today.more"), rx.el.div(rx.foreach(view.more, _more), class_name="divide-y divide-line")),
        rx.fragment(),
    )


def _more(one: rx.Var[CardView]) -> rx.Component:
    words = rx.el.div(title(one, "h3"), _words(one.what, one.language), _standing(one), class_name="min-w-0")
    return rx.el.article(words, _go(one, "plain"), aria_label=one.title, key=one.id, class_name=BESIDE)


def _note(one: rx.Var[CardView]) -> rx.Component:
    return own_words(one.note, one.language)


def _words(words: rx.Var[str], language: rx.Var[str]) -> rx.Component:
    said = rx.el.p(words, lang=language, custom_attrs={"data-own-words": ""})
    return rx.cond(words != "", said, rx.fragment())


def _standing(one: rx.Var[CardView]) -> rx.Component:
    """Where it stands, when that is more than new or begun; with who else had a hand in it."""
    part = rx.cond(one.state == "part", wording(say("today.part"), quiet=True), rx.fragment())
    noted = wording(marked(one.state, one.marked_by, one.marked_on), quiet=True)
    now = say("together.now", name=one.together_with)
    yours = say("together.yours", name=one.together_with, date=date(one.together_on))
    begun = wording(rx.cond(one.together_now, now, yours))
    return rx.fragment(
        rx.cond(one.marked_by != "", noted, part), rx.cond(one.together_with != "", begun, rx.fragment())
    )


def _go(one: rx.Var[CardView], weight: str) -> rx.Component:
    words = rx.cond(one.state == "new", say("today.start"), say("today.continue"))
    return link_button(words, routes.work(one.id), weight=weight)
