"""What came back from the client on their line of time, with the way to look at it together."""

import reflex as rx

from betterjournal.review.views import ReturnedView, TimelineView
from betterjournal.web import routes
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.clinician.client.looking import look_form
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.returned import as_set, kind, marks, title
from betterjournal.web.clinician.settling import settling
from betterjournal.web.components import link_button
from betterjournal.web.given import given
from betterjournal.web.wording import say


def returned(row: rx.Var[ReturnedView], view: rx.Var[TimelineView]) -> rx.Component:
    """An article named by the assignment's title; a page and a check-in by what they are."""
    name = title(row)
    look = look_form(row.id, row.assignment_id, say("client.look"), offered=row.can_review, weight="secondary")
    # A check-in is looked at as numbers over time.
    large = rx.cond(row.kind != "check_in", _large(row, view, name), rx.fragment())
    drawn = rx.el.article(
        rx.el.div(
            rx.el.h3(name),
            rx.el.p(kind(row), class_name="quiet small"),
            class_name="flex flex-wrap items-baseline justify-between gap-x-4",
        ),
        marks(row, view.first_name),
        rx.cond(row.set_what != "", rx.el.p(row.set_what, class_name="quiet whitespace-pre-wrap"), rx.fragment()),
        given(row, view.first_name),
        as_set(row),
        look,
        settling(row, view.id),
        large,
        class_name=rx.cond(row.kind == "check_in", "pb-2", "card stack-small"),
        aria_label=name,
    )
    return Arrive.create(drawn, now=ClientState.came == row.id)


def _large(row: rx.Var[ReturnedView], view: rx.Var[TimelineView], name: rx.Var[str]) -> rx.Component:
    """The same on a page of its own, to be turned to them."""
    address = rx.Var.create(f"{routes.CLIENTS}/") + view.id + "/look?entry=" + row.id
    words = say("look.link")
    link = link_button(words, address, weight="plain", class_name="self-start", aria_label=words + ": " + name)
    return rx.el.div(link, class_name="no-print")
