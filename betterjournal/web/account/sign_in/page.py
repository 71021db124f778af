"""A passkey first; else email, password, and what to do when it is forgotten."""

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.account.fields import account_form, email, new_or_known_password
from betterjournal.web.browser.cookies import Cookies
from betterjournal.web.browser.passkeys import passkey_button
from betterjournal.web.browser.shown import Forget
from betterjournal.web.components import actions, button, checkbox, disclosure, heading, plain_page, text_link, wording
from betterjournal.web.problems import notice_region
from betterjournal.web.wording import say


def sign_in_page() -> rx.Component:
    return plain_page(
        Forget.create(),
        heading(say("account.sign_in")),
        notice_region(),
        Cookies.create(words=say("account.cookies")),
        _ways_in(),
        disclosure(
            say("account.forgotten"),
            wording(say("account.forgotten_help")),
            rx.el.p(text_link(say("account.forgotten_ask"), routes.FORGOTTEN)),
        ),
        title_key="account.sign_in",
    )


def _ways_in() -> rx.Component:
    """One section, so that the passkey takes along whether the computer is shared."""
    return rx.el.section(
        passkey_button(
            say("passkey.use"), "sign-in", wording(say("passkey.what"), quiet=True), wording(say("passkey.or_password"))
        ),
        account_form(
            routes.SIGN_IN,
            "/auth/sign-in",
            email(routes.SIGN_IN, say("account.email")),
            new_or_known_password(new=False),
            checkbox("shared", say("account.shared"), help=say("account.shared_help")),
            actions(button(say("account.sign_in"), kind="submit")),
        ),
        class_name="stack",
    )
