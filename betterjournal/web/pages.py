"""Which screen stands at which address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from betterjournal.web.missing import page as missing
from betterjournal.web.theme import NEUTRAL_TITLE


@dataclass(frozen=True)
class Page:
    """One address: the component and the loads it starts with. Titles are neutral unless the room asks for more."""

    route: str
    draw: Callable[[], rx.Component]
    loads: tuple[Any, ...] = ()
    title: str = NEUTRAL_TITLE


# Screens add their line here, in the order of routes.py.
PAGES: list[Page] = [
    Page("404", missing),
]


def add_pages(app: rx.App) -> None:
    """Put every page at its address."""
    for page in PAGES:
        app.add_page(page.draw, route=page.route, title=page.title, on_load=list(page.loads))
