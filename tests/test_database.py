"""What the product asks of its database, beside tables."""

from pathlib import Path

from sqlalchemy import text

from tests.engines import durable


def test_an_acknowledged_commit_is_on_the_disk(tmp_path: Path) -> None:
    engine = durable(f"sqlite:///{tmp_path / 'house.sqlite3'}")
    with engine.connect() as connection:
        asked = [connection.execute(text(f"pragma {name}")).scalar() for name in ("journal_mode", "synchronous")]
    engine.dispose()
    assert asked == ["wal", 2]
