"""A person's passkeys on their own page: what they are on, the day each was last used, one more, one less."""

import reflex as rx

from betterjournal.accounts.views import PasskeyView
from betterjournal.web.account.things import thing
from betterjournal.web.browser.passkeys import passkey_button
from betterjournal.web.components import section, wording
from betterjournal.web.wording import say, short_date


def passkeys_section(passkeys: rx.Var[list[PasskeyView]]) -> rx.Component:
    """Each change asks first who it is."""
    rows = rx.foreach(passkeys, _row)
    return section(
        say("passkey.title"),
        wording(say("passkey.about"), quiet=True),
        rx.cond(passkeys.length() > 0, rx.el.ul(rows, class_name="rows", role="list"), wording(say("passkey.none"))),
        passkey_button(say("passkey.add"), "add", weight="secondary"),
    )


def _row(passkey: rx.Var[PasskeyView]) -> rx.Component:
    device = thing(passkey.device)
    used = rx.cond(
        passkey.last_used_on, say("passkey.used", date=short_date(passkey.last_used_on)), say("passkey.not_used")
    )
    remove = passkey_button(
        say("passkey.remove"),
        "remove",
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
