"""Bounds what one address, one sign-in session and one socket may do."""

import time
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """A practice may sit behind one address: twenty-five people with a few tabs each fit."""

    frame_bytes: int = 1_000_000
    frames_a_second: float = 20
    frames_at_once: int = 60
    # All the tabs of one sign-in together; five in which somebody types send about ten.
    session_frames_a_second: float = 40
    session_frames_at_once: int = 120
    sockets_an_address: int = 200
    new_sockets_a_second: float = 10
    new_sockets_at_once: int = 100


@dataclass
class Bucket:
    """A token bucket."""

    a_second: float
    at_once: float
    _left: float = field(init=False)
    _seen: float = field(init=False)

    def __post_init__(self) -> None:
        self._left = self.at_once
        self._seen = time.monotonic()

    def take(self) -> bool:
        now = time.monotonic()
        self._left = min(self.at_once, self._left + (now - self._seen) * self.a_second)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def wait(self) -> float:
        """Take one in any case; how long the taker must wait until it was there to take."""
        if self.take():
            return 0.0
        self._left -= 1
        return -self._left / self.a_second

    @property
    def full(self) -> bool:
        return self._left + (time.monotonic() - self._seen) * self.a_second >= self.at_once


class Addresses:
    """Counts open and new sockets per address."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: dict[str, int] = defaultdict(int)
        self._new: dict[str, Bucket] = {}

    def enter(self, address: str) -> bool:
        """Whether this address may open one more socket; if so it is counted until `leave`."""
        limits = self._limits
        bucket = self._new.setdefault(address, Bucket(limits.new_sockets_a_second, limits.new_sockets_at_once))
        if self._open[address] >= limits.sockets_an_address or not bucket.take():
            return False
        self._open[address] += 1
        return True

    def leave(self, address: str) -> None:
        self._open[address] -= 1
        if self._open[address] <= 0:
            del self._open[address]
        self._new = {each: bucket for each, bucket in self._new.items() if not bucket.full}


class Sessions:
    """One bucket for all the sockets of one sign-in session; twenty tabs of one person weigh no more than one."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._buckets: dict[str, Bucket] = {}
        self._sockets: dict[str, int] = defaultdict(int)

    def enter(self, session: str) -> Bucket:
        """The bucket that this socket shares until `leave`."""
        limits = self._limits
        self._sockets[session] += 1
        return self._buckets.setdefault(session, Bucket(limits.session_frames_a_second, limits.session_frames_at_once))

    def leave(self, session: str) -> None:
        self._sockets[session] -= 1
        if self._sockets[session] <= 0:
            del self._sockets[session]
        # Not before it is full again: to come back at once must not buy a new one.
        gone = [each for each, bucket in self._buckets.items() if each not in self._sockets and bucket.full]
        for each in gone:
            del self._buckets[each]
