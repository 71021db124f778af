"""Which open page follows which topics, and until when it reads as it does, in this process."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Watch:
    """What a load follows, and until when what it brought is true if nothing is announced."""

    topics: frozenset[str]
    until: datetime | None = None


class Watchers:
    """Which tab's load follows which topics."""

    def __init__(self) -> None:
        self._by_tab: dict[str, dict[str, Watch]] = defaultdict(dict)

    def add(self, token: str, load: str, topics: frozenset[str], until: datetime | None = None) -> None:
        self._by_tab[token][load] = Watch(topics, until)

    def drop(self, token: str, load: str) -> None:
        """What this load shows is not there for them any more."""
        if token in self._by_tab:
            self._by_tab[token].pop(load, None)

    def leave(self, token: str) -> None:
        """The tab went to another page, or away."""
        self._by_tab.pop(token, None)

    def interested(self, topics: frozenset[str]) -> list[tuple[str, str]]:
        return [
            (token, load)
            for token, loads in self._by_tab.items()
            for load, watched in loads.items()
            if watched.topics & topics
        ]

    def outlived(self, now: datetime) -> list[tuple[str, str]]:
        """Whose time is up, once each: their load says anew until when."""
        found = [
            (token, load)
            for token, loads in self._by_tab.items()
            for load, watched in loads.items()
            if watched.until and watched.until <= now
        ]
        for token, load in found:
            self._by_tab[token][load] = Watch(self._by_tab[token][load].topics)
        return found


watchers = Watchers()
