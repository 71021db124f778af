"""One client in the list: the next appointment and the window, and nothing that depends on what the client did."""

import reflex as rx

from betterjournal.assignments.views import ClientLine
from betterjournal.web import routes
from betterjournal.web.clinician.spoken import near_day
from betterjournal.web.components import link_row
from betterjournal.web.wording import clock_time, say, short_date

# A time of day is not torn apart where the name is long.
BESIDE = "block text-end whitespace-nowrap"


def line(row: rx.Var[ClientLine]) -> rx.Component:
    finished = rx.el.span(say("clients.finished_on", day=short_date(row.until)), class_name=BESIDE)
    coming = rx.fragment(rx.el.span(_next(row), class_name=BESIDE), rx.el.span(_window(row), class_name=BESIDE))
    aside = rx.cond(row.part == "discharged", finished, coming)
    return link_row(row.name, f"{routes.CLIENTS}/{row.id}", aside, under=_mark(row), key=row.id)


def _next(row: rx.Var[ClientLine]) -> rx.Var[str]:
    time = clock_time(row.next_at)
    on = say("clients.next", day=near_day(row.next_on, row.next_near), time=time)
    known = rx.cond(row.next_on != "", on, say("clients.no_next"))
    soon = (("today", say("clients.today", time=time)), ("tomorrow", say("clients.tomorrow", time=time)))
    return rx.match(row.next_day, *soon, known).to(str)


def _window(row: rx.Var[ClientLine]) -> rx.Var[str]:
    opens = say("clients.opens", day=near_day(row.opens_on, row.opens_near))
    window = rx.cond(row.window_open, say("clients.open_now"), rx.cond(row.opens_on != "", opens, ""))
    without = rx.cond(row.invited, say("clients.not_joined"), say("clients.on_paper"))
    return rx.cond(row.joined, window, without).to(str)


def _mark(row: rx.Var[ClientLine]) -> rx.Component:
    """Whose they are when not simply one's own, and that everything is stopped."""
    part = rx.match(
        row.part,
        ("covered", say("clients.covered", name=row.for_name, day=short_date(row.until))),
        ("supervised", say("clients.supervised")),
        "",
    )
    stopped = rx.el.span(say("clients.stopped"), class_name="block")
    return rx.fragment(
        rx.cond(part != "", rx.el.span(part, class_name="block"), rx.fragment()),
        rx.cond(row.stopped, stopped, rx.fragment()),
    )
