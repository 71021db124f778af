"""One page of the journal: its words, its saves, and whether it is shared."""

from typing import Any, Literal

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries import actions, given, prompting, queries, sharing
from betterjournal.entries.drafts import Words
from betterjournal.entries.views import PageView, PreviewView
from betterjournal.errors import Invalid
from betterjournal.web import routes
from betterjournal.web.client.prompts import Name, worded
from betterjournal.web.client.saving import keep
from betterjournal.web.client.undo import UndoState
from betterjournal.web.live import watch
from betterjournal.web.problems import Notice
from betterjournal.web.session import ask, param, placed, present


class PageState(rx.State):
    """`chosen` is the question put above the page just now."""

    view: PageView | None = None
    ack: dict[str, Any] = {}
    asking: str = ""
    newer: bool = False
    chosen: str = ""
    preview: PreviewView | None = None

    @placed("client")
    async def load(self) -> None:
        if self.view and self.view.id != param(self, "entry_id"):
            self.asking, self.preview = "", None
        if not present().pushed:
            self.chosen = ""
        view = await self._read(param(self, "entry_id"))
        watch(self, f"client:{view.client_id}", "practice")

    @placed("client", save=True)
    async def save(self, entry: str, field: str, value: str, base: int, writer: str, seq: int) -> None:
        saved = await keep(self, Words(entry, field, value, base, writer, seq))
        self.newer = True
        notice = await self.get_state(Notice)
        if notice.field == field:
            notice._clear()
        # Two texts that lie beside each other are drawn as they are now.
        if saved.status or (self.view and self.view.asides):
            await self._read(entry)

    @placed("client")
    async def ask_for(self, question: Literal["stop", "delete"]) -> None:
        self.asking = question

    @placed("client")
    async def choose_prompt(self, entry: str, prompt: Name) -> None:
        await ask(self, prompting.choose, entry, worded(prompt))
        self.chosen = prompt
        await self._read(entry)

    @placed("client")
    async def put_prompt_away(self, entry: str) -> None:
        await ask(self, prompting.choose, entry)
        self.chosen = ""
        await self._read(entry)

    @placed("client", save=True)
    async def close(self) -> None:
        self.asking = ""

    @placed("client")
    async def look(self, entry: str) -> None:
        """What would be shared stands there before it can be."""
        await self._look(entry)

    @placed("client")
    async def share(self, entry: str, form: dict[str, str]) -> None:
        self.asking = ""
        try:
            await ask(self, sharing.share, entry, looked_at=form.get("looked_at", ""), bring="bring" in form)
        except Invalid:
            await self._look(entry)
            raise
        self.preview = None
        await self._read(entry)

    @placed("client")
    async def flag(self, entry: str, shared_id: str, bring: bool) -> None:
        try:
            await ask(self, sharing.flag, shared_id, bring=bring)
        finally:
            # Opened in this very moment: the tick is gone from the page.
            await self._read(entry)

    @placed("client")
    async def stop(self, entry: str, shared_id: str) -> None:
        self.asking = ""
        await ask(self, sharing.stop_sharing, shared_id)
        await self._read(entry)

    @placed("client")
    async def choose_words(self, entry: str, aside_id: str, use: bool, looked_at: str) -> None:
        try:
            await ask(self, actions.keep_aside, aside_id, use=use, looked_at=looked_at)
        finally:
            await self._read(entry)

    @placed("client")
    async def delete(self, entry: str) -> EventSpec:
        self.asking = ""
        undo = await self.get_state(UndoState)
        undo._offer(await ask(self, actions.delete, entry), leads_away=True)
        return rx.redirect(routes.JOURNAL)

    async def _read(self, entry: str) -> PageView:
        self.view = view = await ask(self, queries.page, entry)
        self.newer = view.newer_words
        return view

    async def _look(self, entry: str) -> None:
        self.preview = await ask(self, given.preview, entry)
        self.asking = "share"
