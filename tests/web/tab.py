"""A bare socket client: one browser tab without a browser, polite or hostile."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import socketio

_SUFFIX = "_rx_state_"
HYDRATE = "reflex___state____state.hydrate_and_load"
# What a client makes up anew for each connection.
_HANDSHAKE = re.compile(r'"sec[-_]websocket[-_]key":"[^"]+"')


def tab_token() -> str:
    return str(uuid4())


class Tab:
    """Sends events and keeps every word that came back."""

    def __init__(self, url: str, *, cookie: str = "", origin: str | None = "", token: str = "") -> None:
        self.url = url
        self.token = token or tab_token()
        self.client = socketio.AsyncClient(reconnection=False)
        self.updates: list[dict[str, Any]] = []
        # Every frame as it came, for who counts bytes.
        self.frames: list[str] = []
        self.closed = asyncio.Event()
        self._arrived = asyncio.Event()
        self._headers = {"Cookie": f"betterjournal={cookie}"} if cookie else {}
        if origin is not None:
            self._headers["Origin"] = origin or url
        self.client.eio.on("message", self._hear)
        self.client.on("event", self._keep, namespace="/_event")
        self.client.on("disconnect", self._closed, namespace="/_event")

    async def connect(self) -> None:
        await self.client.connect(
            f"{self.url}/?token={self.token}",
            headers=self._headers,
            transports=["websocket"],
            socketio_path="_event",
            namespaces=["/_event"],
            wait_timeout=3,
        )

    async def send(self, name: str, /, path: str = "/", params: dict[str, str] | None = None, **payload: Any) -> None:
        event = {
            "name": name,
            "payload": payload,
            "router_data": {"pathname": path, "asPath": path, "query": params or {}},
        }
        await self.client.emit("event", event, namespace="/_event")

    async def hydrate(
        self, path: str = "/", params: dict[str, str] | None = None, *, again: bool = False
    ) -> dict[str, Any]:
        """Connect as a page does; everything that belongs to it has arrived when this returns.

        `again` as one that lay open when the server went away.
        """
        await (self.send(HYDRATE, path, params) if again else self.send(HYDRATE, path, params, hashes=[]))
        for _ in range(50):
            if (await self.answer()).get("state.is_hydrated"):
                break
        return self.vars()

    async def ask(
        self, name: str, /, path: str = "/", params: dict[str, str] | None = None, **payload: Any
    ) -> dict[str, Any]:
        """Send an event and give every var that changed until things were quiet."""
        self.updates.clear()
        await self.send(name, path, params, **payload)
        return await self.answer(first=0.5)

    async def answer(self, quiet: float = 0.12, first: float = 0.0) -> dict[str, Any]:
        """The vars in everything that came, until nothing came for `quiet` seconds.

        The first may take as long as `first`: a loaded machine is slow before it is silent.
        """
        patience = max(quiet, 0.0 if self.updates else first)
        while True:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), patience)
            except TimeoutError:
                return self.vars()
            patience = quiet

    async def until(self, came: Callable[[dict[str, Any]], bool], patience: float = 20.0) -> None:
        """Wait for an update that is `came`, and no longer; however loaded the machine is, it has to come."""
        seen = 0
        async with asyncio.timeout(patience):
            while True:
                self._arrived.clear()
                if any(came(update) for update in self.updates[seen:]):
                    return
                seen = len(self.updates)
                await self._arrived.wait()

    def said(self) -> list[str]:
        """Every frame so far, but for what is this tab's own: its token, its socket's ids, its handshake."""
        own = (self.token, self.client.get_sid("/_event"), self.client.eio.sid)
        mask = re.compile("|".join([_HANDSHAKE.pattern, *(re.escape(each) for each in own if each)]))
        return [mask.sub("·", frame) for frame in self.frames]

    def vars(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for update in self.updates:
            for state, delta in (update.get("delta") or {}).items():
                short = state.rsplit(".", 1)[-1].rsplit("____", 1)[-1]
                found |= {f"{short}.{name.removesuffix(_SUFFIX)}": value for name, value in delta.items()}
        return found

    async def _hear(self, frame: object) -> None:
        self.frames.append(str(frame))
        await self.client._handle_eio_message(frame)

    async def _keep(self, update: dict[str, Any]) -> None:
        self.updates.append(update)
        self._arrived.set()

    async def _closed(self, *reason: object) -> None:
        self.closed.set()


@asynccontextmanager
async def open_tab(url: str, **how: Any) -> AsyncIterator[Tab]:
    tab = Tab(url, **how)
    try:
        await tab.connect()
        yield tab
    finally:
        await tab.client.shutdown()
