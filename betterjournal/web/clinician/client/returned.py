"""What came back from the client on their line of time, with the way to look at it together."""

import reflex as rx

from betterjournal.review.views import ReturnedView, TimelineView
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.clinician.client.looking import look_form
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.returned import kind, marks, title
from betterjournal.web.given import given
from betterjournal.web.wording import say


def returned(row: rx.Var[ReturnedView], view: rx.Var[TimelineView]) -> rx.Component:
    """An article named by the assignment's title; a page and a check-in by what they are."""
    name = title(row)
    look = rx.cond(row.can_review, look_form(row.assignment_id, say("client.look")), rx.fragment())
    drawn = rx.el.article(
        rx.el.div(
            rx.el.h3(name),
            rx.el.p(kind(row), class_name="quiet small"),
            class_name="flex flex-wrap items-baseline justify-between gap-x-4",
        ),
        marks(row, view.first_name),
        rx.cond(row.set_what != "", rx.el.p(row.set_what, class_name="quiet whitespace-pre-wrap"), rx.fragment()),
        given(row, view.first_name),
        _as_set(row),
        look,
        class_name=rx.cond(row.kind == "check_in", "pb-2", "card stack-small"),
        aria_label=name,
    )
    return Arrive.create(drawn, now=ClientState.came == row.id)


def _as_set(row: rx.Var[ReturnedView]) -> rx.Component:
    """The clinician's own words right under the plan that took their place."""
    lines = [
        rx.cond(row[f"set_{name}"] != "", _line(f"client.plan_{name}", row[f"set_{name}"].to(str)), rx.fragment())
        for name in ("when", "where", "first_step")
    ]
    drawn = rx.el.div(
        rx.el.p(say("client.plan_as_set"), class_name="small"), rx.el.dl(*lines, class_name="stack-small")
    )
    return rx.cond(row.set_when + row.set_where + row.set_first_step != "", drawn, rx.fragment())


def _line(key: str, words: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.dt(say(key), class_name="quiet small"), rx.el.dd(words))
