"""The frame of every page of the client's: their language, and a footer that is true for their practice."""

from dataclasses import replace
from typing import Literal

import reflex as rx

from betterjournal.accounts import actions as accounts
from betterjournal.assignments import queries
from betterjournal.assignments.views import RoomView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.client.find.state import FindState
from betterjournal.web.client.undo import UndoState, undo_region
from betterjournal.web.client.window import away_words
from betterjournal.web.components import actions, card, client_page, link_button, wording
from betterjournal.web.live import watch
from betterjournal.web.problems import notice_region
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class RoomState(rx.State):
    """`_is_back` when the tab was at this very address before: its socket, its page or the server came back."""

    view: RoomView | None = None
    _address: str = ""
    _is_back: bool = False

    @placed("client")
    async def arrive(self) -> None:
        """Each page of a client's begins with this, so that the next one knows where the tab was."""
        address = self.router.url.path
        self._is_back, self._address = address == self._address, address
        if not self._is_back:
            (await self.get_state(UndoState))._arrive()
            (await self.get_state(FindState))._leave()
        await self.load()

    @placed("client")
    async def load(self) -> None:
        watch(self, f"client:{await self._read()}", "practice")

    @placed("client")
    async def choose_language(self, language: Literal["en", "fr"]) -> None:
        await ask(self, accounts.choose_language, language)
        self.view = replace(self.view, language=language) if self.view else None

    async def _read(self) -> str:
        self.view = view = await ask(self, queries.room)
        return view.id


def client_room(
    *children: rx.Component, title_key: str, current: Literal["today", "journal", "me", ""], asked: bool = True
) -> rx.Component:
    """Children in the one quiet column, under the page's status region.

    Who has not agreed to the text of now is `asked` to do so first.
    """
    room: rx.Var[RoomView] = shown_view(RoomState.view, None)
    return client_page(
        notice_region(),
        undo_region(),
        rx.cond(room & (room.asked != ""), _asked(room), rx.fragment()) if asked else rx.fragment(),
        *children,
        title_key=title_key,
        current=current,
        reading=_reading(room),
        clinician=room.window.clinician,
        away=away_words(room.window),
        language=room.language,
        on_language=RoomState.choose_language,
    )


def _reading(room: rx.Var[RoomView]) -> rx.Var[str]:
    """Which sentence of the footer is true; until the practice's setting is known, the one that promises least."""
    always = rx.cond(room.window.setting == "always", "always", "window")
    known = rx.cond(room.window.away_until != "", "away", always)
    # Under a new text what was shared before is read as it was said then.
    nobody = (room.window.clinician == "") | (room.asked == "returned") | (room.asked == "withdrawn")
    return rx.cond(room, rx.cond(nobody, "nobody", known), "appointments")


def _asked(room: rx.Var[RoomView]) -> rx.Component:
    words = rx.match(
        room.asked,
        ("changed", say("consent.first_changed")),
        ("withdrawn", say("consent.first_withdrawn")),
        say("consent.first"),
    )
    # The page it stands on has a first button of its own.
    return card(wording(words), actions(link_button(say("consent.read"), routes.CONSENT, weight="secondary")))
