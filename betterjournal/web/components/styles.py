"""Styles that one page of staff alone wears: they come with it, and are no byte of what a client's phone loads."""

from pathlib import Path

import reflex as rx


def styles(module: str) -> rx.Component:
    """What `styles.css` beside the page's module says, for as long as the page is drawn."""
    return rx.el.style(Path(module).with_name("styles.css").read_text())
