"""Undo for what was just deleted, for a moment, wherever the client stands then."""

import reflex as rx

from betterjournal.entries import undoing
from betterjournal.entries.undoing import UNDO_SECONDS
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.browser.moment import Moment
from betterjournal.web.components import button
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class UndoState(rx.State):
    """`back` is what came back just now; `_leads_away` when the page it was deleted on is left by that itself."""

    deleted: str = ""
    back: str = ""
    _leads_away: bool = False

    @placed("client")
    async def bring_back(self, deleted: str) -> None:
        self.deleted = ""
        await ask(self, undoing.bring_back, deleted)
        self.back = deleted

    def _offer(self, deleted: str, *, leads_away: bool = False) -> None:
        self.deleted, self.back, self._leads_away = deleted, "", leads_away

    def _arrive(self) -> None:
        """On the next page there is nothing to undo any more."""
        self.back = ""
        if not self._leads_away:
            self.deleted = ""
        self._leads_away = False


def undo_region() -> rx.Component:
    undo = button(say("app.undo"), weight="plain", on_click=UndoState.bring_back(UndoState.deleted))
    told = Moment.create(
        Arrive.create(
            rx.el.div(rx.el.span(say("app.deleted")), undo, class_name="notice items-center justify-between"), now=True
        ),
        seconds=UNDO_SECONDS,
        key=UndoState.deleted,
    )
    # The button that was pressed is gone.
    is_back = Moment.create(
        Arrive.create(rx.el.div(say("app.is_back"), class_name="notice"), now=True),
        seconds=UNDO_SECONDS,
        key=UndoState.back,
    )
    told = rx.cond(UndoState.deleted != "", told, rx.cond(UndoState.back != "", is_back, rx.fragment()))
    return rx.el.div(told, role="status", class_name="undo")
