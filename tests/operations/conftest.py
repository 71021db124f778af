"""The sample practice: seeded once, copied for each test."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

import pytest

from betterjournal import clock
from betterjournal.accounts import passwords
from betterjournal.operations import starting
from betterjournal.operations.demo import seeding
from betterjournal.settings import Settings
from tests.conftest import QUICK, opened

START = date(2026, 12, 11)
# A quarter past nine in the morning of that day, in Edmonton.
MORNING = datetime(2026, 12, 11, 16, 15, tzinfo=UTC)


def seeded(folder: Path) -> Settings:
    """A house of its own with the sample practice in it."""
    settings = Settings(data_dir=folder)
    starting.prepare(settings)
    seeding.seed(START)
    return settings


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder as it was seeded, to copy."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        seeded(folder)
    starting.let_go()
    return folder


@pytest.fixture
def demo(practice: Path, tmp_path: Path) -> Iterator[Settings]:
    """The sample practice, in the morning of its first day."""
    settings = Settings(data_dir=copytree(practice, tmp_path / "demo"))
    with opened(settings), clock.stopped_at(MORNING):
        yield settings
