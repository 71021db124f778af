"""Runs one server for a benchmark, waits until it answers, ends it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
START_SECONDS = 180


@dataclass(frozen=True)
class Served:
    """A server that answers at `url`."""

    url: str
    process: "subprocess.Popen[bytes]"

    @property
    def worker(self) -> int:
        """The process that holds the tabs: granian's one worker, the youngest of its children."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[-1])


@contextmanager
def serving(command: list[str], port: int, folder: Path, log: Path, **settings: str) -> Iterator[Served]:
    """The command as a server in `folder`, until the end of the block."""
    url = f"http://localhost:{port}"
    with log.open("a") as out:
        process = subprocess.Popen(
            command, cwd=folder, env=clean() | settings, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _wait(url, process, log)
            yield Served(url, process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(30)


def clean() -> dict[str, str]:
    """The environment without settings of the product or the framework that somebody else left in it."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("BETTERJOURNAL_", "REFLEX_", "__REFLEX_"))}
    scripts = str(Path(sys.executable).parent)
    return {**inherited, "PATH": f"{scripts}{os.pathsep}{inherited.get('PATH', '')}", "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310
            return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{process.args} does not answer at {url}:\n{log.read_text()[-4000:]}")
