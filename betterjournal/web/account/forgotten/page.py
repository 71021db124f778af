"""Two ways back, and the address for the first; then the one answer that everybody gets."""

import reflex as rx

from betterjournal.accounts.views import PracticeView
from betterjournal.web import routes
from betterjournal.web.account.fields import account_form, email
from betterjournal.web.account.forgotten.state import ForgottenState
from betterjournal.web.browser.shown import shown
from betterjournal.web.components import actions, button, ghost, heading, plain_page, text_link, wording
from betterjournal.web.problems import notice_region
from betterjournal.web.wording import say


def forgotten_page() -> rx.Component:
    return plain_page(
        shown(ForgottenState.view, None, _forgotten, otherwise=ghost()),
        title_key="forgotten.title",
    )


def asked_page() -> rx.Component:
    return plain_page(
        heading(say("forgotten.asked_title"), lead=say("forgotten.asked")),
        wording(say("forgotten.asked_none")),
        wording(say("forgotten.paper")),
        _back_to_sign_in(),
        title_key="forgotten.title",
    )


def _forgotten(view: rx.Var[PracticeView]) -> rx.Component:
    return rx.el.div(
        heading(say("forgotten.title")),
        notice_region(),
        rx.cond(view.mails, _ask(), wording(say("forgotten.no_mail"))),
        _back_to_sign_in(),
        class_name="stack",
    )


def _ask() -> rx.Component:
    return rx.el.div(
        wording(say("forgotten.lead")),
        account_form(
            routes.FORGOTTEN,
            "/auth/forgotten",
            email(routes.FORGOTTEN, say("account.email"), help=say("forgotten.email_help")),
            actions(button(say("forgotten.button"), kind="submit")),
        ),
        class_name="stack",
    )


def _back_to_sign_in() -> rx.Component:
    return rx.el.p(text_link(say("account.sign_in"), routes.SIGN_IN))
