"""The passkey or code of a second factor, or the ways to set one up."""

import reflex as rx

from betterjournal.accounts.views import FactorView
from betterjournal.web import routes
from betterjournal.web.account.fields import account_form, asked
from betterjournal.web.account.second_factor.state import SecondFactorState
from betterjournal.web.account.taken_away import taken_away
from betterjournal.web.browser.passkeys import passkey_button
from betterjournal.web.browser.shown import shown
from betterjournal.web.components import (
    actions,
    button,
    card,
    disclosure,
    ghost,
    heading,
    plain_page,
    post_form,
    wording,
)
from betterjournal.web.problems import notice_region
from betterjournal.web.wording import say


def second_factor_page() -> rx.Component:
    return plain_page(
        taken_away(to_put_away=False),
        shown(SecondFactorState.view, None, _factor, otherwise=ghost()),
        title_key="account.factor.title",
    )


def _factor(view: rx.Var[FactorView]) -> rx.Component:
    return rx.el.div(rx.cond(view.picture, _set_up(view), _known(view)), _code(view), _start_over(), class_name="stack")


def _known(view: rx.Var[FactorView]) -> rx.Component:
    either = rx.cond(view.by_code, say("account.factor.lead_either"), say("account.factor.lead_passkey"))
    return rx.fragment(
        heading(say("account.factor.title"), lead=rx.cond(view.by_passkey, either, say("account.factor.lead"))),
        notice_region(),
        rx.cond(view.by_passkey, passkey_button(say("passkey.use"), "sign-in")),
    )


def _set_up(view: rx.Var[FactorView]) -> rx.Component:
    picture = rx.el.img(src=view.picture, alt=say("account.factor.picture"), class_name="w-56 rounded-lg")
    by_hand = rx.el.p(view.secret, class_name="font-mono tracking-wide", custom_attrs={"translate": "no"})
    return rx.fragment(
        heading(say("account.factor.set_title"), lead=say("account.factor.set_lead")),
        notice_region(),
        passkey_button(
            say("passkey.use"),
            "add",
            wording(say("passkey.factor_what"), quiet=True),
            wording(say("passkey.or_app")),
            again=False,
        ),
        card(
            wording(say("account.factor.set_scan")),
            picture,
            disclosure(say("account.factor.by_hand"), by_hand),
        ),
        wording(say("account.factor.set_code")),
    )


def _code(view: rx.Var[FactorView]) -> rx.Component:
    return account_form(
        routes.SECOND_FACTOR,
        "/auth/second-factor",
        asked(
            routes.SECOND_FACTOR,
            "code",
            say("account.factor.code"),
            help=rx.cond(view.picture, "", say("account.factor.recovery")),
            typed=False,
            auto_complete="one-time-code",
            auto_capitalize="characters",
            spell_check=False,
            class_name="short",
        ),
        actions(button(say("account.factor.continue"), kind="submit")),
    )


def _start_over() -> rx.Component:
    again = button(say("account.factor.start_over"), weight="plain", kind="submit")
    return post_form(rx.el.div(again), action="/auth/sign-out")
