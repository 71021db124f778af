"""Seals clinical text and names: AES-256-GCM under keys that stand apart from the database.

Each client has two keys (`private`, `record`), the practice one. Keys are wrapped by the master key and kept in
the keyring's own database. A sealed value names its key and is bound to its table, column and row, so that it
cannot be moved to another place. The operator of the server can read what the server can open; see SECURITY.md.
"""

import hashlib
import hmac
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Literal, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, Engine, LargeBinary, MetaData, Text, TypeDecorator
from sqlmodel import Column, Field, Session, SQLModel, col, select

from betterjournal import clock, database
from betterjournal.errors import CannotStart
from betterjournal.settings import Settings, load

Kind = Literal["private", "record", "practice", "index"]
PRACTICE = "practice"
CHECK = "check"
# How long another process may go on using a key that was destroyed.
KEY_MEMORY_SECONDS = 30.0


class Sealed(str):
    """Ciphertext as it is stored: `1.<key id>.<nonce and ciphertext>`; the only thing a sealed column takes."""

    __slots__ = ()


class SealedText(TypeDecorator[str]):
    """A column that refuses anything the vault did not seal."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("this column holds sealed text only")
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(value)


def sealed_column(*, nullable: bool = False) -> Any:
    """A model field for sealed text."""
    return Field(default=None, sa_column=Column(SealedText, nullable=nullable))


class Key(SQLModel, table=True):
    """One wrapped key; a destroyed one keeps its row and loses its bytes."""

    __tablename__ = "keyring_key"
    metadata = MetaData()

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    kind: str
    wrapped: bytes | None = Field(sa_column=Column(LargeBinary, nullable=True))
    created_at: datetime = Field(sa_type=database.Moment)
    destroyed_at: datetime | None = Field(default=None, sa_type=database.Moment)


_lock = Lock()
_engine: Engine | None = None
_master: AESGCM | None = None
_by_id: dict[str, tuple[bytes, float]] = {}
_current: dict[tuple[str, str], tuple[str, float]] = {}


def prepare(settings: Settings) -> None:
    """Open the keyring, making it and the master key on the very first start.

    Raises `CannotStart`, naming the file, when the master key is missing or does not open the keyring.
    """
    global _engine, _master
    if settings.keyring.startswith("sqlite:///"):
        Path(settings.keyring.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _engine = database.connect(settings.keyring)
    Key.metadata.create_all(_engine)
    with Session(_engine) as session:
        check = session.exec(select(Key).where(Key.owner == CHECK)).first()
    _forget()
    _master = AESGCM(_master_key(settings.master_key, new=check is None))
    if check is None:
        _make(CHECK, PRACTICE)
        # Before anybody can ask for them at once: an address is found again under one index key only.
        _make(PRACTICE, "practice")
        _make(PRACTICE, "index")
    elif check.wrapped is not None:
        try:
            _unwrap(check)
        except InvalidTag:
            raise CannotStart(f"{settings.master_key} is not the master key of this keyring") from None


def close() -> None:
    """Forget every key; the next use opens the keyring again."""
    global _engine, _master
    if _engine is not None:
        _engine.dispose()
    _engine = _master = None
    _forget()


def alive() -> bool:
    """Whether the keyring answers and its master key opens it."""
    return bool(_key_of(PRACTICE, PRACTICE))


def put(row: SQLModel, column: str, text: str | None, owner: str, kind: Kind) -> None:
    """Seal `text` into `row.column` under the owner's key; None clears it."""
    setattr(row, column, None if text is None else seal(owner, kind, text, _place(row, column)))


def get(row: SQLModel, column: str) -> str:
    """The words sealed in `row.column`; empty when there are none."""
    sealed = getattr(row, column)
    return "" if sealed is None else unseal(sealed, _place(row, column))


def put_json(row: SQLModel, column: str, content: dict[str, Any], owner: str, kind: Kind) -> None:
    """Seal a small JSON object into `row.column`."""
    put(row, column, json.dumps(content, ensure_ascii=False, separators=(",", ":")), owner, kind)


def get_json(row: SQLModel, column: str) -> dict[str, Any]:
    """The JSON object sealed in `row.column`; empty when there is none."""
    found: dict[str, Any] = json.loads(get(row, column) or "{}")
    return found


