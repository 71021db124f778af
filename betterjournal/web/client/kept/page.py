"""What I keep: takeaways and decisions, newest first, and on paper if wanted."""

import reflex as rx

from betterjournal.review.actions import DECISIONS
from betterjournal.review.views import KeptLine, KeptView
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.kept.state import KeptState
from betterjournal.web.client.printing import print_button
from betterjournal.web.client.room import client_room
from betterjournal.web.components import (
    actions,
    card,
    empty_state,
    ghost,
    heading,
    own_words,
    wording,
)
from betterjournal.web.wording import date, say


def kept_page() -> rx.Component:
    return client_room(
        heading(say("kept.title"), lead=say("kept.about")),
        shown(KeptState.view, None, _kept, ghost(4)),
        title_key="kept.title",
        current="journal",
    )


def _kept(view: rx.Var[KeptView]) -> rx.Component:
    listed = rx.fragment(rx.foreach(view.lines, _line), actions(print_button()))
    return rx.cond(view.lines.length() > 0, listed, empty_state(say("kept.empty")))


def _line(one: rx.Var[KeptLine]) -> rx.Component:
    decided = rx.match(one.decision, *[(name, say(f"kept.{name}")) for name in DECISIONS], "")
    takeaway = rx.cond(one.takeaway != "", own_words(one.takeaway, one.language), rx.fragment())
    return card(
        rx.el.h2(one.title, lang=one.language, custom_attrs={"data-own-words": ""}),
        wording(date(one.on), quiet=True, small=True),
        takeaway,
        rx.cond(decided != "", wording(decided), rx.fragment()),
        article=True,
        key=one.id,
    )
