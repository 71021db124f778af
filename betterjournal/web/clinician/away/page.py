"""Away dates: what is set, what falls into it, what pauses, and the words clients read meanwhile."""

import reflex as rx

from betterjournal.appointments.views import AwayMeeting, AwayPage, AwayView
from betterjournal.web import routes
from betterjournal.web.absence import absence
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.away.state import AwayState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.components import (
    actions,
    button,
    card,
    ghost,
    heading,
    link_list,
    link_row,
    quiet_button,
    section,
    subheading,
    text_field,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import clock_time, date, say, say_count


def away_page() -> rx.Component:
    return desk_page(
        heading(say("away.title"), lead=say("away.lead")),
        shown(AwayState.view, None, _page, otherwise=ghost(5)),
        title_key="away.title",
        current="account",
    )


def _page(view: rx.Var[AwayPage]) -> rx.Component:
    none = rx.el.p(say("away.none"))
    periods = rx.el.div(rx.foreach(view.periods, lambda one: _period(one, view)), class_name="stack")
    return rx.el.div(
        rx.cond(view.periods.length() > 0, periods, none), _form(view), _pauses(view), class_name="stack max-w-3xl"
    )


def _period(one: rx.Var[AwayView], view: rx.Var[AwayPage]) -> rx.Component:
    dates = say("away.dates", first=date(one.from_on), back=date(one.until_on))
    press = rx.cond(one.running, say("away.i_am_back"), say("away.take_back"))
    words = absence(view.first_name, one.until_on, view.setting, one.who, one.phone)
    return card(
        subheading(dates),
        rx.cond(one.running, wording(say("away.running"), quiet=True), rx.fragment()),
        rx.el.p(say("away.they_read"), class_name="quiet small"),
        rx.el.blockquote(rx.el.p(*words), class_name="border-l-2 border-line pl-3"),
        rx.cond(one.falls.length() > 0, _falls(one), rx.fragment()),
        rx.el.div(
            actions(quiet_button(press, on_click=AwayState.end(one.id))),
            rx.cond(view.setting == "always", rx.fragment(), rx.el.p(say("away.end_help"), class_name="quiet small")),
            class_name="stack-small",
        ),
        name=dates,
        article=True,
        key=one.id,
    )


def _falls(one: rx.Var[AwayView]) -> rx.Component:
    return rx.el.div(
        rx.el.h3(say_count("away.falls", one.falls.length())),
        link_list(rx.foreach(one.falls, _meeting)),
        wording(say("away.cancel_help"), quiet=True),
        actions(button(say("away.cancel_all"), weight="secondary", on_click=AwayState.cancel_within(one.id))),
        class_name="stack-small",
    )


def _meeting(met: rx.Var[AwayMeeting]) -> rx.Component:
    when = say("client.when", day=date(met.on), time=clock_time(met.at))
    return link_row(met.name, f"{routes.CLIENTS}/{met.client_id}", when, key=met.id)


def _form(view: rx.Var[AwayPage]) -> rx.Component:
    days = rx.el.div(
        text_field("from_on", say("away.from"), type="date", error=field_error("from_on")),
        text_field("until_on", say("away.back"), type="date", error=field_error("until_on")),
        class_name="grid gap-3 sm:grid-cols-2",
    )
    call = rx.el.div(
        text_field("phone", say("away.phone"), type="tel", error=field_error("phone"), default=view.phone),
        text_field("who", say("away.who"), help=say("away.who_help"), error=field_error("who"), auto_complete="off"),
        class_name="stack-small",
    )
    form = rx.el.form(
        days,
        call,
        actions(button(say("away.set"), kind="submit")),
        on_submit=AwayState.set_away,
        class_name="stack-small",
        key=AwayState.done.to(str),
    )
    return section(say("away.set_title"), card(form))


def _pauses(view: rx.Var[AwayPage]) -> rx.Component:
    opens = rx.cond(view.setting == "always", say("away.pauses_always"), say("away.pauses_window"))
    lines = (opens, say("away.pauses_due"), say("away.pauses_repeat"), say("away.pauses_kept"))
    return section(say("away.pauses"), rx.el.ul(*(rx.el.li(line) for line in lines), class_name="list-disc pl-6"))