def seal(owner: str, kind: Kind, text: str, place: str) -> Sealed:
    """Ciphertext of `text`, bound to `place` (table, column and row). Half a character becomes "?"."""
    key_id, key = _key_of(owner, kind)
    nonce = os.urandom(12)
    body = AESGCM(key).encrypt(nonce, text.encode(errors="replace"), place.encode())
    return Sealed(f"1.{key_id}.{urlsafe_b64encode(nonce + body).decode()}")


def unseal(sealed: str, place: str) -> str:
    """The words in `sealed`. Raises `KeyGone` when its key was destroyed, `InvalidTag` when it was moved or altered."""
    _, key_id, body = sealed.split(".", 2)
    raw = urlsafe_b64decode(body)
    return AESGCM(_key(key_id)).decrypt(raw[:12], raw[12:], place.encode()).decode()


def blind(text: str) -> str:
    """A keyed hash to look a value up by without storing it (SECURITY: blind index)."""
    return hmac.new(_key_of(PRACTICE, "index")[1], text.encode(), hashlib.sha256).hexdigest()


def destroy(owner: str, kind: Kind) -> None:
    """Destroy the owner's keys of that kind: what they sealed is unreadable from now on, in every backup too."""
    with Session(_keyring()) as session:
        for key in session.exec(select(Key).where(Key.owner == owner, Key.kind == kind)):
            key.wrapped, key.destroyed_at = None, clock.now()
            session.add(key)
        session.commit()
    _forget()


class KeyGone(Exception):
    """The key that sealed this was destroyed."""


def _place(row: Any, column: str) -> str:
    return f"{row.__tablename__}/{column}/{row.id}"


def _key_of(owner: str, kind: str) -> tuple[str, bytes]:
    known = _current.get((owner, kind))
    if known and monotonic() - known[1] < KEY_MEMORY_SECONDS:
        return known[0], _key(known[0])
    with _lock, Session(_keyring()) as session:
        found = session.exec(
            select(Key)
            .where(Key.owner == owner, Key.kind == kind, Key.destroyed_at == None)  # noqa: E711
            .order_by(col(Key.created_at), col(Key.id))
        ).first()
        key_id = found.id if found else _make(owner, kind)
    _current[owner, kind] = key_id, monotonic()
    return key_id, _key(key_id)


def _key(key_id: str) -> bytes:
    known = _by_id.get(key_id)
    if known and monotonic() - known[1] < KEY_MEMORY_SECONDS:
        return known[0]
    with Session(_keyring()) as session:
        key = session.get(Key, key_id)
    if key is None or key.wrapped is None:
        _by_id.pop(key_id, None)
        raise KeyGone(key_id)
    raw = _unwrap(key)
    _by_id[key_id] = raw, monotonic()
    return raw


def _make(owner: str, kind: str) -> str:
    key_id, nonce = database.new_id(), os.urandom(12)
    wrapped = nonce + _cipher().encrypt(nonce, AESGCM.generate_key(256), f"{key_id}/{owner}/{kind}".encode())
    with Session(_keyring()) as session:
        session.add(Key(id=key_id, owner=owner, kind=kind, wrapped=wrapped, created_at=clock.now()))
        session.commit()
    return key_id


def _unwrap(key: Key) -> bytes:
    wrapped = key.wrapped or b""
    return _cipher().decrypt(wrapped[:12], wrapped[12:], f"{key.id}/{key.owner}/{key.kind}".encode())


def _keyring() -> Engine:
    if _engine is None:
        prepare(load())
    return cast(Engine, _engine)


def _cipher() -> AESGCM:
    if _master is None:
        prepare(load())
    return cast(AESGCM, _master)


def _master_key(path: Path, *, new: bool) -> bytes:
    if new and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(urlsafe_b64encode(AESGCM.generate_key(256)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    try:
        key = urlsafe_b64decode(path.read_bytes().strip())
    except FileNotFoundError:
        raise CannotStart(
            f"The master key {path} is missing; put it back, or restore it from the recovery sheet"
        ) from None
    except (OSError, ValueError):
        raise CannotStart(f"The master key {path} cannot be read") from None
    if len(key) != 32:
        raise CannotStart(f"{path} is not a master key")
    return key


def _forget() -> None:
    _by_id.clear()
    _current.clear()
