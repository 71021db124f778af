"""What a page says and asks about the lock of its sign-in session; `session.Seat` is the answer."""

import reflex as rx
from reflex_base.utils.format import format_event_handler

from betterjournal.accounts import locking
from betterjournal.web.session import ask, placed


class Locking(rx.State):
    """`looks` counts the answers, so that a page knows when it got one that changed nothing."""

    looks: int = 0

    @placed("public", save=True, act=False)
    async def look(self) -> None:
        """The guard has looked already: what it found is in the seat."""
        self.looks += 1

    @placed("signed_in", save=True, act=False)
    async def lock(self) -> None:
        """The page was left, or its clock says that nobody is there."""
        await ask(self, locking.lock)

    @placed("client", save=True, act=False)
    async def hide(self) -> None:
        await ask(self, locking.lock, hiding=True)

    @placed("signed_in", save=True)
    async def stay(self) -> None:
        """Somebody types or reads: an act that needs nothing else of the server."""


LOOK = format_event_handler(Locking.event_handlers["look"])
