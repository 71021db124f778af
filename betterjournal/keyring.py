"""Keeps the keys, wrapped by the master key, in a database that stands apart from the one with the words.

Each client has two (`private`, `record`), the practice one. One row, CHECK, tells which master key opens the keyring.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select

from betterjournal import clock, database, master_key, wrapped_keys
from betterjournal.errors import CannotStart
from betterjournal.settings import Settings, load
from betterjournal.wrapped_keys import CHECK, PRACTICE, Key, Kind

# How long another process may go on using a key that was retired or destroyed.
KEY_MEMORY_SECONDS = 30.0


class KeyGone(Exception):
    """The key that sealed this was destroyed."""


@dataclass(frozen=True)
class Turn:
    """An owner's turn from old keys to a new one; until it is over all of them open."""

    old: tuple[str, ...]
    new: str
    since: datetime


_lock = Lock()
_engine: Engine | None = None
_master: bytes | None = None
_master_file: Path | None = None
_by_id: dict[str, tuple[bytes, float]] = {}
_current: dict[tuple[str, str], tuple[str, float]] = {}


def prepare(settings: Settings) -> None:
    """Open the keyring, making it and the master key on the very first start.

    Raises `CannotStart`, naming the file, when the master key is missing or does not open the keyring.
    """
    global _engine, _master, _master_file
    if settings.keyring.startswith("sqlite:///"):
        Path(settings.keyring.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _engine, _master, _master_file = _connected(settings.keyring), None, settings.master_key
    Key.metadata.create_all(_engine)
    wrapped_keys.bring_up_to_date(_engine)
    _forget()
    with Session(_engine) as session:
        check = session.exec(wrapped_keys.check()).first()
    if check is None:
        _begin(_master_file)
    else:
        _master = _fitting(check)


def close() -> None:
    """Forget every key; the next use opens the keyring again."""
    global _engine, _master, _master_file
    if _engine is not None:
        _engine.dispose()
    _engine = _master = _master_file = None
    _forget()


def engine() -> Engine:
    """The keyring's own database, opened from the settings at first use."""
    if _engine is None:
        prepare(load())
    return cast(Engine, _engine)


def current(owner: str, kind: str) -> str:
    """The id of the key to seal with, made at the first need."""
    known = _current.get((owner, kind))
    if known and monotonic() - known[1] < KEY_MEMORY_SECONDS:
        return known[0]
    with _lock:
        with Session(engine()) as session:
            found = session.exec(wrapped_keys.usable(owner, kind)).first()
        key_id = found.id if found else _make(owner, kind)
    _current[owner, kind] = key_id, monotonic()
    return key_id


def raw(key_id: str) -> bytes:
    """The key itself. Raises `KeyGone` when it was destroyed."""
    known = _by_id.get(key_id)
    if known and monotonic() - known[1] < KEY_MEMORY_SECONDS:
        return known[0]
    try:
        found = _unwrapped(key_id)
    except InvalidTag:
        # Another process rotated the master key: its file is read again.
        master()
        found = _unwrapped(key_id)
    _by_id[key_id] = found, monotonic()
    return found


def destroy(owner: str, kind: Kind) -> None:
    """Destroy the owner's keys of that kind: what they sealed is unreadable from now on, in every backup too."""
    with _holding() as (session, _):
        _destroy(session.exec(select(Key).where(Key.owner == owner, Key.kind == kind)))
    _scrub()
    _forget()


def master() -> bytes:
    """The master key that opens the keyring at this moment."""
    with _holding() as (_, now):
        return now


def would_open(settings: Settings, key: bytes) -> bool:
    """Whether this is the master key of a keyring that nothing has opened yet."""
    engine = database.connect(settings.keyring)
    try:
        wrapped_keys.bring_up_to_date(engine)
        with Session(engine) as session:
            check = session.exec(wrapped_keys.check()).first()
    finally:
        engine.dispose()
    return check is not None and _fits(key, check)


def rewrap(new: bytes, told: Callable[[int, int], None]) -> None:
    """Wrap every key under `new` instead: all of them or none, so that one master key opens the keyring at any time.

    A process that knows the one before reads the file again when it meets the new one. `told` hears how many of
    how many are done. Raises `CannotStart` when a key does not open.
    """
    with _holding() as (session, old):
        keys = session.exec(select(Key).where(col(Key.wrapped).is_not(None))).all()
        for done, key in enumerate(keys, 1):
            try:
                key.wrapped = wrapped_keys.wrap(new, key, wrapped_keys.unwrap(old, key))
            except InvalidTag:
                raise CannotStart(f"Key {key.id} of the keyring does not open; nothing was changed") from None
            told(done, len(keys))
    _scrub()
    _forget()


def retire(owner: str, kind: Kind) -> Turn | None:
    """Begin to turn to a new key, or go on with a turn that was cut short; None for an owner without such a key.

    Other processes may seal with the old one for another KEY_MEMORY_SECONDS.
    """
    with _holding() as (session, now):
        old = session.exec(wrapped_keys.living(owner, kind).where(col(Key.retired_at).is_not(None))).all()
        new = session.exec(wrapped_keys.usable(owner, kind)).first()
        if new is None:
            return None
        if not old:
            old, new = session.exec(wrapped_keys.usable(owner, kind)).all(), _new(session, now, owner, kind)
            for key in old:
                key.retired_at = clock.now()
        since = max(moment for key in old if (moment := key.retired_at))
        turn = Turn(tuple(key.id for key in old), new.id, since)
    _forget()
    return turn


def under_way() -> bool:
    """Whether some owner's turn is not over."""
    with Session(engine()) as session:
        retired = select(Key.id).where(col(Key.retired_at).is_not(None), col(Key.destroyed_at).is_(None))
        return session.exec(retired).first() is not None


def end(turn: Turn) -> None:
    """Destroy the old keys of a turn."""
    with _holding() as (session, _):
        _destroy(session.exec(select(Key).where(col(Key.id).in_(turn.old))))
    _scrub()
    _forget()


def _begin(master_file: Path) -> None:
    global _master
    master_key.make(master_file)
    _master = master_key.known(master_file)[-1]
    _make(CHECK, PRACTICE)
    # Before anybody can ask for them at once: an address is found again under one index key only.
    _make(PRACTICE, "practice")
    _make(PRACTICE, "index")


def _unwrapped(key_id: str) -> bytes:
    with Session(engine()) as session:
        key = session.get(Key, key_id)
    if key is None or key.wrapped is None:
        _by_id.pop(key_id, None)
        raise KeyGone(key_id)
    return wrapped_keys.unwrap(cast(bytes, _master), key)


def _make(owner: str, kind: str) -> str:
    """Made under the master key of this very moment, unless another process was faster."""
    with _holding() as (session, now):
        return (session.exec(wrapped_keys.usable(owner, kind)).first() or _new(session, now, owner, kind)).id


def _new(session: Session, under: bytes, owner: str, kind: str) -> Key:
    key = Key(id=database.new_id(), owner=owner, kind=kind, created_at=clock.now())
    key.wrapped = wrapped_keys.wrap(under, key, AESGCM.generate_key(256))
    session.add(key)
    return key


def _destroy(keys: Iterable[Key]) -> None:
    for key in keys:
        key.wrapped, key.destroyed_at = None, clock.now()


@contextmanager
def _holding() -> Iterator[tuple[Session, bytes]]:
    """The keyring held against other writers, and the master key that opens it.

    Without it a process that still knows a replaced master key would wrap a new key that nothing opens.
    """
    global _master
    with Session(engine().execution_options(writes=True), expire_on_commit=False) as session, session.begin():
        check = session.exec(wrapped_keys.check().with_for_update()).first()
        if check is not None:
            _master = _fitting(check)
        yield session, cast(bytes, _master)


def _fitting(check: Key) -> bytes:
    """What this process knows, or what lies in the file by now."""
    path = cast(Path, _master_file)
    if _master is not None and _fits(_master, check):
        return _master
    found = next((each for each in master_key.known(path) if _fits(each, check)), None)
    if found is None:
        raise CannotStart(f"{path} is not the master key of this keyring")
    return found


def _fits(master: bytes, check: Key) -> bool:
    try:
        return bool(wrapped_keys.unwrap(master, check))
    except InvalidTag:
        return False


def _connected(url: str) -> Engine:
    engine = database.connect(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, record: connection.execute("pragma secure_delete=on"))
    return engine


def _scrub() -> None:
    """What was destroyed leaves SQLite's log too. PostgreSQL overwrites it in its own time (`vacuum`)."""
    if engine().dialect.name == "sqlite":
        connection = engine().raw_connection()
        connection.cursor().execute("pragma wal_checkpoint(truncate)")
        connection.close()


def _forget() -> None:
    _by_id.clear()
    _current.clear()
