"""What every save has in common: the answer to the page, also when the words were refused."""

from collections.abc import Callable
from typing import Any, Protocol

from betterjournal.access import Actor
from betterjournal.entries.drafts import Words
from betterjournal.entries.views import Saved
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.web.browser.keeper import acknowledged
from betterjournal.web.session import ask


class Saving(Protocol):
    ack: dict[str, Any]


async def answered(state: Any, save: Callable[[Actor, Words], Saved], words: Words) -> Saved:
    """Save them and answer in the state's `ack`; a refusal is answered too, or the page would ask without end."""
    told: Saving = state
    try:
        saved = await ask(state, save, words)
    except (Invalid, NotFound, Refused):
        told.ack = acknowledged(told.ack, words.writer, words.path, words.seq, words.base, "refused")
        raise
    told.ack = acknowledged(told.ack, words.writer, words.path, words.seq, saved.version, saved.status or "saved")
    return saved
