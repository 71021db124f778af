"""Makes ready what the product needs before it serves: data folder, keyring, database, worksheets."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from betterjournal import database, vault
from betterjournal.accounts.models import Practice
from betterjournal.errors import CannotStart
from betterjournal.migrations import migrate
from betterjournal.settings import Settings
from betterjournal.worksheets import library

_SQLITE = "sqlite:///"


def prepare(settings: Settings) -> None:
    """Everything or a clear line: `CannotStart` names the folder, file or address that is in the way."""
    folder(settings.data_dir)
    with _told("database", settings.database):
        used = in_use(settings)
    with _told("keyring", settings.keyring):
        # A new keyring opens nothing of an old database, so a lost one is put back and never made again.
        if used and not has_keyring(settings):
            where = _shown(settings.keyring)
            raise CannotStart(f"The keyring {where} is missing; put it back, the database cannot be read without it")
        vault.prepare(settings)
    with _told("database", settings.database):
        database.use(database.connect(settings.database))
        migrate(database.engine())
        with database.writing() as session:
            library.install(session)
    _owners_only(settings.database)
    _owners_only(settings.keyring)


def let_go() -> None:
    """Close what `prepare` opened. Workers are forked, and two processes must never share one connection."""
    database.use(None)
    vault.close()


def folder(path: Path) -> None:
    """The data folder, made when missing; only its owner may look inside."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise CannotStart(f"The data folder {path} cannot be made ({problem.strerror})") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise CannotStart(f"The data folder {path} cannot be written to")


def _owners_only(url: str) -> None:
    """What is stored is its owner's to read, in a data folder that others may enter too. The journal files follow."""
    if not url.startswith(_SQLITE):
        return
    path = Path(url.removeprefix(_SQLITE))
    for file in (path, *path.parent.glob(f"{path.name}-*")):
        if file.exists() and file.stat().st_uid == os.getuid():
            file.chmod(0o600)


def has_keyring(settings: Settings) -> bool:
    """Whether the keyring was made; looking makes none."""
    return made(settings.keyring, str(vault.Key.__tablename__))


def in_use(settings: Settings) -> bool:
    """Whether a practice was set up in the database."""
    table = str(Practice.__tablename__)
    if not made(settings.database, table):
        return False
    engine = database.connect(settings.database)
    with Session(engine) as session:
        found = session.exec(select(Practice.id)).first()
    engine.dispose()
    return found is not None


def made(url: str, table: str) -> bool:
    """Whether the database at `url` holds that table; looking makes nothing."""
    if url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).exists():
        return False
    engine = database.connect(url)
    try:
        return inspect(engine).has_table(table)
    finally:
        engine.dispose()


@contextmanager
def _told(what: str, url: str) -> Iterator[None]:
    try:
        yield
    except DatabaseError as problem:
        reason = str(problem.orig).strip().splitlines()[0]
        raise CannotStart(f"The {what} {_shown(url)} cannot be used ({reason})") from None
    except OSError as problem:
        raise CannotStart(f"The {what} cannot be made: {problem.filename} ({problem.strerror})") from None


def _shown(url: str) -> str:
    """An address without its password."""
    return url.removeprefix(_SQLITE) if url.startswith(_SQLITE) else url.rpartition("@")[2]
