"""What every save of a client's has in common: the answer to the page, also when the words were refused."""

from typing import Any, Protocol

from betterjournal.entries import drafts
from betterjournal.entries.drafts import Words
from betterjournal.entries.views import Saved
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.web.browser.keeper import acknowledged
from betterjournal.web.client.room import RoomState
from betterjournal.web.session import ask


class Saving(Protocol):
    ack: dict[str, Any]


async def keep(state: Any, words: Words) -> Saved:
    """Save them and answer in the state's `ack`; a refusal is answered too, or the page would ask without end."""
    told: Saving = state
    try:
        saved = await ask(state, drafts.save, words)
    except (Invalid, NotFound, Refused) as problem:
        if isinstance(problem, Refused):
            # The client may be asked to agree anew: the way there comes with the refusal.
            await (await state.get_state(RoomState))._read()
        told.ack = acknowledged(told.ack, words.writer, words.path, words.seq, words.base, "refused")
        raise
    told.ack = acknowledged(told.ack, words.writer, words.path, words.seq, saved.version, saved.status or "saved")
    return saved
