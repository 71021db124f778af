"""Real servers for the socket tests, each one for the whole run."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from betterjournal.accounts import passwords
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from tests.conftest import QUICK
from tests.serving import Server

ROOT = Path(__file__).parents[2]
_RUN = """
import sys
from granian.constants import Interfaces
from granian.server import Server
Server("tests.web.trial:create", factory=True, address="127.0.0.1", port=int(sys.argv[1]),
       interface=Interfaces.ASGI, workers_kill_timeout=3).serve()
"""


class Served:
    """Where a trial server answers, and what it wrote to its log."""

    def __init__(self, port: int, log: Path) -> None:
        self.url = f"http://localhost:{port}"
        self.log = log

    def logged(self) -> str:
        return self.log.read_text()


Settle = Callable[[Callable[[], None]], Server]


@pytest.fixture(scope="session")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real product, started once for all tests that `settle` in it."""
    server = Server(tmp_path_factory.mktemp("real") / "data").start()
    yield server
    server.stop()


@pytest.fixture
def settle(real_server: Server, ready_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Settle:
    """`settle(people)` empties the house beneath the running server and lets `people` move in: new people, new ids.

    The keys stay: those of earlier people open nothing here, and the server remembers the practice's for a while.
    """

    def settled(people: Callable[[], None]) -> Server:
        house = real_server.data / "betterjournal.sqlite3"
        with closing(sqlite3.connect(ready_sqlite)) as empty, closing(sqlite3.connect(house, timeout=15)) as live:
            empty.backup(live)
        monkeypatch.setattr(passwords, "hashing", QUICK)
        prepare(Settings(data_dir=real_server.data))
        people()
        let_go()
        return real_server

    return settled


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The trial application behind the real gate, guard and pages."""
    from betterjournal.web.serving import build

    build.ensure()
    folder, port = tmp_path_factory.mktemp("served"), _free_port()
    server = Served(port, folder / "log")
    with server.log.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, str(port)],
            cwd=ROOT,
            env=_environment(folder, port),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


def _environment(folder: Path, port: int) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("BETTERJOURNAL_")}
    url = f"http://localhost:{port}"
    settings = {"DATA_DIR": str(folder / "data"), "PORT": str(port), "URL": url}
    reflex = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true"}
    return {**ours, **{f"BETTERJOURNAL_{name}": value for name, value in settings.items()}, **reflex}


def _wait_for(server: Served, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(900):
        try:
            urlopen(f"{server.url}/robots.txt", timeout=2)  # noqa: S310
            return
        except (URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the trial server did not start:\n{server.logged()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
