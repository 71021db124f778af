"""Which paper a file is for. Canada prints on letter paper, so that is what stands there first."""

import reflex as rx

from betterjournal.web.components import select
from betterjournal.web.wording import say


def paper_size() -> rx.Component:
    sizes = [("letter", say("brief.size_letter")), ("a4", say("brief.size_a4"))]
    return select("size", say("brief.size"), sizes, default="letter")
