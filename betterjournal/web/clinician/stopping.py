"""Stopping everything for one client and starting again: on the client's page, and where records are sealed."""

import reflex as rx

from betterjournal.privacy import queries, stopping
from betterjournal.privacy.stopping import KINDS
from betterjournal.privacy.views import StopView
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.components import actions, button, card, dialog, quiet_button, radio_group, subheading, wording
from betterjournal.web.live import watch
from betterjournal.web.problems import field_error
from betterjournal.web.session import ask, param, placed
from betterjournal.web.wording import date, say

EFFECTS = ("mail", "work", "appointments", "sessions", "writing")


class StopState(rx.State):
    stop: StopView | None = None
    asking: bool = False

    @placed("clinician", "owner")
    async def load(self) -> None:
        await self._read(param(self, "client_id"))
        # Never the topic of the client's own acts: the owner's page must not stir when a client does something.
        watch(self, f"settled:{self.stop.id}")

    @placed("clinician", "owner")
    async def ask_first(self) -> None:
        self.asking = True

    @placed("clinician", "owner")
    async def stop_asking(self) -> None:
        self.asking = False

    @placed("clinician", "owner")
    async def stop_everything(self, form_data: dict[str, str]) -> None:
        client_id = form_data.get("client_id", "")
        await ask(self, stopping.stop, client_id, form_data.get("kind", ""))
        self.asking = False
        await self._read(client_id)

    @placed("clinician", "owner")
    async def start_again(self, client_id: str) -> None:
        await ask(self, stopping.start_again, client_id)
        await self._read(client_id)

    async def _read(self, client_id: str) -> None:
        self.stop = await ask(self, queries.stop, client_id)


def stop_shown() -> rx.Var[StopView]:
    """How it stands for the client in the address; null until it is known."""
    return shown_view(StopState.stop, "client_id")


def is_stopped() -> rx.Var[bool]:
    view = stop_shown()
    return (view & (view.kind != "")).to(bool)


def stopped_banner() -> rx.Component:
    """What stands at the head of the page while everything is stopped, with the way to start again."""
    view = stop_shown()
    why = rx.match(view.kind, *((kind, say(f"stop.was_{kind}")) for kind in KINDS), "")
    again = rx.fragment(
        wording(say("stop.again_help"), quiet=True, small=True),
        actions(quiet_button(say("stop.again"), on_click=StopState.start_again(view.id))),
    )
    banner = card(
        subheading(say("stop.stopped")),
        wording(say("stop.told", name=view.by, day=date(view.on), why=why)),
        rx.cond(view.may_start, again, wording(say("stop.who_starts", name=view.first_name), quiet=True)),
    )
    return rx.cond(is_stopped(), banner, rx.fragment())


def stop_button() -> rx.Component:
    """One press, one question, and everything is stopped."""
    view = stop_shown()
    press = button(say("stop.press"), weight="secondary", on_click=StopState.ask_first)
    return rx.cond(view & view.may_stop, rx.fragment(press, _question(view)), rx.fragment())


def _question(view: rx.Var[StopView]) -> rx.Component:
    name = view.first_name
    effects = [rx.el.li(say(f"stop.effect_{each}", name=name)) for each in EFFECTS]
    kinds = [(kind, say(f"stop.kind_{kind}", name=name)) for kind in KINDS]
    form = rx.el.form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        radio_group("kind", say("stop.kind"), kinds, help=say("stop.kind_help", name=name), error=field_error("kind")),
        actions(
            button(say("stop.confirm"), kind="submit"), quiet_button(say("stop.wait"), on_click=StopState.stop_asking)
        ),
        on_submit=StopState.stop_everything,
        class_name="stack-small",
    )
    return dialog(
        rx.el.ul(*effects, class_name="list-disc pl-5 space-y-1"),
        form,
        name=say("stop.title", name=name),
        open=StopState.asking & (StopState.stop.id == view.id),
        on_close=StopState.stop_asking,
    )
