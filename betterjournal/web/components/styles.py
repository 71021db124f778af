"""Styles that pages of staff alone wear: they come with the page, and are no byte of what a client's phone loads."""

from pathlib import Path

import reflex as rx


def styles(module: str) -> rx.Component:
    """What the file of styles beside that module, and named like it, says for as long as the page is drawn."""
    return rx.el.style(Path(module).with_suffix(".css").read_text())
