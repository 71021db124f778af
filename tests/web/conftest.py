"""A real server for the socket tests, one for the whole run."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

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
    for _ in range(150):
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
