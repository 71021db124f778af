"""Announces that something changed, never what; pages re-read through their own guarded load."""

from collections.abc import Callable, Iterable
from threading import Lock

Topics = frozenset[str]
_listeners: list[Callable[[Topics], None]] = []
_lock = Lock()


def listen(callback: Callable[[Topics], None]) -> None:
    """Call `callback` with the topics of each announcement, from whichever thread announces."""
    with _lock:
        _listeners.append(callback)


def forget(callback: Callable[[Topics], None]) -> None:
    """Stop calling `callback`."""
    with _lock:
        if callback in _listeners:
            _listeners.remove(callback)


def announce(topics: Iterable[str]) -> None:
    """Tell every listener; called after the commit, so a listener that reads sees the change."""
    said = frozenset(topics)
    if said:
        for callback in tuple(_listeners):
            callback(said)
