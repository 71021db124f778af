"""What a client is told before anything is stored: two sentences each, the rest folded, a tick of its own."""

import reflex as rx

from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.views import JoinView
from betterjournal.care.views import ConsentView
from betterjournal.web import routes
from betterjournal.web.account.came_back import typed
from betterjournal.web.components import card, checkbox, disclosure, section, subheading, wording
from betterjournal.web.problems import Notice
from betterjournal.web.wording import say, sentence_for

Asked = rx.Var[JoinView] | rx.Var[ConsentView]
WINDOWS = ("same_day", "previous_working_day", "two_days", "three_days", "always")


def consents(view: rx.Var[JoinView]) -> list[rx.Component]:
    """Each topic with its tick, in a form that the browser posts."""
    before = typed(routes.JOINING, "agreed").split(",")
    return [_posted(view, topic, before.contains(topic)) for topic in TOPICS]


def consents_anew(view: Asked, missing: rx.Var[list[str]]) -> list[rx.Component]:
    """The same in a form whose page stays: each tick has the name of its topic."""
    return [_topic(view, topic, missing.contains(topic), checkbox(topic, _tick(topic))) for topic in TOPICS]


def consents_to_read(view: rx.Var[JoinView]) -> list[rx.Component]:
    """The same words again, without ticks."""
    return [rx.el.div(*_words(view, topic), class_name="stack-small") for topic in TOPICS]


def consents_in_full(view: Asked) -> list[rx.Component]:
    """All of it unfolded, so that it can be printed."""
    return [_topic_in_full(view, topic) for topic in TOPICS]


def _posted(view: Asked, topic: str, ticked: rx.Var[bool]) -> rx.Component:
    tick = checkbox("agreed", _tick(topic), value=topic, default_checked=ticked)
    return _topic(view, topic, (Notice.field == "agreed") & ~ticked, tick)


def _topic(view: Asked, topic: str, missing: rx.Var[bool], tick: rx.Component) -> rx.Component:
    open_still = rx.cond(missing, rx.el.p(say("join.not_ticked"), class_name="field-error"))
    return card(*_words(view, topic), open_still, tick)


def _tick(topic: str) -> rx.Var[str]:
    return say(f"join.consent.{topic}.tick")


def _topic_in_full(view: Asked, topic: str) -> rx.Component:
    title, more = say(f"join.consent.{topic}.title"), _say(view, f"join.consent.{topic}.more")
    return section(title, rx.el.p(*_text(view, topic)), wording(more))


def _words(view: Asked, topic: str) -> list[rx.Component]:
    return [
        subheading(say(f"join.consent.{topic}.title"), level="h3"),
        rx.el.p(*_text(view, topic)),
        disclosure(say("join.more"), wording(_say(view, f"join.consent.{topic}.more"))),
    ]


def _text(view: Asked, topic: str) -> list[rx.Var[str] | str]:
    text = _say(view, f"join.consent.{topic}.text")
    return [text, " ", _window(view)] if topic == "who_reads" else [text]


def _window(view: Asked) -> rx.Var[str]:
    sentences = [(name, say(f"join.reads.{name}", name=view.clinician)) for name in WINDOWS]
    return rx.match(view.reading_window, *sentences, "")


def _say(view: Asked, key: str) -> rx.Var[str]:
    values = {"name": view.clinician, "practice": view.practice, "phone": view.phone}
    needed = sentence_for(key).placeholders()
    return say(key, **{name: value for name, value in values.items() if name in needed})
