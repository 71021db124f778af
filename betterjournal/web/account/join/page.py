"""Two screens: what to know and agree to, then the way in."""

import reflex as rx

from betterjournal.accounts.views import JoinView
from betterjournal.web import routes
from betterjournal.web.account.came_back import typed
from betterjournal.web.account.consents import consents, consents_to_read
from betterjournal.web.account.fields import account_form, asked, email, new_or_known_password
from betterjournal.web.account.join.staff import staff_join
from betterjournal.web.account.join.state import JoinState
from betterjournal.web.account.way_back import way_back_choice
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
    section,
    text_link,
    wording,
)
from betterjournal.web.problems import field_error, notice_region
from betterjournal.web.wording import language_var, say

HERE = routes.JOINING


def join_page() -> rx.Component:
    return plain_page(
        rx.cond(
            JoinState.gone,
            _gone(),
            rx.cond(
                JoinState.staff, staff_join(JoinState.staff), shown(JoinState.view, None, _join, otherwise=ghost(5))
            ),
        ),
        title_key="join.title",
        language=JoinState.language,
    )


def _join(view: rx.Var[JoinView]) -> rx.Component:
    return rx.cond(JoinState.agreed, _account(view), _consent(view))


def _consent(view: rx.Var[JoinView]) -> rx.Component:
    values = {"name": view.clinician, "phone": view.phone}
    first_use = rx.cond(
        view.reading_window == "always",
        say("join.first_use_always", **values),
        say("join.first_use", **values),
    )
    return rx.el.div(
        heading(say("join.title"), lead=say("join.from", name=view.clinician, practice=view.practice)),
        card(rx.el.p(first_use, class_name="text-lg leading-relaxed")),
        account_form(
            HERE,
            "/auth/consent",
            section(say("join.agree_title"), wording(say("join.agree_lead")), field_error("agreed"), notice_region()),
            *consents(view),
            actions(button(say("join.continue"), kind="submit")),
            wording(say("join.not_now"), quiet=True),
        ),
        class_name="stack",
    )


def _account(view: rx.Var[JoinView]) -> rx.Component:
    return rx.el.div(
        heading(say("join.account_title"), lead=say("join.account_lead")),
        account_form(
            HERE,
            "/auth/join",
            notice_region(),
            rx.el.input(type="hidden", name="language", value=language_var()),
            asked(
                HERE,
                "code",
                say("join.code"),
                help=say("join.code_help", name=view.clinician),
                auto_complete="off",
                auto_capitalize="characters",
                spell_check=False,
                class_name="short",
            ),
            email(HERE, say("account.email"), help=say("join.email_help")),
            rx.cond(view.mails, way_back_choice(_way_back()), wording(say("way_back.no_mail"), quiet=True)),
            passkey_button(
                say("passkey.join"),
                "join",
                wording(say("passkey.join_what"), quiet=True),
                wording(say("passkey.or_choose")),
            ),
            new_or_known_password(new=True, help=say("join.password_help")),
            actions(button(say("join.button"), kind="submit")),
        ),
        disclosure(say("join.agreed"), *consents_to_read(view)),
        class_name="stack",
    )


def _way_back() -> rx.Var[str]:
    before = typed(HERE, "way_back")
    return rx.cond(before, before, "appointment")


def _gone() -> rx.Component:
    return rx.el.div(
        heading(say("join.gone_title")),
        wording(say("join.gone")),
        text_link(say("account.sign_in"), routes.SIGN_IN),
        class_name="stack",
    )
