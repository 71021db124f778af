"""Knows which live socket belongs to which tab and sign-in session, and lets nothing reach any other."""

from typing import Any

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate

from betterjournal.web.session import present
from betterjournal.web.watching import watchers

_NAMESPACE = "/_event"


class Tabs:
    """The open tabs of this process."""

    def __init__(self, app: rx.App) -> None:
        if app.event_namespace is None or app.sio is None:
            raise RuntimeError("the app has no socket")
        self._sockets: Any = app.event_namespace
        self._server = app.sio
        self._sessions: dict[str, tuple[str, str]] = {}
        self._ended: set[str] = set()
        self._emit = self._sockets.emit_update
        self._sockets.emit_update = self._emit_to_its_own_socket

    def socket(self, token: str) -> str:
        """The live socket of a tab, or "". A token alone proves nothing: it may have been taken over."""
        # Not `token_to_sid`: that builds a dict of every tab each time it is read.
        found = self._sockets._token_manager.token_to_socket.get(token)
        return str(found.sid) if found else ""

    def is_open(self, token: str) -> bool:
        return bool(self.socket(token))

    def headers(self, token: str) -> dict[str, str]:
        """The handshake headers of the tab's live socket, not those a former owner left in its state."""
        known = self._sockets._static_router_data.get(self.socket(token))
        return known["headers"] if known else {}

    def seat(self, token: str, session_id: str) -> None:
        """Remember for whom this tab's socket speaks."""
        self._sessions[token] = (self.socket(token), session_id)
        if len(self._sessions) > 64 + 2 * len(self._sockets._token_manager.token_to_socket):
            self._sessions = {token: seat for token, seat in self._sessions.items() if self.is_open(token)}

    def of(self, session_id: str) -> list[str]:
        """The tabs that were last seen with this sign-in session."""
        return [token for token, (_, seated) in self._sessions.items() if seated == session_id]

    async def end(self, session_id: str) -> None:
        """Send the tabs of an ended session to the sign-in page and close their sockets."""
        for token, (socket, seated) in list(self._sessions.items()):
            if seated == session_id:
                del self._sessions[token]
                watchers.leave(token)
                self._ended.add(socket)
                await self._close(token, socket)

    async def _close(self, token: str, socket: str) -> None:
        if self.socket(token) == socket:
            away = StateUpdate(events=[Event(name="_redirect", payload={"path": "/sign-in", "replace": True})])
            await self._sockets.emit("event", away, to=socket)
        await self._server.disconnect(socket, namespace=_NAMESPACE)
        self._ended.discard(socket)

    async def _emit_to_its_own_socket(self, update: StateUpdate, token: str) -> None:
        # An answer belongs to the socket that asked. A tab that took the token over meanwhile gets a fresh
        # hydrate of its own; an ended session gets nothing.
        asked = present()
        if asked.token == token and asked.socket == self.socket(token) and asked.socket not in self._ended:
            await self._emit(update, token)
