"""Every sentence a client reads about who reads what and when, made from the practice's own setting."""

import reflex as rx

from betterjournal.appointments.views import WindowView
from betterjournal.web.absence import absence
from betterjournal.web.components import dialled
from betterjournal.web.wording import date, day, say

Window = rx.Var[WindowView]


def together(window: Window) -> rx.Var[str]:
    """When they can look at it: a day by its name when it is near, else with its date."""
    name = window.clinician
    on = rx.cond(window.meet_near, day(window.meet_on), date(window.meet_on))
    dated = say("today.together", name=name, day=on)
    known = rx.cond(window.meet_on != "", dated, say("today.together_no_date", name=name))
    return rx.cond(name != "", known, say("app.read_nobody"))


def opens(window: Window) -> rx.Var[str]:
    """From when something shared now can be opened."""
    name = window.clinician
    now = rx.cond(window.setting == "always", say("shared.any_day", name=name), say("shared.now", name=name))
    later = rx.cond(
        window.opens_on != "",
        say("shared.from", name=name, day=_opening_day(window)),
        say("shared.no_date", name=name),
    )
    known = rx.cond((window.setting == "always") | window.is_open, now, later)
    return rx.cond(name != "", known, say("app.read_nobody"))


def who_reads(window: Window, also: rx.Var[str]) -> list[rx.Component]:
    """Who, from when, and that it becomes part of the file: said before anything is shared."""
    others = rx.el.p(say("shared.also", names=also))
    return [
        away(window),
        rx.el.p(opens(window)),
        rx.cond(also != "", others, rx.fragment()),
        rx.el.p(say("shared.becomes_file")),
    ]


def was_shared(window: Window, readable: rx.Var[bool], opened: rx.Var[bool]) -> rx.Var[str]:
    """What is said of something shared, until somebody opens it and after; by nobody's name nobody may open it."""
    name = window.clinician
    dated = rx.cond(
        window.opens_on != "",
        say("shared.told", name=name, day=_opening_day(window)),
        say("shared.told_no_date", name=name),
    )
    known = rx.cond(readable, say("shared.told_now", name=name), dated)
    waiting = rx.cond(name != "", known, say("shared.told_nobody"))
    return rx.cond(opened, say("shared.told_opened"), waiting)


def cannot_wait(window: Window) -> rx.Component:
    """The practice's number and what was agreed on, beside every box for free text; who is called while away."""
    words = say("today.cannot_wait", phone=window.phone)
    usual = rx.cond(window.phone != "", rx.el.p(*dialled(words, window.phone), class_name="quiet small"), rx.fragment())
    own = rx.el.span(window.agreed, class_name="whitespace-pre-line", custom_attrs={"data-own-words": ""})
    agreed = rx.el.p(say("today.agreed"), " ", own, class_name="quiet small")
    return rx.fragment(
        rx.cond(window.away_until != "", away(window, class_name="quiet small"), usual),
        rx.cond(window.agreed != "", agreed, rx.fragment()),
    )


def away(window: Window, **props: str) -> rx.Component:
    """Until when they are away, and whom to call; nothing when they are there."""
    return rx.cond(window.away_until != "", rx.el.p(*away_words(window), **props), rx.fragment())


def away_words(window: Window) -> list[rx.Component | rx.Var[str] | str]:
    """That nobody reads meanwhile is said where the window makes it true."""
    return absence(window.clinician, window.away_until, window.setting, window.cover_who, window.cover_phone)


def _opening_day(window: Window) -> rx.Var[str]:
    return rx.cond(window.opens_near, day(window.opens_on), date(window.opens_on))
