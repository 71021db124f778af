"""Loads the start page."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.web.account.arrival import elsewhere
from betterjournal.web.session import placed


class HomeState(rx.State):
    @placed("public")
    async def load(self) -> EventSpec | None:
        return elsewhere()
