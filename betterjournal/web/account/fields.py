"""Fields of the account forms: what was typed comes back, the reason stands beside it and has the focus."""

from typing import Any

import reflex as rx

from betterjournal.web.account.came_back import form_key, typed
from betterjournal.web.browser.reveal import Reveal
from betterjournal.web.components import post_form, text_field
from betterjournal.web.components.buttons import Words
from betterjournal.web.problems import Notice, field_error
from betterjournal.web.wording import say


def account_form(page: str, action: str, *children: rx.Component) -> rx.Component:
    """Our own words say what is wrong, not the browser's."""
    return post_form(*children, action=action, key=form_key(page), no_validate=True)


def asked(page: str, name: str, label: Words, *, help: Words | None = None, **props: Any) -> rx.Component:
    """One line of text; `typed=False` for what must not come back."""
    default = typed(page, name) if props.pop("typed", True) else ""
    return text_field(name, label, help=help, error=field_error(name), default=default, **wrong(name), **props)


def new_or_known_password(*, new: bool, help: Words | None = None) -> rx.Component:
    """A password with its Show button; managers and pasting work."""
    field = text_field(
        "password",
        say("account.password"),
        help=help,
        error=field_error("password"),
        type="password",
        auto_complete="new-password" if new else "current-password",
        class_name="pe-24",
        **wrong("password"),
    )
    words = {
        "show": say("account.show"),
        "hide": say("account.hide"),
        "showLong": say("account.show_password"),
        "hideLong": say("account.hide_password"),
    }
    reveal = Reveal.create(
        words=rx.Var.create(words), class_name="absolute bottom-0 end-0 h-12 px-3 text-quiet underline"
    )
    return rx.el.div(field, reveal, class_name="relative")


def email(page: str, label: Words, *, help: Words | None = None) -> rx.Component:
    return asked(
        page,
        "email",
        label,
        help=help,
        type="email",
        auto_complete="username",
        auto_capitalize="none",
        spell_check=False,
    )


def wrong(name: str) -> dict[str, Any]:
    """Marks the field that the notice is about, and puts the focus there."""
    return {"aria_invalid": Notice.field == name, "auto_focus": Notice.field == name}
