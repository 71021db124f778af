"""What Today says of who reads: somebody new who waits for an answer, who stands in, nobody, or that it is over."""

import reflex as rx

from betterjournal.assignments.views import TodayView
from betterjournal.care.views import SupervisionLine, WhoReadsView
from betterjournal.web import routes
from betterjournal.web.client.reads import covering, past_form, supervising
from betterjournal.web.client.today.state import TodayState
from betterjournal.web.components import actions, card, link_button, subheading, text_link, wording
from betterjournal.web.wording import date, say

# What was pressed is gone: whoever pressed it by the keys or hears the page is brought to what came of it.
COME_TO_IT = "(() => document.getElementById('chosen')?.focus())"


def care(view: rx.Var[TodayView]) -> rx.Component:
    """What waits for an answer, or that nobody reads: before anything else."""
    nobody = card(wording(say("reads.nobody")), wording(say("reads.nobody_about"), quiet=True))
    return rx.fragment(
        rx.cond(view.care.past == "unanswered", _asks(view.care), rx.fragment()),
        rx.cond(TodayState.chose & (view.care.past != "unanswered"), _chose(), rx.fragment()),
        rx.cond(view.window.clinician == "", nobody, rx.fragment()),
    )


def beside(view: rx.Var[WhoReadsView]) -> rx.Component:
    """Who else reads, below what there is to do; every sharing says it again."""
    return rx.fragment(
        rx.foreach(view.covers, lambda one: rx.el.div(covering(one), key=one.id, class_name="card")),
        rx.foreach(view.supervisions, _new_supervision),
    )


def finished(view: rx.Var[WhoReadsView]) -> rx.Component:
    """The last page of it, kindly: what was done together, and what is still theirs."""
    name = view.finished
    together = rx.cond(name != "", say("reads.finished", name=name), say("reads.finished_here"))
    writes = say("reads.writes_until", day=date(view.writes_until))
    return card(
        subheading(together),
        wording(rx.cond(view.can_write, writes, say("reads.reads_on"))),
        actions(
            link_button(say("today.own_pages"), routes.JOURNAL),
            link_button(say("journal.kept_link"), routes.KEPT, weight="secondary"),
        ),
    )


def _asks(view: rx.Var[WhoReadsView]) -> rx.Component:
    return card(
        subheading(say("reads.with_you", name=view.asks_full)),
        past_form(view, TodayState.choose_past),
        wording(say("reads.until_then", name=view.asks), quiet=True, small=True),
        class_name="stack",
    )


def _chose() -> rx.Component:
    return rx.el.div(
        wording(say("reads.chosen"), role="status"),
        text_link(say("reads.change"), routes.ME),
        id="chosen",
        tab_index=-1,
        on_mount=rx.call_function(rx.Var(COME_TO_IT)),
        class_name="card stack-small",
    )


def _new_supervision(one: rx.Var[SupervisionLine]) -> rx.Component:
    return rx.cond(one.is_new, rx.el.div(supervising(one), key=one.id, class_name="card"), rx.fragment())
