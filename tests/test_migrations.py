"""The migrations make exactly the tables the code has, and refuse a database from the future."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import column, table, text
from sqlmodel import select

from betterjournal import clock, database
from betterjournal.accounts.models import Consent
from betterjournal.entries.models import Shared
from betterjournal.errors import CannotStart
from betterjournal.migrations import configuration, migrate
from betterjournal.migrations.tables import METADATA
from betterjournal.settings import Settings

AT = "2026-11-01 09:00:00"
# A practice with something shared, in the columns there were before windows were promised.
BEFORE: dict[str, dict[str, object]] = {
    "practice": {
        "id": 1,
        "name": "Rundle",
        "province": "AB",
        "time_zone": "America/Edmonton",
        "first_language": "en",
        "bilingual": True,
        "phone": "403-555-0134",
        "reading_window": "three_days",
        "created_at": AT,
    },
    "client": {"id": "ben", "name": "", "language": "en", "created_at": AT},
    "shared": {
        "id": "one",
        "client_id": "ben",
        "kind": "page",
        "language": "en",
        "content": "",
        "number": 1,
        "bring": False,
        "smallest": False,
        "shared_at": AT,
    },
}


def test_migrated_tables_are_the_models(each_house: Settings) -> None:
    with database.engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, METADATA) == []


def test_a_database_newer_than_the_code_is_refused_in_one_line(house: Settings) -> None:
    with database.engine().begin() as connection:
        connection.execute(text("update alembic_version set version_num = 'from-the-future'"))
    with pytest.raises(CannotStart, match="newer version"):
        migrate(database.engine())


def test_what_was_shared_before_is_promised_the_window_of_now(each_house: Settings) -> None:
    _until("0010", BEFORE)
    with database.reading() as session:
        assert session.exec(select(Shared.window)).all() == ["three_days"]


def test_of_what_clients_did_before_the_day_remains(each_house: Settings) -> None:
    consent = {"client_id": "ben", "topic": "use", "version": 2, "language": "en", "given_at": AT}
    taken_back = BEFORE["shared"] | {"taken_back_at": AT}
    rows = {key: row for key, row in BEFORE.items() if key != "shared"}
    _until("0028", {**rows, "shared": taken_back, "consent": {**consent, "id": "a", "withdrawn_at": AT}})
    with database.reading() as session:
        (kept,) = session.exec(select(Shared)).all()
        (agreed,) = session.exec(select(Consent)).all()
    at, zone = datetime(2026, 11, 1, 9, tzinfo=UTC), "America/Edmonton"
    assert kept.taken_back_at == agreed.given_at == clock.day_begins(at, zone)
    assert agreed.withdrawn_at == clock.day_ends(at, zone) - timedelta(microseconds=1)


def _until(revision: str, rows: dict[str, dict[str, object]]) -> None:
    """A practice of the time before that migration, brought to now."""
    engine, script = database.engine(), ScriptDirectory.from_config(configuration())
    METADATA.drop_all(engine)
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        connection.execute(text("drop table alembic_version"))
        settings = configuration()
        settings.attributes["connection"] = connection
        command.upgrade(settings, str(script.get_revision(revision).down_revision))
        for name, row in rows.items():
            connection.execute(table(name, *map(column, row)).insert(), row)
    migrate(engine)
