"""Serves the product as its owner does, on a data folder filled beforehand."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from betterjournal.web import routes
from tests.bench.serving import ROOT, Served, clean, free_port, serving
from tests.bench.wire import Page


@dataclass(frozen=True)
class Writer:
    """A client with an entry to write in."""

    cookie: str
    client_id: str
    assignment_id: str
    entry_id: str

    @property
    def work(self) -> Page:
        """The page they write on."""
        return Page(routes.work(self.assignment_id), {"assignment_id": self.assignment_id})


@dataclass(frozen=True)
class Seeded:
    """What a benchmark needs to know of the practice: the cookies of who writes and reads, the two histories."""

    writers: list[Writer]
    clinician: str
    many: str
    long: str
    short: str


@dataclass(frozen=True)
class Bench:
    """The two servers of one run, and who is at home in the product."""

    product: Served
    blank: Served
    seeded: Seeded
    data: Path


@contextmanager
def product(folder: Path) -> Iterator[tuple[Served, Seeded]]:
    """The product on a fresh data folder, answering."""
    data, port = folder / "data", free_port()
    settings = {"BETTERJOURNAL_DATA_DIR": str(data), "BETTERJOURNAL_PORT": str(port)}
    seeded = _seeded(settings)
    with serving([sys.executable, "-m", "betterjournal", "serve"], port, ROOT, folder / "log", **settings) as served:
        yield served, seeded


def inside(data: Path, module: str, **more: str) -> Any:
    """What a module of ours prints as JSON when it runs in a process of its own on that data folder."""
    return _run({"BETTERJOURNAL_DATA_DIR": str(data), **more}, module)


def _seeded(settings: dict[str, str]) -> Seeded:
    made = _run(settings, "tests.bench.seed")
    return Seeded(**made | {"writers": [Writer(**each) for each in made["writers"]]})


def _run(settings: dict[str, str], module: str) -> Any:
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, cwd=ROOT, env=clean() | settings, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)
