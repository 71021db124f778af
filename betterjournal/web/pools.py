"""Runs synchronous domain work off the event loop, in small pools that cannot starve each other."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import ParamSpec, TypeVar

from betterjournal import settings

P = ParamSpec("P")
R = TypeVar("R")

_AT_ONCE = 8
_domain = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="domain")
# Twelve sign-ins hashing in the shared pool took a save from 2 to 587 ms; in their own they cost it nothing.
_hashing = ThreadPoolExecutor(2, thread_name_prefix="hashing")

_sealing = ThreadPoolExecutor(1, thread_name_prefix="sealing")
# A file of a hundred pages must not keep a page waiting, nor another file.
_paper = ThreadPoolExecutor(2, thread_name_prefix="paper")
# A server far away may take ten seconds to say nothing.
_far = ThreadPoolExecutor(2, thread_name_prefix="far")


async def in_domain(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a query or an action."""
    return await _run(_domain, partial(fn, *args, **kwargs))


async def in_saving(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a save of what somebody is writing."""
    return await _run(_saving(), partial(fn, *args, **kwargs))


async def in_hashing(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run something that hashes a password or a PIN."""
    return await _run(_hashing, partial(fn, *args, **kwargs))


async def in_sealing(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Make a sealed record: one at a time, because words are stretched with half a gigabyte of memory."""
    return await _run(_sealing, partial(fn, *args, **kwargs))


async def in_paper(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Read what goes to paper, and draw it."""
    return await _run(_paper, partial(fn, *args, **kwargs))


async def in_far(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run what asks a server that is not ours."""
    return await _run(_far, partial(fn, *args, **kwargs))


@cache
def _saving() -> ThreadPoolExecutor:
    # SQLite lets one write at a time and makes the others sleep: in a queue they follow each other at once.
    at_once = 1 if settings.load().database.startswith("sqlite") else _AT_ONCE
    return ThreadPoolExecutor(at_once, thread_name_prefix="saving")


async def _run(pool: ThreadPoolExecutor, call: Callable[[], R]) -> R:
    loop, context = asyncio.get_running_loop(), contextvars.copy_context()
    answer: asyncio.Future[R] = loop.create_future()

    def work() -> None:
        try:
            settle = partial(_settle, answer, context.run(call), None)
        except BaseException as problem:
            # It is raised where the call is awaited.
            settle = partial(_settle, answer, None, problem)
        loop.call_soon_threadsafe(settle)

    # By hand, not `run_in_executor`: its chain of two futures cost every event a tenth of its time.
    pool.submit(work)
    return await answer


def _settle(answer: "asyncio.Future[R]", result: R | None, problem: BaseException | None) -> None:
    if answer.done():
        # Whoever waited has gone away.
        return
    if problem is not None:
        answer.set_exception(problem)
    else:
        answer.set_result(result)
