"""The migrations make exactly the tables the code has, and refuse a database from the future."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from betterjournal import database
from betterjournal.errors import CannotStart
from betterjournal.migrations import migrate
from betterjournal.migrations.tables import METADATA
from betterjournal.settings import Settings


def test_migrated_tables_are_the_models(each_house: Settings) -> None:
    with database.engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, METADATA) == []


def test_a_database_newer_than_the_code_is_refused_in_one_line(house: Settings) -> None:
    with database.engine().begin() as connection:
        connection.execute(text("update alembic_version set version_num = 'from-the-future'"))
    with pytest.raises(CannotStart, match="newer version"):
        migrate(database.engine())
