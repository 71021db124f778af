"""The calendar page: where it is, how it goes, what a look finds, and the code of each client."""

import reflex as rx

from betterjournal.calendars.problems import TROUBLES
from betterjournal.calendars.views import CalendarView, LookView, Match
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.calendar.codes import codes
from betterjournal.web.clinician.calendar.connecting import connect_form, where_to_find_it
from betterjournal.web.clinician.calendar.state import CalendarState
from betterjournal.web.clinician.calendar.times import times_in_a_row
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.components import (
    actions,
    button,
    card,
    ghost,
    heading,
    quiet_button,
    section,
    status_line,
    subheading,
    wording,
)
from betterjournal.web.wording import clock_time, date, say, say_count

View = rx.Var[CalendarView]


def calendar_page() -> rx.Component:
    return desk_page(
        heading(say("calendar.heading"), lead=say("calendar.lead")),
        shown(CalendarState.view, None, _calendar, otherwise=ghost(5)),
        title_key="calendar.heading",
        current="clients",
    )


def _calendar(view: View) -> rx.Component:
    connected = rx.fragment(_state(view), codes(view), _found(view), _leaving())
    return rx.el.div(rx.cond(view.host != "", connected, _start()), class_name="stack max-w-[640px]")


def _start() -> rx.Component:
    return rx.fragment(
        rx.el.div(wording(say("calendar.what")), wording(say("calendar.kept")), class_name="stack-small"),
        where_to_find_it(),
        connect_form(say("calendar.connect")),
    )


def _state(view: View) -> rx.Component:
    """Which calendar, since when it is known, and in kind words what is in the way."""
    when = {"day": date(view.good_at), "time": clock_time(view.good_at)}
    known = view.good_at != ""
    well = rx.cond(known, say("calendar.good", **when), say("calendar.not_yet"))
    since = rx.cond(known, say("calendar.since", **when), "")
    next_ = rx.cond(view.begun, say("calendar.follows"), say("calendar.first"))
    again = rx.cond(view.begun, say("calendar.again"), "")
    trouble = rx.fragment(rx.el.p(_trouble(view)), rx.el.p(since, " ", again, class_name="quiet"))
    return card(
        subheading(say("calendar.reading", host=view.host)),
        rx.el.div(rx.cond(view.problem != "", trouble, wording(well, quiet=True)), role="status"),
        rx.cond(view.begun & (view.problem != ""), rx.fragment(), wording(next_, quiet=True)),
    )


def _trouble(view: View) -> rx.Var[str]:
    """In kind words, "" when all is well."""
    return rx.match(view.problem, *((code, say(f"calendar.trouble_{code}")) for code in TROUBLES), "").to(str)


def _found(view: View) -> rx.Component:
    """One thing to press: look, and after that, set what was found."""
    found: rx.Var[LookView] = CalendarState.found.to(LookView)
    look = [CalendarState.start_asking, CalendarState.look]
    press = rx.cond(
        view.begun | (CalendarState.found != None),  # noqa: E711 - compared in the browser
        quiet_button(say("calendar.look"), on_click=look, disabled=CalendarState.asking),
        button(say("calendar.look"), on_click=look, disabled=CalendarState.asking),
    )
    return section(
        say("calendar.in_it"),
        wording(say("calendar.look_help"), quiet=True),
        actions(press),
        status_line(rx.cond(CalendarState.asking, say("calendar.asking"), _trouble(view))),
        rx.cond(CalendarState.found, _results(found, view), rx.fragment()),
    )


def _results(found: rx.Var[LookView], view: View) -> rx.Component:
    none = wording(say("calendar.no_codes"))
    some = rx.el.ul(rx.foreach(found.matches, _match), role="list", class_name="rows")
    some_to_set = rx.cond(view.begun, rx.fragment(), _set())
    return rx.el.div(
        rx.cond(found.matches.length() > 0, rx.fragment(some, some_to_set), none),
        rx.cond(found.doubles > 0, wording(say_count("calendar.doubles", found.doubles)), rx.fragment()),
        wording(say_count("calendar.others", found.others), quiet=True),
        class_name="card stack-small",
    )


def _match(match: rx.Var[Match]) -> rx.Component:
    count = rx.cond(match.count > 0, say_count("calendar.count", match.count), say("calendar.none"))
    return rx.el.li(
        rx.el.div(
            rx.el.div(match.name, custom_attrs={"data-own-words": ""}, class_name="font-semibold"),
            rx.el.div(count, class_name="quiet small"),
        ),
        rx.el.div(times_in_a_row(match.times), class_name="quiet small text-end"),
        key=match.id,
    )


def _set() -> rx.Component:
    press = button(
        say("calendar.begin"),
        on_click=[CalendarState.start_asking, CalendarState.begin],
        disabled=CalendarState.asking,
    )
    return rx.el.div(wording(say("calendar.begin_help"), quiet=True), actions(press), class_name="stack-small pt-2")


def _leaving() -> rx.Component:
    leave = rx.el.div(
        wording(say("calendar.disconnect_help")),
        actions(quiet_button(say("calendar.disconnect_now"), on_click=CalendarState.disconnect)),
        class_name="stack-small",
    )
    again = rx.el.div(wording(say("calendar.another_help")), connect_form(say("calendar.connect_another")))
    return rx.el.div(
        unfold(say("calendar.another"), again, weight="plain", done=CalendarState.done),
        unfold(say("calendar.disconnect"), leave, weight="plain", done=CalendarState.done),
        class_name="stack-small",
    )
