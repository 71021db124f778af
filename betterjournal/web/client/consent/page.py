"""The same words as at joining, for a client who came back; saying no leaves them what they wrote, to read."""

import reflex as rx

from betterjournal.care.views import ConsentView
from betterjournal.web import routes
from betterjournal.web.account.consents import consents_anew
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.consent.state import ConsentState
from betterjournal.web.client.room import client_room
from betterjournal.web.components import actions, button, ghost, heading, link_button, section, wording
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def consent_page() -> rx.Component:
    return client_room(
        heading(say("consent.title"), lead=say("consent.about")),
        shown(ConsentState.view, None, _consent, ghost(5)),
        title_key="consent.title",
        current="",
        asked=False,
    )


def _consent(view: rx.Var[ConsentView]) -> rx.Component:
    return rx.el.form(
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
    )
