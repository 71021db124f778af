"""The way in of somebody who is invited to work here, or back: what this is, then a passkey or a password."""

import reflex as rx

from betterjournal.accounts.views import StaffJoinView
from betterjournal.web import routes
from betterjournal.web.account.fields import account_form, asked, email, new_or_known_password
from betterjournal.web.browser.passkeys import passkey_button
from betterjournal.web.components import actions, button, card, heading, wording
from betterjournal.web.problems import notice_region
from betterjournal.web.wording import language_var, say

HERE = routes.JOINING


def staff_join(view: rx.Var[StaffJoinView]) -> rx.Component:
    sent = rx.cond(
        view.inviter != "",
        say("join.from", name=view.inviter, practice=view.practice),
        say("join.staff.from_box", practice=view.practice),
    )
    return rx.el.div(
        heading(say("join.title"), lead=sent),
        card(
            wording(rx.cond(view.is_return, say("join.staff.back"), say("join.staff.what", practice=view.practice))),
            wording(say("join.staff.then")),
        ),
        account_form(HERE, "/auth/join-staff", *_fields(view)),
        class_name="stack",
    )


def _fields(view: rx.Var[StaffJoinView]) -> list[rx.Component]:
    return [
        notice_region(),
        rx.el.input(type="hidden", name="language", value=language_var()),
        asked(
            HERE,
            "code",
            say("join.code"),
            help=say("join.staff.code_help"),
            auto_complete="off",
            auto_capitalize="characters",
            spell_check=False,
            class_name="short",
        ),
        rx.cond(view.is_return, rx.fragment(), email(HERE, say("account.email"), help=say("join.staff.email_help"))),
        passkey_button(
            say("passkey.join"),
            "join",
            wording(say("join.staff.passkey"), quiet=True),
            wording(say("passkey.or_choose")),
        ),
        new_or_known_password(new=True, help=say("join.staff.password_help")),
        actions(button(say("join.staff.button"), kind="submit")),
    ]
