"""The practice as its owner sets it, and the record of who did what."""

import reflex as rx

from betterjournal.accounts import practice
from betterjournal.accounts.practice import SettingsView
from betterjournal.accounts.record import RecordView, record
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class PracticeState(rx.State):
    view: SettingsView | None = None
    record: RecordView | None = None
    saved: bool = False
    past_first: bool = False

    @placed("owner")
    async def load(self) -> None:
        self.view, self.record = await ask(self, practice.settings), await ask(self, record)
        self.past_first = False
        watch(self, "practice")

    @placed("owner")
    async def save(self, form_data: dict[str, str]) -> None:
        self.saved = False
        await ask(self, practice.change, form_data)
        self.view, self.record, self.saved = await ask(self, practice.settings), await ask(self, record), True

    @placed("owner")
    async def turn(self, before: str) -> None:
        self.record, self.past_first = await ask(self, record, before), before != ""

    @placed("owner")
    async def leave(self) -> None:
        self.saved = False
