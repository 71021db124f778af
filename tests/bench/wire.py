"""A lean tab: the framework's socket protocol by hand, the same for the product and for the blank app."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

HYDRATE = "reflex___state____state.hydrate_and_load"
_NAMESPACE = "/_event"
_EVENT = f"42{_NAMESPACE},"
_SUFFIX = "_rx_state_"
_PATIENCE = 10
Delta = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Page:
    """Where a tab is; the browser reads the parts out of the path and sends them along."""

    path: str
    params: dict[str, str] = field(default_factory=dict)


class Wire:
    """One tab on one socket, sending one event at a time."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def send(self, name: str, page: "Page", **payload: Any) -> None:
        where = {"pathname": page.path, "asPath": page.path, "query": page.params}
        event = {"name": name, "payload": payload, "router_data": where}
        await self._socket.send(_EVENT + json.dumps(["event", event]))

    async def delta(self) -> Delta:
        """The changes in the next update that arrives."""
        while True:
            # Whatever hangs is a finding, not a reason to wait.
            async with asyncio.timeout(_PATIENCE):
                frame = await self._socket.recv(decode=True)
            if frame == "2":
                await self._socket.send("3")
            elif frame.startswith(_EVENT):
                name, *update = json.loads(frame[len(_EVENT) :])
                if name == "event":
                    return update[0].get("delta") or {}
            elif frame.startswith(f"41{_NAMESPACE}"):
                raise ConnectionError("the server closed the tab")

    async def until(self, arrived: Callable[[Delta], bool]) -> Delta:
        """The first changes for which `arrived` holds."""
        while not arrived(delta := await self.delta()):
            pass
        return delta

    async def open(self, page: "Page") -> Delta:
        """Load a page as the browser does, to the end of its load chain; every change on the way, merged."""
        seen: Delta = {}
        await self.send(HYDRATE, page, hashes=[])
        while not var(seen, "is_hydrated"):
            for state, changes in (await self.delta()).items():
                seen.setdefault(state, {}).update(changes)
        return seen


def var(delta: Delta, name: str, having: str = "") -> Any:
    """The new value of the public var of this name, None when it did not change.

    Several states of a page have a `view`: `having` is a field that only the one has.
    """
    found = (value for changes in delta.values() for key, value in changes.items() if key == f"{name}{_SUFFIX}")
    return next((value for value in found if value is not None and (not having or having in value)), None)


@asynccontextmanager
async def wire(url: str, cookie: str = "") -> AsyncIterator[Wire]:
    """A connected tab; `cookie` is a sign-in session's token."""
    socket = await _connected(url, {"Cookie": f"betterjournal={cookie}"} if cookie else {})
    async with socket:
        await socket.recv()
        await socket.send(f"40{_NAMESPACE},")
        await socket.recv()
        yield Wire(socket)


async def _connected(url: str, headers: dict[str, str]) -> ClientConnection:
    # One address may open only so many sockets a second, and all these tabs are on one: then a moment's wait.
    async with asyncio.timeout(3 * _PATIENCE):
        while True:
            address = f"{url.replace('http', 'ws', 1)}{_NAMESPACE}/?EIO=4&transport=websocket&token={uuid4()}"
            try:
                return await connect(address, origin=url, additional_headers=headers, compression=None, max_size=None)
            except InvalidStatus:
                await asyncio.sleep(0.2)
