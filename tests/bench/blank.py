"""Builds and serves the blank app: the same Reflex, packages and way of serving as the product."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.serving import ROOT, Served, clean, free_port, serving

SOURCE = Path(__file__).parent / "blank_app"
TICK = "reflex___state____state.blank___blank____blank.tick"
_RUN = """
import sys
from pathlib import Path
from granian.constants import Interfaces
from granian.server import Server
Server("blank.blank:app", factory=True, address="127.0.0.1", port=int(sys.argv[1]),
       interface=Interfaces.ASGI, workers=1, log_access=False, working_dir=Path(".")).serve()
"""


@contextmanager
def blank(folder: Path) -> Iterator[Served]:
    """The blank app, answering."""
    app, port = built(), free_port()
    settings = {
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_USE_NPM": "1",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        "BLANK_URL": f"http://localhost:{port}",
    }
    with serving([sys.executable, "-c", _RUN, str(port)], port, app, folder / "blank.log", **settings) as served:
        yield served


def built() -> Path:
    """The folder of the built blank app; made once per version of its sources and packages."""
    target = ROOT / ".built" / f"blank-{_fingerprint()}"
    if not (target / ".web" / "build" / "client" / "index.html").is_file():
        _build(target)
    return target


def _build(target: Path) -> None:
    print("Building the blank app...", flush=True)
    fresh = target.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(SOURCE, fresh, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "reflex.lock", fresh / "reflex.lock")
    _borrow_packages(fresh)
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(command, cwd=fresh, env=clean() | {"REFLEX_USE_NPM": "1"}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the blank app was not built:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    shutil.rmtree(fresh / ".web" / "node_modules", ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def _borrow_packages(fresh: Path) -> None:
    # The product's own packages: the two are built from one lock, and nothing is fetched twice.
    ours = ROOT / ".web"
    names = ("node_modules", "package.json", "package-lock.json", "reflex.install_frontend_packages.cached", ".npmrc")
    (fresh / ".web").mkdir()
    for name in filter(lambda each: (ours / each).exists(), names):
        # What is written over in place may not be a link to the product's file.
        how = "-al" if name == "node_modules" else "-a"
        subprocess.run(["cp", how, str(ours / name), str(fresh / ".web" / name)], check=True)


def _fingerprint() -> str:
    files = [*SOURCE.rglob("*.py"), *(ROOT / "reflex.lock").iterdir(), ROOT / "requirements.txt", Path(__file__)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:16]
