"""Where a person is signed in, on their own page: the thing, the day it was last used; end one, end all others."""

import reflex as rx

from betterjournal.accounts import devices as domain
from betterjournal.accounts.views import DeviceView
from betterjournal.web.account.things import thing
from betterjournal.web.components import button, quiet_button, section, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say, short_date


class DevicesState(rx.State):
    @placed("signed_in")
    async def end(self, session_id: str) -> None:
        await ask(self, domain.end, session_id)

    @placed("signed_in")
    async def end_others(self) -> None:
        await ask(self, domain.end_others)


def devices_section(devices: rx.Var[list[DeviceView]], *told: rx.Component) -> rx.Component:
    """`told` is what staff did about it."""
    others = rx.el.div(quiet_button(say("devices.end_others"), on_click=DevicesState.end_others))
    return section(
        say("devices.title"),
        *told,
        rx.el.ul(rx.foreach(devices, _row), class_name="rows", role="list"),
        rx.cond(devices.length() > 1, others, rx.fragment()),
    )


def _row(one: rx.Var[DeviceView]) -> rx.Component:
    words = thing(one.device)
    end = button(
        say("devices.end"),
        weight="plain",
        on_click=DevicesState.end(one.id),
        aria_label=say("devices.end_this", device=words),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(words),
            wording(say("passkey.used", date=short_date(one.last_used_on)), quiet=True, small=True),
        ),
        rx.cond(one.here, wording(say("devices.here"), quiet=True, small=True), end),
        key=one.id,
    )
