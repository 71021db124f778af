"""The honest ends of a piece of work: shared whole or in part, another way, not this time; and taking it back."""

from typing import Literal

import reflex as rx
from reflex.event import EventSpec

from betterjournal.assignments import actions as assignments
from betterjournal.assignments.actions import Plan
from betterjournal.entries import actions, given, queries, sharing
from betterjournal.entries.views import PreviewView
from betterjournal.errors import Invalid
from betterjournal.web.client.undo import UndoState
from betterjournal.web.client.work.state import WorkState
from betterjournal.web.session import ask, placed
from betterjournal.worksheets.views import SectionView

Question = Literal["another_way", "not_this_time", "after", "delete"]


class EndsState(rx.State):
    asking: str = ""
    taken_back: bool = False
    example: list[SectionView] = []
    preview: PreviewView | None = None

    @placed("client")
    async def load(self) -> None:
        self.asking, self.taken_back, self.example, self.preview = "", False, [], None

    @placed("client")
    async def ask_for(self, question: Question) -> None:
        self.asking = question

    @placed("client")
    async def show_example(self, entry: str) -> None:
        self.example = await ask(self, queries.example, entry)
        self.asking = "example"

    @placed("client", save=True)
    async def close(self) -> None:
        self.asking = ""

    @placed("client")
    async def fit(self, assignment_id: str, form: dict[str, str]) -> EventSpec:
        await ask(self, assignments.fit, assignment_id, Plan.typed(form))
        return WorkState.load

    @placed("client")
    async def look(self, entry: str) -> None:
        """What would be shared stands there before it can be."""
        await self._look(entry)

    @placed("client")
    async def take_smallest(self, assignment_id: str, taken: bool) -> EventSpec:
        await ask(self, assignments.take_smallest, assignment_id, taken=taken)
        return WorkState.load

    @placed("client")
    async def share(self, entry: str, form: dict[str, str]) -> EventSpec:
        self.asking = ""
        marks = {"smallest": "smallest" in form, "bring": "bring" in form}
        try:
            await ask(self, sharing.share, entry, looked_at=form.get("looked_at", ""), **marks)
        except Invalid:
            await self._look(entry)
            raise
        self.preview = None
        return WorkState.load

    @placed("client")
    async def flag(self, shared_id: str, bring: bool) -> None:
        try:
            await ask(self, sharing.flag, shared_id, bring=bring)
        finally:
            # Opened in this very moment: the tick is gone from the page.
            await (await self.get_state(WorkState))._follow_changes()

    @placed("client")
    async def another_way(self, assignment_id: str, form: dict[str, str]) -> EventSpec:
        said = (form.get("way", ""), form.get("words", ""), form.get("entry", ""))
        await ask(self, sharing.another_way, assignment_id, *said)
        self.asking = ""
        return WorkState.load

    @placed("client")
    async def not_this_time(self, assignment_id: str, form: dict[str, str]) -> EventSpec:
        barriers = [name for name in sharing.BARRIERS if name in form]
        await ask(self, sharing.not_this_time, assignment_id, barriers, form.get("words", ""), form.get("entry", ""))
        self.asking = ""
        return WorkState.load

    @placed("client")
    async def take_back(self, shared_id: str) -> None:
        try:
            await ask(self, sharing.take_back, shared_id)
            self.taken_back = True
        finally:
            # Opened in this very moment: there is nothing to take back any more.
            await (await self.get_state(WorkState))._follow_changes()

    @placed("client")
    async def delete(self, entry: str) -> EventSpec:
        self.asking = ""
        (await self.get_state(UndoState))._offer(await ask(self, actions.delete, entry))
        return WorkState.load

    @placed("client")
    async def open_after(self, entry: str) -> EventSpec:
        self.asking = ""
        await ask(self, actions.open_after, entry)
        return WorkState.load

    @placed("client")
    async def choose_words(self, aside_id: str, use: bool, looked_at: str) -> None:
        try:
            await ask(self, actions.keep_aside, aside_id, use=use, looked_at=looked_at)
        finally:
            await (await self.get_state(WorkState))._follow_changes()

    async def _look(self, entry: str) -> None:
        self.preview = await ask(self, given.preview, entry)
        self.asking = "share"
