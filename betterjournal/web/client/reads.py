"""Who reads, in a sentence each, and the client's choice of what somebody new may open of the time before."""

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from betterjournal.care.handing import CHOICES
from betterjournal.care.views import CoverLine, SupervisionLine, WhoReadsView
from betterjournal.web.components import actions, button, radio_group, wording
from betterjournal.web.problems import field_error
from betterjournal.web.wording import date, say


def covering(one: rx.Var[CoverLine]) -> rx.Component:
    return wording(say("reads.covers", name=one.name, other=one.for_first, day=date(one.until_on)))


def supervising(one: rx.Var[SupervisionLine]) -> rx.Component:
    return wording(say("reads.supervises", name=one.name, other=one.supervisee_first))


def past_form(view: rx.Var[WhoReadsView], on_submit: Callable[[Any], EventSpec] | rx.EventHandler) -> rx.Component:
    """Nothing is chosen before they have; keyed by the choice, so that it follows what was chosen elsewhere."""
    choices = radio_group(
        "past",
        say("reads.asks", name=view.asks, before=view.before),
        [(one, _choice(view, one)) for one in CHOICES],
        error=field_error("past"),
        default=view.past,
    )
    return rx.el.form(
        choices,
        actions(button(say("reads.choose"), kind="submit", weight="secondary")),
        on_submit=on_submit,
        key=view.asks + view.past,
        class_name="stack",
    )


def _choice(view: rx.Var[WhoReadsView], one: str) -> rx.Component:
    about = say(f"reads.{one}_about", name=view.asks)
    name = say("reads.all", before=view.before) if one == "all" else say(f"reads.{one}")
    return rx.fragment(rx.el.span(name, class_name="block"), rx.el.span(about, class_name="help block"))
