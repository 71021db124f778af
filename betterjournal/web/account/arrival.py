"""Sends those who are signed in already on to where they belong."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.accounts import sessions
from betterjournal.web import routes
from betterjournal.web.session import present


def elsewhere() -> EventSpec | None:
    """Where somebody who holds a sign-in session goes from a page that is for signing in."""
    actor = present().actor
    if actor is None:
        return None
    return rx.redirect(routes.SECOND_FACTOR if actor.second_factor_needed else sessions.home(actor), replace=True)
