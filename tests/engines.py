"""Engines for a run of thousands of tests: each of them would compile its statements and wait for the disk anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from betterjournal import database

# As the product opens one; tests/test_database.py asks it whether a commit is on the disk.
durable = database.connect
_first: dict[str, Engine] = {}


@contextmanager
def quick() -> Iterator[None]:
    """While it lasts, engines of this process share what one has compiled, and no commit waits for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "connect", _quick)
        yield


def _quick(url: str) -> Engine:
    engine = durable(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _do_not_wait)
    first = _first.setdefault(engine.dialect.name, engine)
    # Only a dialect that has met its server knows which version it speaks to.
    if first is not engine and hasattr(first.dialect, "server_version_info"):
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
    return engine


def _do_not_wait(connection: Any, record: object) -> None:
    connection.execute("pragma synchronous=off")
