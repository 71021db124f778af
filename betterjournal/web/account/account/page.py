"""Name, ways in, recovery codes, devices, language, and the ways out."""

import reflex as rx

from betterjournal.accounts.passwords import WITH_SECOND_FACTOR
from betterjournal.accounts.views import AccountView
from betterjournal.web import routes
from betterjournal.web.account.account.digest import digest_section
from betterjournal.web.account.account.own_record import own_record
from betterjournal.web.account.account.state import AccountState
from betterjournal.web.account.devices import devices_section
from betterjournal.web.account.leaving import sign_out_everywhere_form
from betterjournal.web.account.locking import lock_section
from betterjournal.web.account.passkeys import passkeys_section
from betterjournal.web.account.taken_away import taken_away
from betterjournal.web.account.ways import authenticator_section, email_section, password_section
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.browser.shown import shown, shown_view
from betterjournal.web.components import (
    actions,
    card,
    ghost,
    heading,
    link_button,
    radio_group,
    section,
    staff_page,
    wording,
)
from betterjournal.web.problems import notice_region
from betterjournal.web.wording import say


def account_page() -> rx.Component:
    view: rx.Var[AccountView] = shown_view(AccountState.view, None)
    return staff_page(
        heading(say("account.title")),
        notice_region(),
        taken_away(to_put_away=True),
        shown(AccountState.view, None, _account, otherwise=ghost(5)),
        title_key="account.title",
        current="account",
        is_owner=rx.cond(view, view.is_owner, False),
        is_clinician=rx.cond(view, view.is_clinician, False),
        language=rx.cond(view, view.language, ""),
        on_language=AccountState.choose_language,
    )


def _account(view: rx.Var[AccountView]) -> rx.Component:
    return rx.el.div(
        card(rx.el.dl(_line(say("account.name"), view.name))),
        rx.cond(view.is_clinician, rx.fragment(_away(), digest_section(view)), rx.fragment()),
        passkeys_section(view.passkeys),
        lock_section(client=False),
        email_section(view.email, view.has_password),
        password_section(view.has_password, least=WITH_SECOND_FACTOR),
        authenticator_section(view.has_authenticator, view.passkeys.length() > 0),
        _codes(view),
        devices_section(view.devices),
        _language(view),
        own_record(),
        section(say("account.leaving.title"), sign_out_everywhere_form()),
        class_name="stack max-w-[640px]",
    )


def _line(label: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.dt(label, class_name="quiet small"), rx.el.dd(words, custom_attrs={"data-own-words": ""}))


def _away() -> rx.Component:
    return section(
        say("away.title"),
        wording(say("away.lead")),
        actions(link_button(say("away.set_title"), routes.AWAY, weight="secondary")),
    )


def _codes(view: rx.Var[AccountView]) -> rx.Component:
    about = rx.cond(view.has_recovery_codes, say("account.codes.done"), say("account.codes.why"))
    press = rx.cond(view.has_recovery_codes, say("account.codes.new"), say("account.codes.show"))
    # One button for the first codes and for new ones: both come in place of the second factor, so both are asked for.
    ask = rx.fragment(wording(about), proved_button(press, on_proved=AccountState.new_codes, weight="secondary"))
    return section(say("account.codes.title"), rx.cond(AccountState.codes.length() > 0, _shown_codes(), ask))


def _shown_codes() -> rx.Component:
    codes = rx.el.ul(
        rx.foreach(AccountState.codes, lambda code: rx.el.li(code, class_name="font-mono")),
        role="list",
        custom_attrs={"translate": "no"},
        class_name="grid gap-2 sm:grid-cols-2",
    )
    return card(wording(say("account.codes.keep")), codes)


def _language(view: rx.Var[AccountView]) -> rx.Component:
    return radio_group(
        "language",
        say("account.language"),
        [("en", say("account.english")), ("fr", say("account.french"))],
        default=view.language,
        beside=True,
        on_change=AccountState.choose_language,
        key=view.language,
    )
