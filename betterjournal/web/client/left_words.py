"""What this device kept of a page that is gone: saved on the way, or given back to whoever wrote it."""

from contextlib import suppress
from typing import Any

import reflex as rx

from betterjournal.entries.drafts import Words
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.web.browser.left_words import left_words_of_device
from betterjournal.web.client.saving import keep
from betterjournal.web.session import placed


class LeftWordsState(rx.State):
    ack: dict[str, Any] = {}

    @placed("client", save=True, act=False)
    async def save(self, entry: str, field: str, value: str, base: int, writer: str, seq: int) -> None:
        """Why they were refused is no news on this page: that they are is said beside them."""
        with suppress(Invalid, NotFound, Refused):
            await keep(self, Words(entry, field, value, base, writer, seq))


def left_words() -> rx.Component:
    return left_words_of_device(LeftWordsState.ack, LeftWordsState.save)
