"""When a client cannot come in, or lost a phone: a new check code, and signing them out everywhere after a call."""

import reflex as rx

from betterjournal.accounts import devices, returning
from betterjournal.accounts.views import InvitationView
from betterjournal.review.views import TimelineView
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.clinician.invitation import invitation_panel
from betterjournal.web.clinician.stopping import is_stopped
from betterjournal.web.components import card, disclosure, quiet_button, status_line, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class WayInState(rx.State):
    """`ended` is the client who was just signed out everywhere."""

    given: InvitationView | None = None
    ended: str = ""

    @placed("clinician")
    async def renew(self, client_id: str) -> None:
        self.given = await ask(self, returning.renew, client_id)

    @placed("clinician")
    async def end_everywhere(self, client_id: str) -> None:
        await ask(self, devices.sign_out_client, client_id)
        self.ended = client_id

    @placed("clinician")
    async def leave(self) -> None:
        self.given, self.ended = None, ""


def way_in(view: rx.Var[TimelineView]) -> rx.Component:
    """For a client who has joined, on the page of who has them in care."""
    given, name = WayInState.given, view.first_name
    code = rx.el.div(
        wording(say("client.way_in_code_about", name=name)),
        proved_button(say("client.way_in_code"), on_proved=WayInState.renew(view.id), weight="secondary"),
        class_name="stack-small",
    )
    no_code = wording(say("client.way_in_stopped", name=name), quiet=True)
    out = rx.el.div(
        wording(say("client.way_in_out_about", name=name)),
        rx.el.div(quiet_button(say("client.way_in_out", name=name), on_click=WayInState.end_everywhere(view.id))),
        status_line(rx.cond(WayInState.ended == view.id, say("client.way_in_out_done", name=name), "")),
        class_name="stack-small",
    )
    return rx.el.div(
        card(disclosure(say("client.way_in", name=name), rx.cond(is_stopped(), no_code, code), out)),
        rx.cond(given & (given.client_id == view.id), invitation_panel(given), rx.fragment()),
        class_name="stack",
        on_unmount=WayInState.leave,
    )
