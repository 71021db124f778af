"""The keyring's tables: wrapped keys, with the questions asked of them, and the copied heads of the audit record."""

import os
from datetime import date, datetime
from typing import Literal

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, LargeBinary, MetaData, inspect
from sqlmodel import Column, Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import database

Kind = Literal["private", "record", "practice", "index"]
PRACTICE = "practice"
CHECK = "check"


class Key(SQLModel, table=True):
    """One wrapped key. A retired one still opens and seals no more; a destroyed one keeps its row, not its bytes."""

    __tablename__ = "keyring_key"
    metadata = MetaData()

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    kind: str
    wrapped: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    created_at: datetime = Field(sa_type=database.Moment)
    retired_at: datetime | None = Field(default=None, sa_type=database.Moment)
    destroyed_at: datetime | None = Field(default=None, sa_type=database.Moment)


class KeptHead(SQLModel, table=True):
    """How many audit records there were on a day, and the hash of the last one (`heads.py`)."""

    __tablename__ = "keyring_audit_head"
    metadata = Key.metadata

    on: date = Field(primary_key=True)
    count: int
    hash: str


def wrap(under: bytes, key: Key, raw: bytes) -> bytes:
    """The bytes to store: the key under the master key, bound to its id, owner and kind."""
    nonce = os.urandom(12)
    return nonce + AESGCM(under).encrypt(nonce, raw, _bound_to(key))


def unwrap(under: bytes, key: Key) -> bytes:
    """The key itself. Raises `InvalidTag` under another master key."""
    wrapped = key.wrapped or b""
    return AESGCM(under).decrypt(wrapped[:12], wrapped[12:], _bound_to(key))


def _bound_to(key: Key) -> bytes:
    return f"{key.id}/{key.owner}/{key.kind}".encode()


def check() -> SelectOfScalar[Key]:
    """The one row that tells which master key opens the keyring."""
    return select(Key).where(Key.owner == CHECK)


def living(owner: str, kind: str) -> SelectOfScalar[Key]:
    """The keys that open what the owner has, the oldest first."""
    found = select(Key).where(Key.owner == owner, Key.kind == kind, col(Key.destroyed_at).is_(None))
    return found.order_by(col(Key.created_at), col(Key.id))


def usable(owner: str, kind: str) -> SelectOfScalar[Key]:
    """Those of them that may seal; the first one does."""
    return living(owner, kind).where(col(Key.retired_at).is_(None))


def bring_up_to_date(engine: Engine) -> None:
    """The keyring has no migrations: a column that an older one lacks is added empty."""
    table, missing = str(Key.__tablename__), "retired_at"
    if missing not in {column["name"] for column in inspect(engine).get_columns(table)}:
        kind = database.Moment().compile(engine.dialect)
        with engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql(f"alter table {table} add column {missing} {kind}")
