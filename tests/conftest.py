"""What every test may ask for: a house with its own database and keyring, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from passlib.context import CryptContext
from sqlalchemy import MetaData

from betterjournal import database, vault
from betterjournal.accounts import passwords
from betterjournal.migrations import migrate
from betterjournal.migrations.tables import METADATA
from betterjournal.operations.starting import let_go
from betterjournal.settings import Settings
from betterjournal.worksheets import library
from tests import engines
from tests.at_once import in_between, meeting
from tests.cast import Cast
from tests.postgres import Cluster

# The smallest argon2 parameters; tests/accounts/test_passwords.py reads the real ones.
QUICK = CryptContext(
    schemes=["argon2"], argon2__type="ID", argon2__memory_cost=8, argon2__rounds=1, argon2__parallelism=1
)


@pytest.fixture(scope="session", autouse=True)
def quick_engines() -> Iterator[None]:
    with engines.quick():
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A throwaway PostgreSQL server."""
    server = Cluster.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def ready_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database to copy, so that each test starts with an empty one at once."""
    path = tmp_path_factory.mktemp("ready") / "ready.sqlite3"
    _furnish(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def ready_postgres(cluster: Cluster) -> tuple[str, str]:
    """A migrated PostgreSQL database and one for keys, which each test empties: copies would fill the disk."""
    house, keyring = cluster.fresh(), cluster.fresh()
    _furnish(house)
    _empty(house, METADATA)
    return house, keyring


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing that takes no time."""
    monkeypatch.setattr(passwords, "hashing", QUICK)
    passwords._nobody.cache_clear()


@pytest.fixture
def house(tmp_path: Path, ready_sqlite: Path, quick_hashes: None) -> Iterator[Settings]:
    """An empty, migrated house on SQLite with a keyring of its own."""
    settings = Settings(data_dir=tmp_path)
    (tmp_path / "betterjournal.sqlite3").write_bytes(ready_sqlite.read_bytes())
    with opened(settings):
        yield settings


@pytest.fixture(params=["sqlite", "postgresql"])
def each_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The same on both databases, for what touches SQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("house")
        return
    request.getfixturevalue("quick_hashes")
    house, keyring = request.getfixturevalue("ready_postgres")
    with opened(Settings(data_dir=tmp_path, database_url=house, keyring_url=keyring)) as settings:
        _shelve()
        yield settings
    _empty(keyring, vault.Key.metadata)
    _empty(house, METADATA)


@pytest.fixture
def cast(house: Settings) -> Cast:
    """Alma, Ben, Cora, Dan, Eve and Sol in a practice of their own."""
    return Cast.gather()


@pytest.fixture
def each_cast(each_house: Settings) -> Cast:
    """The cast on both databases."""
    return Cast.gather()


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], None]:
    """Makes two wait for each other after that function of a module."""
    return meeting(monkeypatch)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Future[object]]]:
    """Makes somebody else act right after that function of a module."""
    with ThreadPoolExecutor(1) as pool:
        yield in_between(monkeypatch, pool)


@contextmanager
def opened(settings: Settings) -> Iterator[Settings]:
    """The house that stands at these settings is this process's own for the length of the block."""
    let_go()
    vault.prepare(settings)
    database.use(database.connect(settings.database))
    try:
        yield settings
    finally:
        let_go()


def _empty(url: str, tables: MetaData) -> None:
    engine = database.connect(url)
    names = (table.name for table in reversed(tables.sorted_tables))
    with engine.begin() as connection:
        # In one question: there are fifty tables and thousands of tests.
        connection.exec_driver_sql("; ".join(f'delete from "{name}"' for name in names))  # noqa: S608
    engine.dispose()


def _furnish(url: str) -> None:
    engine = database.connect(url)
    migrate(engine)
    database.use(engine)
    _shelve()
    # Closing the last connection also writes SQLite's log into the file that is copied.
    database.use(None)


def _shelve() -> None:
    with database.writing() as session:
        library.install(session)
