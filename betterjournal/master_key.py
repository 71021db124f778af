"""The master key's file, and beside it the next one while a rotation is under way.

Both are written whole or not at all: a kill leaves one key that opens the keyring, in one of the two files.
"""

import fcntl
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from betterjournal import database
from betterjournal.errors import CannotStart


def make(path: Path) -> None:
    """A new key at `path`, unless one lies there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        # Two first starts at once: the faster one's key stays, and both read it.
        with suppress(FileExistsError):
            put(path, AESGCM.generate_key(256))


def known(path: Path) -> list[bytes]:
    """The keys that may open the keyring: the next one first, because it can take the other's place meanwhile."""
    try:
        coming = [_key_in(next_to(path))]
    except FileNotFoundError:
        coming = []
    try:
        return [*coming, _key_in(path)]
    except FileNotFoundError:
        problem = f"The master key {path} is missing; put it back, or restore it from the recovery sheet"
        raise CannotStart(problem) from None


def coming_up(path: Path) -> bytes:
    """The key to turn to: made now, or left by a rotation that was cut short."""
    coming = next_to(path)
    if not coming.exists():
        put(coming, AESGCM.generate_key(256), like=path)
    return _key_in(coming)


def turn(path: Path) -> None:
    """The next key takes the place of the one before it, which is gone."""
    os.replace(next_to(path), path.resolve())
    _sync_folder(path.resolve())


def put(path: Path, key: bytes, *, like: Path | None = None) -> None:
    """Write a key that only the user of this process may read, or whoever may read the file it is to be `like`.

    Raises `FileExistsError` rather than overwrite one.
    """
    unfinished = path.with_name(f"{path.name}.{database.new_id()}.unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(urlsafe_b64encode(key) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            _give_to_readers_of(like, unfinished)
        _place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_folder(path)


def next_to(path: Path) -> Path:
    """Where the next key lies while a rotation is under way."""
    real = path.resolve()
    return real.with_name(f"{real.name}.next")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One rotation at a time; the system lets go of it when the process is killed."""
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError as problem:
        raise CannotStart(f"The folder of the master key {path} cannot be opened ({problem.strerror})") from None
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CannotStart("The master key is being rotated by another command") from None
    except OSError as problem:
        raise CannotStart(f"The master key {path} cannot be replaced ({problem.strerror})") from None
    finally:
        os.close(folder)


def _key_in(path: Path) -> bytes:
    try:
        key = urlsafe_b64decode(path.read_bytes().strip())
    except FileNotFoundError:
        raise
    except (OSError, ValueError):
        raise CannotStart(f"The master key {path} cannot be read") from None
    if len(key) != 32:
        raise CannotStart(f"{path} is not a master key")
    return key


def _place(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links, as on many a memory stick.
        os.replace(unfinished, path)


def _give_to_readers_of(path: Path, other: Path) -> None:
    """Whoever serves must read it, also when the operator rotates as root."""
    wanted, given = path.stat(), other.stat()
    if (wanted.st_uid, wanted.st_gid) != (given.st_uid, given.st_gid):
        os.chown(other, wanted.st_uid, wanted.st_gid)
    other.chmod(wanted.st_mode & 0o777)


def _sync_folder(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
