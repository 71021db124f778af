"""Brings the database to the shape this version needs; runs at every start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from betterjournal.errors import CannotStart

FOLDER = Path(__file__).parent


def migrate(engine: Engine) -> None:
    """Run what is missing, all or nothing. Raises `CannotStart` when the database is newer than this version."""
    script = ScriptDirectory.from_config(configuration())
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current and current not in {revision.revision for revision in script.walk_revisions()}:
        raise CannotStart("The database was made by a newer version of Betterjournal; install that version or newer")
    if current != script.get_current_head():
        settings = configuration()
        with engine.execution_options(writes=True).connect() as connection, connection.begin():
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")


def configuration() -> Config:
    """Alembic's settings, without an ini file."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    return settings
