"""How a client comes back when the password is forgotten: the choice, at joining and afterwards."""

from typing import Any

import reflex as rx

from betterjournal.web.components import radio_group
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def way_back_choice(chosen: rx.Var[str], **props: Any) -> rx.Component:
    """Without another choice it is the appointment: then no mail is ever sent."""
    return radio_group(
        "way_back",
        say("way_back.question"),
        [("mail", say("way_back.mail")), ("appointment", say("way_back.appointment"))],
        help=say("way_back.help"),
        error=field_error("way_back"),
        default=chosen,
        **props,
    )
