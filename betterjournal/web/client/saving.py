"""A client's own save, and the way on when it was refused."""

from typing import Any

from betterjournal.entries import drafts
from betterjournal.entries.drafts import Words
from betterjournal.entries.views import Saved
from betterjournal.errors import Refused
from betterjournal.web.client.room import RoomState
from betterjournal.web.saving import answered


async def keep(state: Any, words: Words) -> Saved:
    """Who is asked to agree anew reads so as the words are refused, with the way there."""
    try:
        return await answered(state, drafts.save, words)
    except Refused:
        await (await state.get_state(RoomState))._read()
        raise
