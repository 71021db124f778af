"""A calendar server that the product reaches as if it were far away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from betterjournal.calendars import fetching
from tests.calendars.far_server import FarServer


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FarServer]:
    (folder := tmp_path / "far").mkdir()
    with FarServer(folder).serving() as server:
        monkeypatch.setattr(fetching, "opener", server.opener())
        yield server
