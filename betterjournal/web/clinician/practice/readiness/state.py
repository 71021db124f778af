"""The list before the first client, and what can be said of each step."""

import reflex as rx

from betterjournal.readiness import actions
from betterjournal.readiness.queries import readiness
from betterjournal.readiness.reading_back import ASKED
from betterjournal.readiness.views import ReadinessView
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class ReadinessState(rx.State):
    """`done` grows with each form that was accepted, so that it folds."""

    view: ReadinessView | None = None
    done: int = 0

    @placed("owner")
    async def load(self) -> None:
        self.view = await ask(self, readiness)
        watch(self, "practice")

    @placed("owner")
    async def check_sheet(self, form_data: dict[str, str]) -> None:
        words = [form_data.get(f"word{at}", "") for at in range(ASKED)]
        await ask(self, actions.check_sheet, words)
        await self._accepted()

    @placed("owner")
    async def say_backup(self, form_data: dict[str, str]) -> None:
        await ask(self, actions.say_backup, form_data.get("where", ""), form_data.get("checked_on", ""))
        await self._accepted()

    @placed("owner")
    async def name_executor(self, form_data: dict[str, str]) -> None:
        await ask(self, actions.name_executor, form_data.get("executor", ""))
        await self._accepted()

    @placed("owner")
    async def read_consent(self) -> None:
        await ask(self, actions.read_consent)
        await self._accepted()

    @placed("owner")
    async def waive(self, form_data: dict[str, str]) -> None:
        await ask(self, actions.waive, form_data.get("step", ""), form_data.get("reason", ""))
        await self._accepted()

    @placed("owner")
    async def waive_all(self) -> None:
        await ask(self, actions.waive_all)
        await self._accepted()

    @placed("owner")
    async def reopen(self, step: str) -> None:
        await ask(self, actions.reopen, step)
        await self._accepted()

    @placed("owner")
    async def called(self, line: str) -> None:
        await ask(self, actions.called, line)
        await self._accepted()

    async def _accepted(self) -> None:
        self.done += 1
        self.view = await ask(self, readiness)
