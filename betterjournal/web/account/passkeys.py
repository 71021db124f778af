"""A person's passkeys on their own page: what they are on, the day each was last used, one more, one less."""

import reflex as rx

from betterjournal.accounts.views import PasskeyView
from betterjournal.web.account.fields import new_or_known_password
from betterjournal.web.browser.passkeys import passkey_button
from betterjournal.web.components import section, wording
from betterjournal.web.wording import say, short_date

DEVICES = ("iphone", "ipad", "android", "chromeos", "windows", "mac", "linux", "phone", "key", "other")


def passkeys_section(passkeys: rx.Var[list[PasskeyView]], has_password: rx.Var[bool]) -> rx.Component:
    """Each change asks first that it is still them: by the password, or by a passkey where there is none."""
    by = rx.cond(has_password, "password", "passkey")
    rows = rx.foreach(passkeys, lambda each: _row(each, by))
    return section(
        say("passkey.title"),
        wording(say("passkey.about"), quiet=True),
        rx.cond(passkeys.length() > 0, rx.el.ul(rows, class_name="rows", role="list"), wording(say("passkey.none"))),
        rx.cond(
            has_password,
            new_or_known_password(new=False, help=say("passkey.password_help")),
            wording(say("passkey.passkey_first"), quiet=True),
        ),
        passkey_button(say("passkey.add"), "add", by=by, weight="secondary"),
    )


def _row(passkey: rx.Var[PasskeyView], by: rx.Var[str]) -> rx.Component:
    device = rx.match(passkey.device, *((name, say(f"passkey.on.{name}")) for name in DEVICES), say("passkey.on.other"))
    used = rx.cond(
        passkey.last_used_on, say("passkey.used", date=short_date(passkey.last_used_on)), say("passkey.not_used")
    )
    remove = passkey_button(
        say("passkey.remove"),
        "remove",
        by=by,
        passkey=passkey.id,
        weight="plain",
        label=say("passkey.remove_this", device=device),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(device),
            wording(say("passkey.added", date=short_date(passkey.created_on)), quiet=True, small=True),
            wording(used, quiet=True, small=True),
        ),
        rx.cond(passkey.removable, remove, wording(say("passkey.only"), quiet=True, small=True)),
    )
