"""Where a browser script of this folder is imported from in the built page."""

import os
from pathlib import Path

import reflex as rx

_HERE = Path(__file__).resolve().parent
_WORDS = {f"problem.{language}.json": _HERE.parent / "locales" / language / "problem.json" for language in ("en", "fr")}
_FILES = {path.name: path for path in sorted(_HERE.glob("*.js"))} | _WORDS
_FIRST = min(_FILES)
# Reflex walks the whole stack for each file it links: for forty of them two seconds of every start.
_FOLDER = rx.asset(_FIRST, shared=True).importable_path.removesuffix(_FIRST)


def _link_the_others() -> None:
    """All of them, whoever asks: they import each other by `./name`. The same links as Reflex's, beside its one."""
    folder = Path.cwd() / "assets" / _FOLDER.removeprefix("$/public/")
    for name, file in _FILES.items():
        link = folder / name
        if link.resolve() != file:
            fresh = link.with_name(f"{name}.{os.getpid()}")
            fresh.symlink_to(file)
            fresh.replace(link)


_link_the_others()


def script(name: str) -> str:
    """The module to import in the page for the file `name` beside this one."""
    if name not in _FILES:
        raise KeyError(name)
    return f"{_FOLDER}{name}"
