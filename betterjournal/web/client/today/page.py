"""Today: one first thing with its note, when you can look at it together, the plan and one button; all else below."""

import reflex as rx

from betterjournal.assignments.views import CardView, TodayView
from betterjournal.web import routes
from betterjournal.web.account.locking import lock_offers
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.left_words import left_words
from betterjournal.web.client.marked import marked
from betterjournal.web.client.own_calendar import own_calendar
from betterjournal.web.client.plan import changed, plan, size
from betterjournal.web.client.resting import put_off, rests, so_far, take_up
from betterjournal.web.client.room import client_room
from betterjournal.web.client.today.care import beside, care, finished
from betterjournal.web.client.today.parts import about, done, news, title
from betterjournal.web.client.today.state import TodayState
from betterjournal.web.client.window import away, together
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

# The words keep room for themselves: with large text on a narrow screen what is pressed stands under them.
WORDS = "min-w-0 flex-1 basis-32"
BESIDE = "flex flex-wrap items-center justify-between gap-x-4 py-4 [&_.button]:flex-none"


def today_page() -> rx.Component:
    return client_room(
        heading(say("today.title")),
        left_words(),
        shown(TodayState.view, None, _day, ghost()),
        lock_offers(routes.ME),
        title_key="today.title",
        current="today",
    )


def _day(view: rx.Var[TodayView]) -> rx.Component:
    return rx.cond(view.care.writes_until != "", rx.fragment(finished(view.care), done(view)), _open(view))


def _open(view: rx.Var[TodayView]) -> rx.Component:
    empty = empty_state(say("today.empty"), link_button(say("today.own_pages"), routes.JOURNAL, weight="secondary"))
    paused = card(wording(say("today.paused")))
    return rx.fragment(
        rx.cond(view.paused, paused, rx.fragment()),
        care(view),
        rx.cond(~view.is_new & (view.window.away_until != ""), card(away(view.window)), rx.fragment()),
        news(view),
        rx.cond(view.first.length() > 0, rx.foreach(view.first, lambda one: _first(view, one)), empty),
        _rest(view),
        rx.cond(view.is_new, about(view.window), rx.fragment()),
        beside(view.care),
        _resting(view),
        done(view),
        rx.cond(view.is_new, rx.fragment(), disclosure(say("today.about"), about(view.window))),
    )


def _first(view: rx.Var[TodayView], one: rx.Var[CardView]) -> rx.Component:
    return card(
        title(one),
        rx.cond(one.note != "", _note(one), rx.fragment()),
        _what(one),
        changed(one.changed),
        _when(view),
        plan(one),
        size(one),
        so_far(one.repeat),
        _standing(one),
        actions(_go(one, "primary")),
        put_off(one),
        own_calendar(one),
        name=one.title,
        article=True,
        key=one.id,
    )


def _when(view: rx.Var[TodayView]) -> rx.Component:
    words = wording(rx.cond(view.news == "waits", say("today.waits"), together(view.window)).to(str))
    return rx.cond(view.window.clinician != "", words, rx.fragment())


def _rest(view: rx.Var[TodayView]) -> rx.Component:
    """Below the first thing: each by its title and what it is, the note and the plan on its own page."""
    return rx.cond(
        view.more.length() > 0,
        section(say("today.more"), rx.el.div(rx.foreach(view.more, _more), class_name="divide-y divide-line")),
        rx.fragment(),
    )


def _resting(view: rx.Var[TodayView]) -> rx.Component:
    """Folded: what is not for today, and when it is; it can be opened all the same."""
    rows = rx.el.div(rx.foreach(view.resting, _rests), class_name="divide-y divide-line")
    return rx.cond(view.resting.length() > 0, disclosure(say("repeat.resting"), rows), rx.fragment())


def _rests(one: rx.Var[CardView]) -> rx.Component:
    words = rx.el.div(title(one, "h3"), so_far(one.repeat), rests(one.repeat), take_up(one), class_name=WORDS)
    return rx.el.article(words, _go(one, "plain"), aria_label=one.title, key=one.id, class_name=BESIDE)


def _more(one: rx.Var[CardView]) -> rx.Component:
    words = rx.el.div(
        title(one, "h3"), _what(one), changed(one.changed), so_far(one.repeat), _standing(one), class_name=WORDS
    )
    return rx.el.article(words, _go(one, "plain"), aria_label=one.title, key=one.id, class_name=BESIDE)


def _note(one: rx.Var[CardView]) -> rx.Component:
    return own_words(one.note, one.note_language)


def _what(one: rx.Var[CardView]) -> rx.Component:
    """A plain task of one line is its own title."""
    said = rx.el.p(one.what, lang=one.language, class_name="whitespace-pre-wrap", custom_attrs={"data-own-words": ""})
    return rx.cond((one.what != "") & (one.what != one.title), said, rx.fragment())


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
