"""Replays what happened, in the order of time, each act at its own moment."""

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session

from betterjournal import clock

Happening = Callable[[Session], None]


def identity(*names: object) -> str:
    """The same id for the same thing of the story, on every box and every day."""
    return uuid5(NAMESPACE_URL, "betterjournal:demo/" + "/".join(map(str, names))).hex


class History:
    """What is told in any order and happens in the order of time; nothing happens after `until`."""

    def __init__(self, until: datetime) -> None:
        self._until = until
        self._told: list[tuple[datetime, Happening]] = []

    def at(self, moment: datetime, happening: Happening) -> None:
        """At that moment this happens; of one moment, what was told first happens first."""
        self._told.append((min(moment, self._until), happening))

    def replay(self, session: Session) -> None:
        """Write everything down, with the clock standing at each moment."""
        for moment, happening in sorted(self._told, key=itemgetter(0)):
            with clock.stopped_at(moment):
                happening(session)
