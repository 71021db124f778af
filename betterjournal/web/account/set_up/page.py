"""Two short parts on one page: the practice, and its first person."""

import reflex as rx

from betterjournal.accounts.setting_up import PROVINCES, ZONES
from betterjournal.web import routes
from betterjournal.web.account.came_back import typed
from betterjournal.web.account.fields import account_form, asked, email, new_or_known_password
from betterjournal.web.account.set_up.state import SetUpState
from betterjournal.web.components import (
    actions,
    button,
    card,
    checkbox,
    ghost,
    heading,
    plain_page,
    select,
    subheading,
    text_link,
    wording,
)
from betterjournal.web.problems import field_error, notice_region
from betterjournal.web.wording import language_var, say

HERE = routes.SETTING_UP


def set_up_page() -> rx.Component:
    return plain_page(
        heading(say("setup.title")),
        rx.match(
            SetUpState.standing,
            ("open", _form()),
            ("gone", _gone()),
            ghost(5),
        ),
        title_key="setup.title",
    )


def _form() -> rx.Component:
    return account_form(
        HERE,
        "/auth/set-up",
        wording(say("setup.lead"), quiet=True),
        notice_region(),
        _part("practice", _practice()),
        _part("you", _you()),
        actions(button(say("setup.button"), kind="submit")),
    )


def _gone() -> rx.Component:
    return rx.el.div(
        wording(say("setup.gone")),
        rx.el.p(rx.el.code("python -m betterjournal setup-link")),
        text_link(say("account.sign_in"), routes.SIGN_IN),
        class_name="stack",
    )


def _part(name: str, fields: list[rx.Component]) -> rx.Component:
    return card(subheading(say(f"setup.{name}_part"), class_name="text-[1.125rem]"), *fields, class_name="stack")


def _practice() -> list[rx.Component]:
    return [
        asked(HERE, "practice", say("setup.practice"), auto_complete="organization"),
        _choice(
            "province",
            say("setup.province"),
            [(code, say(f"setup.province.{code}")) for code in PROVINCES],
            default=_or("province", "AB"),
            on_change=SetUpState.choose_province,
        ),
        _choice(
            "time_zone",
            say("setup.zone"),
            [(zone, say(f"setup.zone.{zone.split('/')[1]}")) for zone in dict.fromkeys(ZONES.values())],
            default=_or("time_zone", SetUpState.zone),
            key=SetUpState.zone,
        ),
        _choice(
            "first_language",
            say("setup.language"),
            [("en", say("account.english")), ("fr", say("account.french"))],
            default=_or("first_language", language_var()),
        ),
        checkbox("bilingual", say("setup.bilingual"), default_checked=_ticked("bilingual", unless_posted=True)),
        asked(HERE, "phone", say("setup.phone"), help=say("setup.phone_help"), type="tel", auto_complete="tel"),
    ]


def _you() -> list[rx.Component]:
    return [
        asked(HERE, "name", say("setup.name"), auto_complete="name"),
        checkbox("is_clinician", say("setup.sees_clients"), default_checked=_ticked("is_clinician")),
        email(HERE, say("account.email")),
        new_or_known_password(new=True, help=say("setup.password_help")),
    ]


def _choice(name: str, label: rx.Var[str], options: list[tuple[str, rx.Var[str]]], **props: object) -> rx.Component:
    return select(name, label, options, error=field_error(name), **props)


def _or(field: str, otherwise: str | rx.Var[str]) -> rx.Var[str]:
    return rx.cond(typed(HERE, field), typed(HERE, field), otherwise)


def _ticked(field: str, *, unless_posted: bool = False) -> rx.Var[bool]:
    """As it was posted; on the first visit as given."""
    return rx.cond(typed(HERE, "province"), typed(HERE, field) != "", unless_posted)
