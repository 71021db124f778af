"""Runs synchronous domain work off the event loop, in small pools that cannot starve each other."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_domain = ThreadPoolExecutor(8, thread_name_prefix="domain")
# Twelve sign-ins hashing in the shared pool took a save from 2 to 587 ms; in their own they cost it nothing.
_hashing = ThreadPoolExecutor(2, thread_name_prefix="hashing")


async def in_domain(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a query or an action."""
    return await _run(_domain, partial(fn, *args, **kwargs))


async def in_hashing(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run something that hashes a password or a PIN."""
    return await _run(_hashing, partial(fn, *args, **kwargs))


async def _run(pool: ThreadPoolExecutor, call: Callable[[], R]) -> R:
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(pool, lambda: context.run(call))
