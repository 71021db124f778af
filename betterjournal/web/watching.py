"""Which open page follows which topics, in this process."""

from collections import defaultdict


class Watchers:
    """Which tab's load follows which topics."""

    def __init__(self) -> None:
        self._by_tab: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)

    def add(self, token: str, load: str, topics: frozenset[str]) -> None:
        self._by_tab[token][load] = topics

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
            if watched & topics
        ]


watchers = Watchers()
