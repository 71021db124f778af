"""What the starting process opened is closed before workers are forked from it."""

import os

import pytest

from betterjournal import database, keyring
from betterjournal.settings import Settings
from betterjournal.web.serving import build, server


def test_a_worker_inherits_no_open_connection(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    # What `run` tells the workers through the environment is taken back after the test.
    monkeypatch.setattr(os, "environ", dict(os.environ))
    open_at_fork: list[object] = []

    def serve(settings: Settings) -> bool:
        open_at_fork.extend([database._engine, keyring._engine])
        return True

    monkeypatch.setattr(build, "ensure", lambda: None)
    monkeypatch.setattr(server, "_serve", serve)
    assert database.alive()
    server.run(house)
    assert open_at_fork == [None, None]
