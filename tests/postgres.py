"""A throwaway PostgreSQL server for tests, run as a user that is not root, on a socket file of its own."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

USER = "postgres"
_numbers = count(1)


@dataclass
class Cluster:
    """One server; `fresh()` makes a database in it."""

    folder: Path
    programs: Path

    @classmethod
    def start(cls) -> "Cluster":
        """A new server in a folder that its own user may enter, which pytest's folders are not."""
        folder = Path(tempfile.mkdtemp(prefix="postgres-for-tests-"))
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        cluster = cls(folder, _programs())
        cluster._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", USER, "-E", "UTF8")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        log = str(folder / "log")
        cluster._run("pg_ctl", "-D", str(folder / "data"), "-o", options, "-l", log, "-w", "start")
        return cluster

    def fresh(self, template: str = "template1") -> str:
        """The address of a new database: empty, or a copy of one that nobody has open."""
        name = f"test{next(_numbers)}"
        self._run("createdb", "-h", str(self.folder), "-U", USER, "-T", template, name)
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr or done.stdout}")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    if not found[-1].is_file():
        pytest.fail("PostgreSQL is needed for this test; install the postgresql package")
    return found[-1].parent
