"""One's own lock: the PIN, a client's delay, and what is offered once of both, and of Hide."""

import reflex as rx

from betterjournal.accounts import idling, locking
from betterjournal.accounts.views import LockView
from betterjournal.web.account.fields import wrong
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.browser.shown import shown, shown_view
from betterjournal.web.components import (
    actions,
    awaited,
    button,
    card,
    link_button,
    quiet_button,
    radio_group,
    section,
    status_line,
    subheading,
    text_field,
    wording,
)
from betterjournal.web.live import watch
from betterjournal.web.problems import field_error
from betterjournal.web.session import ask, ask_hash, placed
from betterjournal.web.wording import say


class LockState(rx.State):
    """`open` while a PIN is being typed, right after the proof."""

    view: LockView | None = None
    open: bool = False
    saved: bool = False

    @placed("signed_in")
    async def arrive(self) -> None:
        self.open = self.saved = False
        await self._read()
        watch(self, f"person:{self.view.id}")

    @placed("signed_in")
    async def load(self) -> None:
        """Something changed while the page lay open: a PIN that is being typed stays."""
        await self._read()

    @placed("signed_in")
    async def begin(self) -> None:
        self.open, self.saved = True, False

    @placed("signed_in")
    async def stop(self) -> None:
        self.open = False

    @placed("signed_in")
    async def save(self, form: dict[str, str]) -> None:
        await ask_hash(self, locking.set_pin, form.get("pin", ""))
        self.open, self.saved = False, True

    @placed("signed_in")
    async def decline(self) -> None:
        await ask(self, locking.decline_pin)
        await self._read()

    @placed("client")
    async def choose(self, lock_after: str) -> None:
        await ask(self, locking.choose_delay, lock_after)

    async def _read(self) -> None:
        self.view = await ask(self, locking.settings)


def lock_section(*, client: bool) -> rx.Component:
    """On one's own account page. Staff have no delay: theirs is an hour."""
    return shown(LockState.view, None, lambda view: _section(view, client))


def _section(view: rx.Var[LockView], client: bool) -> rx.Component:
    about = wording(say("lock.about_client" if client else "lock.about_staff"), quiet=True)
    return section(say("lock.section"), about, *([_delay(view)] if client else []), _pin(view))


def _delay(view: rx.Var[LockView]) -> rx.Component:
    choices = [(name, say(f"lock.after_{name}")) for name in idling.CHOICES]
    return radio_group("lock_after", say("lock.after"), choices, default=view.lock_after, on_change=LockState.choose)


def _pin(view: rx.Var[LockView]) -> rx.Component:
    field = text_field(
        "pin",
        say("lock.pin_new"),
        help=say("lock.pin_help"),
        error=field_error("pin"),
        type="password",
        input_mode="numeric",
        auto_complete="off",
        max_length=6,
        class_name="short",
        **wrong("pin"),
    )
    form = rx.el.form(
        field,
        actions(button(say("ways.save"), kind="submit"), quiet_button(say("ways.cancel"), on_click=LockState.stop)),
        on_submit=LockState.save,
        no_validate=True,
        class_name="stack",
    )
    words = rx.cond(view.has_pin, say("lock.pin_change"), say("lock.pin_set"))
    press = proved_button(words, on_proved=LockState.begin, weight="secondary")
    return rx.el.div(
        rx.cond(LockState.open, form, press),
        status_line(rx.cond(LockState.saved, say("lock.pin_saved"), "")),
        class_name="stack-small",
    )


def lock_offers(account: str) -> rx.Component:
    """Once, where the day starts: to try Hide, then to set a PIN on the `account` page."""
    view: rx.Var[LockView] = shown_view(LockState.view, None)
    pin = rx.cond(view.offer_pin, _offer_pin(account), rx.fragment())
    return rx.cond(view, rx.cond(view.offer_hide, _offer_hide(), pin), awaited())


def _offer_hide() -> rx.Component:
    return card(subheading(say("lock.try_title")), wording(say("lock.try_hide")), wording(say("lock.try_after")))


def _offer_pin(account: str) -> rx.Component:
    return card(
        subheading(say("lock.pin_title")),
        wording(say("lock.pin_why")),
        actions(
            link_button(say("lock.pin_choose"), account, weight="secondary"),
            button(say("lock.pin_no"), weight="plain", on_click=LockState.decline),
        ),
        class_name="stack-small max-w-3xl",
    )
