"""A new password or passkey for somebody who holds a link to come back."""

import reflex as rx

from betterjournal.accounts.views import BackView
from betterjournal.web import routes
from betterjournal.web.account.came_back import typed
from betterjournal.web.account.coming_back.state import ComingBackState
from betterjournal.web.account.fields import account_form, asked, new_or_known_password
from betterjournal.web.browser.passkeys import passkey_button
from betterjournal.web.browser.shown import shown, shown_view
from betterjournal.web.components import actions, button, checkbox, ghost, heading, plain_page, text_link, wording
from betterjournal.web.problems import notice_region
from betterjournal.web.wording import say

HERE = routes.COMING_BACK


def coming_back_page() -> rx.Component:
    view: rx.Var[BackView] = shown_view(ComingBackState.view, None)
    return plain_page(
        rx.cond(ComingBackState.gone, _gone(), shown(ComingBackState.view, None, _choose, otherwise=ghost(4))),
        title_key="back.title",
        language=rx.cond(view, view.language, ""),
    )


def _choose(view: rx.Var[BackView]) -> rx.Component:
    lead = rx.cond(view.by_passkey, say("back.lead_client"), say("back.lead"))
    return rx.el.div(
        heading(say("back.title"), lead=lead),
        account_form(
            HERE,
            "/auth/back",
            notice_region(),
            rx.cond(view.by_code, _code()),
            rx.cond(
                view.by_passkey,
                passkey_button(
                    say("passkey.join"),
                    "back",
                    wording(say("passkey.join_what"), quiet=True),
                    wording(say("passkey.or_choose")),
                ),
            ),
            new_or_known_password(new=True, help=say("back.password_help", least=view.least)),
            rx.cond(view.by_passkey, _keep_others()),
            actions(button(say("back.button"), kind="submit")),
        ),
        class_name="stack",
    )


def _keep_others() -> rx.Component:
    """Unticked, the old ways in go: the safe one for who never looks at it."""
    return checkbox(
        "keep_others",
        say("back.keep_others"),
        help=say("back.keep_others_help"),
        default_checked=typed(HERE, "keep_others") != "",
    )


def _code() -> rx.Component:
    return asked(
        HERE,
        "code",
        say("join.code"),
        help=say("back.code_help"),
        auto_complete="off",
        auto_capitalize="characters",
        spell_check=False,
        class_name="short",
    )


def _gone() -> rx.Component:
    return rx.el.div(
        heading(say("join.gone_title")),
        wording(say("back.gone")),
        text_link(say("account.sign_in"), routes.SIGN_IN),
        class_name="stack",
    )
