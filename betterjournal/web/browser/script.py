"""Where a browser script of this folder is imported from in the built page."""

from pathlib import Path

import reflex as rx

# All of them, whoever asks: they import each other by `./name`.
_SCRIPTS = {
    path.name: rx.asset(path.name, shared=True).importable_path for path in sorted(Path(__file__).parent.glob("*.js"))
}


def script(name: str) -> str:
    """The module to import in the page for the file `name` beside this one."""
    return _SCRIPTS[name]
