"""A person's ways in on their own page: address, password, authenticator and way back, each changed after a proof."""

from typing import Any

import reflex as rx

from betterjournal.web.account.changing import ChangingState, Way
from betterjournal.web.account.fields import new_or_known_password, wrong
from betterjournal.web.account.way_back import way_back_choice
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.components import (
    actions,
    button,
    checkbox,
    disclosure,
    quiet_button,
    section,
    status_line,
    text_field,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def email_section(email: rx.Var[str], has_password: rx.Var[bool]) -> rx.Component:
    field = text_field(
        "email",
        say("ways.email_new"),
        error=field_error("email"),
        type="email",
        auto_complete="email",
        auto_capitalize="none",
        spell_check=False,
        **wrong("email"),
    )
    return section(
        say("account.email"),
        rx.el.p(email, class_name="break-words", custom_attrs={"data-own-words": ""}),
        rx.cond(has_password, wording(say("ways.email_about"), quiet=True)),
        _change("email", say("ways.email_change"), ChangingState.save_email, field),
    )


def password_section(has_password: rx.Var[bool], *, least: int) -> rx.Component:
    """Least letters: fewer beside a second factor (SEC-01)."""
    return section(
        say("account.password"),
        rx.cond(has_password, rx.fragment(), wording(say("ways.password_none"), quiet=True)),
        _change(
            "password",
            rx.cond(has_password, say("ways.password_change"), say("ways.password_add")),
            ChangingState.save_password,
            new_or_known_password(new=True, help=say("back.password_help", least=str(least))),
            checkbox("end_others", say("ways.end_others"), default_checked=True),
        ),
    )


def way_back_section(way_back: rx.Var[str], mails: rx.Var[bool]) -> rx.Component:
    by_mail = mails & (way_back == "mail")
    change = _change("way_back", say("ways.way_back_change"), ChangingState.save_way_back, way_back_choice(way_back))
    return section(
        say("way_back.title"),
        wording(rx.cond(by_mail, say("way_back.is_mail"), say("way_back.is_appointment"))),
        rx.cond(mails, change, rx.fragment()),
    )


def authenticator_section(has_authenticator: rx.Var[bool], has_passkey: rx.Var[bool]) -> rx.Component:
    """It goes only where a passkey stays: staff are never without a second factor."""
    remove = proved_button(
        say("ways.authenticator_remove"), on_proved=ChangingState.remove_authenticator, weight="secondary"
    )
    have = rx.fragment(
        wording(say("ways.authenticator_have")),
        rx.cond(has_passkey, remove, wording(say("ways.authenticator_only"), quiet=True)),
        _saved("authenticator"),
    )
    scan = rx.el.img(
        src=ChangingState.authenticator.picture, alt=say("account.factor.picture"), class_name="w-56 rounded-lg"
    )
    by_hand = rx.el.p(
        ChangingState.authenticator.secret, class_name="font-mono tracking-wide", custom_attrs={"translate": "no"}
    )
    code = text_field(
        "code",
        say("account.factor.code"),
        error=field_error("code"),
        auto_complete="one-time-code",
        spell_check=False,
        class_name="short",
        **wrong("code"),
    )
    add = _change(
        "authenticator",
        say("ways.authenticator_add"),
        ChangingState.save_authenticator,
        wording(say("account.factor.set_scan")),
        scan,
        disclosure(say("account.factor.by_hand"), by_hand),
        wording(say("account.factor.set_code")),
        code,
    )
    none = rx.fragment(wording(say("ways.authenticator_none"), quiet=True), add)
    return section(say("ways.authenticator"), rx.cond(has_authenticator, have, none))


def _change(way: Way, words: rx.Var[str], save: Any, *fields: rx.Component) -> rx.Component:
    """A button that asks first who it is; then the form in its place."""
    form = rx.el.form(
        *fields,
        actions(
            button(say("ways.save"), kind="submit"),
            quiet_button(say("ways.cancel"), on_click=ChangingState.stop),
        ),
        on_submit=save,
        no_validate=True,
        class_name="stack",
    )
    ask = proved_button(words, on_proved=ChangingState.begin(way), weight="secondary")
    return rx.el.div(rx.cond(ChangingState.open == way, form, ask), _saved(way), class_name="stack-small")


def _saved(way: Way) -> rx.Component:
    return status_line(rx.cond(ChangingState.saved == way, say("ways.saved"), ""))
