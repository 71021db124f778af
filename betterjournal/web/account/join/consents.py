"""What a client is told before anything is stored: two sentences each, the rest folded, a tick of its own."""

import reflex as rx

from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.views import JoinView
from betterjournal.web import routes
from betterjournal.web.account.came_back import typed
from betterjournal.web.components import card, checkbox, disclosure, subheading, wording
from betterjournal.web.problems import Notice
from betterjournal.web.wording import say, sentence_for

WINDOWS = ("same_day", "previous_working_day", "two_days", "three_days", "always")


def consents(view: rx.Var[JoinView]) -> list[rx.Component]:
    """Each topic with its tick."""
    return [_topic(view, topic) for topic in TOPICS]


def consents_to_read(view: rx.Var[JoinView]) -> list[rx.Component]:
    """The same words again, without ticks."""
    return [rx.el.div(*_words(view, topic), class_name="stack-small") for topic in TOPICS]


def _topic(view: rx.Var[JoinView], topic: str) -> rx.Component:
    before = typed(routes.JOINING, "agreed").split(",")
    ticked = before.contains(topic)
    open_still = rx.cond(
        (Notice.field == "agreed") & ~ticked, rx.el.p(say("join.not_ticked"), class_name="field-error")
    )
    tick = checkbox("agreed", say(f"join.consent.{topic}.tick"), value=topic, default_checked=ticked)
    return card(*_words(view, topic), open_still, tick)


def _words(view: rx.Var[JoinView], topic: str) -> list[rx.Component]:
    text = _say(view, f"join.consent.{topic}.text")
    sentences = [text, " ", _window(view)] if topic == "who_reads" else [text]
    return [
        subheading(say(f"join.consent.{topic}.title"), level="h3"),
        rx.el.p(*sentences),
        disclosure(say("join.more"), wording(_say(view, f"join.consent.{topic}.more"))),
    ]


def _window(view: rx.Var[JoinView]) -> rx.Var[str]:
    sentences = [(name, say(f"join.reads.{name}", name=view.clinician)) for name in WINDOWS]
    return rx.match(view.reading_window, *sentences, "")


def _say(view: rx.Var[JoinView], key: str) -> rx.Var[str]:
    values = {"name": view.clinician, "practice": view.practice, "phone": view.phone}
    needed = sentence_for(key).placeholders()
    return say(key, **{name: value for name, value in values.items() if name in needed})
