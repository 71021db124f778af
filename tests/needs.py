"""Fetches the programs that tests need beside Python: a browser, PostgreSQL, Redis; what is there is left alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing() -> list[str]:
    """The Debian packages of what is not installed."""
    wanted = {
        "chromium": any(shutil.which(name) for name in BROWSERS) or _has_own_browser(),
        "redis-server": shutil.which("redis-server"),
        "postgresql": shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    }
    return [package for package, found in wanted.items() if not found]


def fetch() -> int:
    """From the system's package manager; a browser from Playwright where there is none. 0 when all is there."""
    wanted = missing()
    if wanted and shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted]
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run([*as_root, *command], env=quiet, stdout=subprocess.DEVNULL, check=False)
    if "chromium" in missing():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    still = missing()
    if still:
        print(f"The tests need {', '.join(still)}; please install what is missing.", file=sys.stderr)
    return len(still)


def _has_own_browser() -> bool:
    return any(Path.home().glob(".cache/ms-playwright/chromium-*"))


if __name__ == "__main__":
    sys.exit(fetch())
