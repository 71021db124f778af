"""Emergency care as it is asked for and looked at once more: for one client, and for all of a clinician's."""

import reflex as rx

from betterjournal.care.covering import REASONS
from betterjournal.care.views import Named
from betterjournal.web.components import radio_group, select, text_field
from betterjournal.web.problems import field_error
from betterjournal.web.wording import date, say


def choice(name: str, label: rx.Var[str], people: rx.Var[list[Named]], **props: str) -> rx.Component:
    """One of these people, nobody being chosen at first."""
    options = rx.foreach(people, lambda each: rx.el.option(each.name, value=each.id))
    nobody = rx.el.option(say("care.choose"), value="")
    return select(name, label, rx.fragment(nobody, options), error=field_error(name), **props)


def cover_fields(form: str, people: rx.Var[list[Named]], latest: rx.Var[str], told: rx.Var[str]) -> rx.Component:
    """Who, why and until when; `told` says who learns what of it."""
    reasons = [(each, say(f"care.reason_{each}")) for each in REASONS]
    reason, until = f"{form}_reason", f"{form}_until"
    return rx.fragment(
        choice(f"{form}_person", say("care.cover_who"), people),
        radio_group(reason, say("care.reason"), reasons, help=told, error=field_error(reason)),
        text_field(
            until,
            say("care.until"),
            help=say("care.until_help", day=date(latest)),
            type="date",
            max=latest,
            error=field_error(until),
            class_name="short",
        ),
    )


def reason(name: rx.Var[str]) -> rx.Var[str]:
    return rx.match(name, *((each, say(f"care.reason_{each}")) for each in REASONS), "").to(str)
