"""Where a browser script of this folder is imported from in the built page."""

import os
from pathlib import Path

import reflex as rx

_HERE = Path(__file__).resolve().parent
_NAMES = frozenset(path.name for path in _HERE.glob("*.js"))
_FIRST = min(_NAMES)
# Reflex walks the whole stack for each file it links: for forty of them two seconds of every start.
_FOLDER = rx.asset(_FIRST, shared=True).importable_path.removesuffix(_FIRST)


def _link_the_others() -> None:
    """All of them, whoever asks: they import each other by `./name`. The same links as Reflex's, in its folder."""
    folder = Path.cwd() / "assets" / _FOLDER.removeprefix("$/public/")
    for name in _NAMES:
        link = folder / name
        if link.resolve() != _HERE / name:
            fresh = link.with_name(f"{name}.{os.getpid()}")
            fresh.symlink_to(_HERE / name)
            fresh.replace(link)


_link_the_others()


def script(name: str) -> str:
    """The module to import in the page for the file `name` beside this one."""
    if name not in _NAMES:
        raise KeyError(name)
    return f"{_FOLDER}{name}"
