"""Undo for what was just deleted, for a moment, wherever the client stands then."""

import reflex as rx

from betterjournal.entries import undoing
from betterjournal.entries.undoing import UNDO_SECONDS
from betterjournal.web.browser.moment import Moment
from betterjournal.web.components import button
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class UndoState(rx.State):
    """`_leads_away` when the page that it was deleted on is left by that itself."""

    deleted: str = ""
    _leads_away: bool = False

    @placed("client")
    async def bring_back(self, deleted: str) -> None:
        self.deleted = ""
        await ask(self, undoing.bring_back, deleted)

    def _offer(self, deleted: str, *, leads_away: bool = False) -> None:
        self.deleted, self._leads_away = deleted, leads_away

    def _arrive(self) -> None:
        """On the next page there is nothing to undo any more."""
        if not self._leads_away:
            self.deleted = ""
        self._leads_away = False


def undo_region() -> rx.Component:
    undo = button(say("app.undo"), weight="plain", on_click=UndoState.bring_back(UndoState.deleted))
    told = Moment.create(
        rx.el.div(rx.el.span(say("app.deleted")), undo, class_name="notice items-center justify-between"),
        seconds=UNDO_SECONDS,
        key=UndoState.deleted,
    )
    return rx.el.div(rx.cond(UndoState.deleted != "", told, rx.fragment()), role="status", class_name="undo")
