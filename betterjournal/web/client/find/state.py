"""What was found of one's own words: in this tab's memory, and gone when the page is left."""

import reflex as rx

from betterjournal.entries import searching
from betterjournal.entries.views import FoundView
from betterjournal.web.session import ask, placed


class FindState(rx.State):
    view: FoundView | None = None

    @placed("client", newest=True)
    async def search(self, form: dict[str, str]) -> None:
        self.view = await ask(self, searching.search, form.get("words", ""))

    @placed("client", newest=True)
    async def look_on(self, words: str, after: str) -> None:
        """Everything travels: a page's state is never part of the question."""
        self.view = await ask(self, searching.search, words, after)

    def _leave(self) -> None:
        """With the words that were looked for."""
        if self.view is not None:
            self.view = None
