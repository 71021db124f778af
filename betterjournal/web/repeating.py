"""How often work is to be done, in plain words for whoever reads them."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from betterjournal.assignments.repeats import WEEKDAYS
from betterjournal.assignments.views import RepeatView
from betterjournal.web.wording import say, say_count


def how_often(repeat: rx.Var[RepeatView], spoken: Callable[[rx.Var[str]], Any] = lambda words: words) -> rx.Component:
    """One phrase, nothing for work that is set once; `spoken` puts it into another language than the page's."""
    days = rx.foreach(
        repeat.days,
        lambda day, at: rx.el.span(rx.cond(at > 0, ", ", ""), rx.match(day, *_days(spoken), "")),
    )
    return rx.match(
        repeat.kind,
        ("daily", _span(spoken(say("repeat.daily")))),
        ("weekdays", rx.el.span(days)),
        ("times", _span(spoken(say_count("today.times", repeat.aim)))),
        ("each_appointment", _span(spoken(say("repeat.each_appointment")))),
        ("diary", _span(spoken(say("repeat.diary", aim=repeat.aim)))),
        rx.fragment(),
    )


def _span(words: Any) -> rx.Component:
    return rx.el.span(words)


def _days(spoken: Callable[[rx.Var[str]], Any]) -> list[tuple[str, Any]]:
    return [(day, spoken(say(f"repeat.on_{day}"))) for day in WEEKDAYS]
