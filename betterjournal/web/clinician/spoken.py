"""Sentences about days, and words in the client's language on a clinician's page."""

import reflex as rx

from betterjournal.review.actions import DECISIONS
from betterjournal.web.wording import date, day, say


def near_day(iso: rx.Var[str], near: rx.Var[bool]) -> rx.Var[str]:
    """The day's name when it alone says which day is meant, else the date with it."""
    return rx.cond(near, day(iso), date(iso)).to(str)


def waiting(lands_on: rx.Var[str]) -> rx.Var[str]:
    """When work arrives that the client cannot see yet."""
    return rx.cond(lands_on != "", say("client.lands", day=date(lands_on)), say("client.waiting")).to(str)


def decided(name: rx.Var[str]) -> rx.Var[str]:
    """What was decided when work was looked at together."""
    return rx.match(name, *((each, say(f"client.decided_{each}")) for each in DECISIONS), "").to(str)


def in_language(words: rx.Var[str], language: rx.Var[str]) -> rx.Var[str]:
    """Words of `say` or a date in a given language, whatever the page is shown in."""
    data = rx.vars.VarData.merge(words._get_all_var_data(), language._get_all_var_data())
    return rx.Var(_js_expr=f"((language) => {words!s})({language!s})", _var_type=str, _var_data=data).to(str)
