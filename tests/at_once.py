"""Two who do the same in the very same moment."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Lock
from typing import Any

import pytest

from betterjournal.errors import Problem

# Longer than both need to come there when nothing holds the second one back.
MEETING_SECONDS = 1.0


def meeting(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], None]:
    """Both wait for each other after they looked and before they write; a lock lets only one come so far."""
    barrier = Barrier(2)

    def after(module: Any, name: str) -> None:
        look = getattr(module, name)

        def looked(*given: object, **named: object) -> object:
            found = look(*given, **named)
            with suppress(BrokenBarrierError):
                barrier.wait(MEETING_SECONDS)
            return found

        monkeypatch.setattr(module, name, looked)

    return after


def in_between(monkeypatch: pytest.MonkeyPatch, pool: ThreadPoolExecutor) -> Callable[..., Future[object]]:
    """Somebody else's act begins after the first call of that function, and is given time to end unless it waits."""

    def after(module: Any, name: str, other: Callable[[], object]) -> Future[object]:
        look, theirs, first = getattr(module, name), Future[object](), Lock()

        def act() -> None:
            try:
                theirs.set_result(other())
            except BaseException as problem:
                theirs.set_exception(problem)

        def looked(*given: object, **named: object) -> object:
            found = look(*given, **named)
            if first.acquire(blocking=False):
                wait([pool.submit(act)], MEETING_SECONDS)
            return found

        monkeypatch.setattr(module, name, looked)
        return theirs

    return after


def both(one: Callable[[], object], other: Callable[[], object]) -> list[bool]:
    """Who of the two got in."""

    def got_in(call: Callable[[], object]) -> bool:
        try:
            call()
        except Problem:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(got_in, (one, other)))
