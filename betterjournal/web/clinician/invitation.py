"""The way in for one client: a link to give, its picture, and a code to say aloud."""

import reflex as rx

from betterjournal.accounts.views import InvitationView
from betterjournal.web.browser.copy import copy_button
from betterjournal.web.components import card, subheading, wording
from betterjournal.web.wording import date, say

# On white in the dark too, or a camera does not read it.
PICTURE = "w-40 h-40 flex-none bg-white rounded-lg p-2"


def invitation_panel(given: rx.Var[InvitationView]) -> rx.Component:
    """Shown once: the link holds the only copy of its token."""
    code = rx.el.div(
        rx.el.p(say("clients.code", name=given.first_name), class_name="label"),
        rx.el.p(given.code, class_name="text-2xl tracking-widest"),
        wording(say("clients.code_help"), quiet=True, small=True),
    )
    valid = wording(say("clients.valid", day=date(given.expires_on)), quiet=True)
    return card(
        subheading(say("clients.invitation", name=given.first_name)),
        rx.el.div(
            rx.el.div(_link(given), code, valid, class_name="stack-small min-w-0 flex-1 basis-64"),
            rx.el.img(src=given.picture, alt=say("clients.picture"), class_name=PICTURE),
            class_name="flex flex-wrap gap-6",
        ),
    )


def _link(given: rx.Var[InvitationView]) -> rx.Component:
    field = rx.el.input(value=given.link, read_only=True, class_name="input", id="invitation-link")
    return rx.el.div(
        rx.el.label(say("clients.link"), html_for="invitation-link", class_name="label"),
        field,
        rx.el.div(copy_button(say("clients.copy"), given.link), class_name="actions pt-2"),
    )
