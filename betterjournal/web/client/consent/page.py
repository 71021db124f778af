"""The words of the consent: asked anew with a tick each, or to read again, print and take back."""

import reflex as rx

from betterjournal.care.views import ConsentView, GivenLine
from betterjournal.web import routes
from betterjournal.web.account.consents import consents_anew, consents_in_full
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.consent.state import ConsentState
from betterjournal.web.client.printing import print_button
from betterjournal.web.client.room import client_room
from betterjournal.web.components import (
    actions,
    button,
    disclosure,
    ghost,
    heading,
    link_button,
    quiet_button,
    section,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import date, say

# What taking it back does; each is tried in `tests/privacy/test_withdrawing.py`.
EFFECTS = ("writing", "back", "file", "yours", "told", "again")


def consent_page() -> rx.Component:
    return client_room(
        shown(ConsentState.view, None, _consent, ghost(5)),
        title_key="me.agreed",
        current="",
        asked=False,
    )


def _consent(view: rx.Var[ConsentView]) -> rx.Component:
    return rx.cond(view.asked != "", _asked(view), _agreed(view))


def _asked(view: rx.Var[ConsentView]) -> rx.Component:
    title = rx.match(
        view.asked,
        ("changed", say("consent.changed_title")),
        ("withdrawn", say("consent.withdrawn_title")),
        say("consent.title"),
    )
    about = rx.match(
        view.asked,
        ("changed", say("consent.changed")),
        ("withdrawn", say("consent.withdrawn")),
        say("consent.about"),
    )
    return rx.fragment(
        heading(title, lead=about),
        rx.el.form(
            section(say("join.agree_title"), wording(say("join.agree_lead"))),
            *consents_anew(view, ConsentState.missing),
            field_error("agreed"),
            actions(
                button(say("consent.agree"), kind="submit"),
                link_button(say("consent.read_only"), routes.JOURNAL, weight="plain"),
            ),
            wording(say("consent.not_now"), quiet=True),
            on_submit=ConsentState.agree,
            class_name="stack",
        ),
        _given(view),
        rx.cond(view.may_stop, _stop(view), rx.fragment()),
    )


def _agreed(view: rx.Var[ConsentView]) -> rx.Component:
    return rx.fragment(
        heading(say("me.agreed")),
        *consents_in_full(view),
        _given(view),
        actions(print_button()),
        rx.cond(view.may_stop, _stop(view), rx.fragment()),
    )


def _given(view: rx.Var[ConsentView]) -> rx.Component:
    """Each time they agreed, with the number of the text and the day."""
    lines = rx.el.ul(rx.foreach(view.given, _line), class_name="list-disc ps-5")
    return rx.cond(view.given.length() > 0, section(say("consent.given"), lines), rx.fragment())


def _line(one: rx.Var[GivenLine]) -> rx.Component:
    values = {"number": one.version, "date": date(one.on)}
    stood = say("consent.given_on", **values)
    words = rx.cond(one.until != "", say("consent.given_until", **values, until=date(one.until)), stood)
    return rx.el.li(words, key=one.id)


def _stop(view: rx.Var[ConsentView]) -> rx.Component:
    """Beside the button all that it does."""
    effects = [rx.el.li(_effect(view, one)) for one in EFFECTS]
    return rx.el.div(
        disclosure(
            say("consent.stop"),
            wording(say("consent.stop_about")),
            rx.el.ul(*effects, class_name="list-disc ps-5"),
            actions(quiet_button(say("consent.stop_now"), on_click=ConsentState.withdraw)),
        ),
        class_name="no-print",
    )


def _effect(view: rx.Var[ConsentView], one: str) -> rx.Var[str]:
    return say("consent.stop_told", name=view.clinician) if one == "told" else say(f"consent.stop_{one}")
