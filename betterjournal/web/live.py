"""Keeps open pages fresh: a load that called `watch` is asked for again when its topics are announced or time is up.

The load travels the tab's own queue as an ordinary event, so the guard and access rules run again; an ended
sign-in session gets nothing.
"""

import asyncio
from contextvars import copy_context
from datetime import datetime
from typing import TYPE_CHECKING

import reflex as rx
from reflex.event import Event
from reflex_base.utils.format import format_event_handler

from betterjournal import clock, live
from betterjournal.web.locking import LOOK
from betterjournal.web.session import present
from betterjournal.web.watching import watchers

if TYPE_CHECKING:
    from betterjournal.web.serving.tabs import Tabs

# An action may announce several times; all but the first wait this long for each other.
_GATHER_SECONDS = 0.02
# How often it is looked which pages read otherwise by now, because time went by.
_BEAT_SECONDS = 1.0


def watch(state: rx.State, *topics: str, until: datetime | None = None) -> None:
    """Follow these topics with the `load` of this state until the tab goes to another page.

    `until` is the moment from which the page reads otherwise by itself; it is loaded again then.
    Called inside `load`, after the view arrived, so that nobody follows what they may not see.
    """
    token = present().token
    if token:
        load = format_event_handler(type(state).event_handlers["load"])
        watchers.add(token, load, frozenset(topics), until)


def unwatch(state: rx.State) -> None:
    """Be told nothing more, as before a press after which there may be nothing here to show."""
    watchers.drop(present().token, format_event_handler(type(state).event_handlers["load"]))


class Pusher:
    """Turns announcements, from any thread, into loads on the queues of the tabs that follow them."""

    def __init__(self, app: rx.App, tabs: "Tabs") -> None:
        self._app = app
        self._tabs = tabs
        self._loop = asyncio.get_running_loop()
        # Whoever announces has an event running, and Reflex would take a push for its child: with its address.
        self._nobody = copy_context()
        self._gathered: set[str] = set()
        self._due: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> "Pusher":
        live.listen(self._heard)
        self._beat()
        return self

    def __exit__(self, *problem: object) -> None:
        live.forget(self._heard)
        self._next.cancel()

    def _beat(self) -> None:
        self._next = self._loop.call_later(_BEAT_SECONDS, self._beat, context=self._nobody)
        self._ask(watchers.outlived(clock.now()))

    def _heard(self, topics: frozenset[str]) -> None:
        self._loop.call_soon_threadsafe(self._gather, topics, context=self._nobody)

    def _gather(self, topics: frozenset[str]) -> None:
        for topic in topics:
            if topic.startswith("session:"):
                self._start(self._tabs.end(topic.removeprefix("session:")))
            elif topic.startswith("lock:"):
                for token in self._tabs.of(topic.removeprefix("lock:")):
                    self._start(self._push(token, LOOK))
        self._gathered |= topics
        if self._due is None:
            self._flush()

    def _flush(self) -> None:
        """The first of several announcements is passed on at once, the rest of them together."""
        topics, self._gathered = frozenset(self._gathered), set()
        self._due = self._loop.call_later(_GATHER_SECONDS, self._flush) if topics else None
        self._ask(watchers.interested(topics))

    def _ask(self, loads: list[tuple[str, str]]) -> None:
        for token, load in loads:
            if self._tabs.is_open(token):
                self._start(self._push(token, load))
            else:
                watchers.leave(token)

    async def _push(self, token: str, load: str) -> None:
        await self._app.event_processor.enqueue(token, Event(name=load, payload={}))

    def _start(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
