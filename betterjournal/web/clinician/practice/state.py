"""The practice as its owner sets it."""

import reflex as rx

from betterjournal.accounts import practice
from betterjournal.accounts.practice import SettingsView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class PracticeState(rx.State):
    view: SettingsView | None = None
    saved: bool = False

    @placed("owner")
    async def load(self) -> None:
        self.view = await ask(self, practice.settings)
        watch(self, "practice")

    @placed("owner")
    async def save(self, form_data: dict[str, str]) -> None:
        self.saved = False
        await ask(self, practice.change, form_data)
        self.view, self.saved = await ask(self, practice.settings), True

    @placed("owner")
    async def leave(self) -> None:
        self.saved = False
