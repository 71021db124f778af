"""Announces that something changed, never what; pages re-read through their own guarded load."""

import json
import logging
from collections.abc import Callable, Iterable
from threading import Event, Lock, Thread
from uuid import uuid4

from redis import Redis
from redis.client import PubSub
from redis.exceptions import RedisError

Topics = frozenset[str]
CHANNEL = "betterjournal:changed"
log = logging.getLogger(__name__)
_listeners: list[Callable[[Topics], None]] = []
_lock = Lock()
_relay: "Relay | None" = None


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
        _tell(said)
        if _relay:
            _relay.pass_on(said)


def join(redis_url: str) -> "Relay":
    """From now on hear what other processes announce, and be heard by them."""
    global _relay
    _relay = Relay(redis_url)
    return _relay


class Relay:
    """Carries announcements between processes over Redis: topics only, so Redis learns ids and nothing else."""

    def __init__(self, redis_url: str) -> None:
        self._me = uuid4().hex
        self._redis = Redis.from_url(redis_url, socket_connect_timeout=5)
        self._ears: PubSub = self._redis.pubsub(  # type: ignore[no-untyped-call]
            ignore_subscribe_messages=True
        )
        self._ears.subscribe(**{CHANNEL: self._heard})
        self._leaving = Event()
        self._thread = Thread(target=self._hear, name="relay", daemon=True)
        self._thread.start()

    def pass_on(self, topics: Topics) -> None:
        """Tell the other processes. A page there that misses this is stale until its next load, so it is logged."""
        try:
            self._redis.publish(CHANNEL, json.dumps([self._me, sorted(topics)]))
        except RedisError:
            log.exception("an announcement did not reach the other workers")

    def leave(self) -> None:
        """Stop hearing and being heard."""
        global _relay
        _relay = None
        self._leaving.set()
        self._thread.join(2)
        self._redis.close()

    def _hear(self) -> None:
        while not self._leaving.is_set():
            try:
                # Subscribes again by itself after a lost connection.
                self._ears.get_message(timeout=0.5)
            except RedisError:
                log.exception("announcements of other workers cannot be heard")
                self._leaving.wait(1)

    def _heard(self, message: dict[str, bytes]) -> None:
        sender, topics = json.loads(message["data"])
        if sender != self._me:
            _tell(frozenset(topics))


def _tell(topics: Topics) -> None:
    for callback in tuple(_listeners):
        callback(topics)
