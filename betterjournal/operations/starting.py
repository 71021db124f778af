"""Makes ready what the product needs before it serves: data folder, keyring, database, worksheets."""

import os
from pathlib import Path

from betterjournal import database, vault
from betterjournal.errors import CannotStart
from betterjournal.migrations import migrate
from betterjournal.settings import Settings
from betterjournal.worksheets import library


def prepare(settings: Settings) -> None:
    """Everything or a clear line: `CannotStart` names the folder, file or address that is in the way."""
    folder(settings.data_dir)
    vault.prepare(settings)
    database.use(database.connect(settings.database))
    migrate(database.engine())
    with database.writing() as session:
        library.install(session)


def folder(path: Path) -> None:
    """The data folder, made when missing; only its owner may look inside."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise CannotStart(f"The data folder {path} cannot be made ({problem.strerror})") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise CannotStart(f"The data folder {path} cannot be written to")
