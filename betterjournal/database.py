"""Opens the database: SQLite by default, PostgreSQL by address; one way to read and one to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from sqlalchemy import DateTime, Dialect, Engine, TypeDecorator, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlmodel import Session

_engine: Engine | None = None


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite stores it without its zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment must be aware")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> str:
    """A random id; it tells nothing, not even when it was made."""
    return uuid4().hex


def connect(url: str) -> Engine:
    """An engine for `url`, durable: an acknowledged commit survives the loss of power."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": 15, "check_same_thread": False}, pool_size=16)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(_with_psycopg(url), pool_size=16, pool_pre_ping=True)


def use(engine: Engine | None) -> None:
    """Make `engine` the one this process reads and writes."""
    global _engine
    if _engine is not None and _engine is not engine:
        _engine.dispose()
    _engine = engine


def engine() -> Engine:
    """The engine of this process, opened from the settings at first use."""
    global _engine
    if _engine is None:
        from betterjournal.settings import load

        _engine = connect(load().database)
    return _engine


def writer() -> Engine:
    """The same engine for transactions that hold the write lock from their first statement."""
    return _writer_of(engine())


@contextmanager
def reading() -> Iterator[Session]:
    """A session to read with; nothing done in it is kept."""
    with Session(engine(), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A session whose transaction holds the write lock from its first statement and commits at the end.

    Domain code does not call this: `changes.changing` is the door. The draft save, sign-in sessions and
    throttling are the named exceptions.
    """
    with Session(writer(), expire_on_commit=False) as session, session.begin():
        yield session


def alive() -> bool:
    """Whether the database answers."""
    with engine().connect() as connection:
        return bool(connection.execute(text("select 1")).scalar())


@lru_cache(maxsize=1)
def _writer_of(engine: Engine) -> Engine:
    return engine.execution_options(writes=True)


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A write that starts as a read can meet "database is locked" when it upgrades; this one waits its turn.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _with_psycopg(url: str) -> str:
    scheme, rest = url.split("://", 1)
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url
