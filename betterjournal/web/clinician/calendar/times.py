"""The next few times of somebody, in words."""

import reflex as rx

from betterjournal.web.wording import clock_time, say, short_date


def times_in_a_row(times: rx.Var[list[str]]) -> rx.Component:
    return rx.foreach(times, _time)


def _time(at: rx.Var[str]) -> rx.Component:
    return rx.el.span(say("calendar.time", day=short_date(at), time=clock_time(at)), class_name="block", key=at)
