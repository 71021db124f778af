"""The work page: one assignment with the entry being written, and its saves."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import reflex as rx

from betterjournal.accounts import actions as accounts
from betterjournal.entries import actions, before, queries, together
from betterjournal.entries.drafts import Words
from betterjournal.entries.views import BesideView, Saved, WorkView
from betterjournal.errors import NotFound
from betterjournal.web.client.room import RoomState
from betterjournal.web.client.saving import keep
from betterjournal.web.client.undo import UndoState
from betterjournal.web.live import watch
from betterjournal.web.problems import Notice
from betterjournal.web.session import ask, param, placed
from betterjournal.worksheets.views import FieldView

FIGURES = ("computed", "carried")


@dataclass(frozen=True)
class Progress:
    """What saves change besides their own field, so that a save need not send the page again."""

    id: str
    whole: bool
    newer: bool
    written: bool
    changed: dict[str, FieldView] = field(default_factory=dict)


class WorkState(rx.State):
    """`closed` until the page is left, once the client closed it on their clinician's screen."""

    view: WorkView | None = None
    progress: Progress | None = None
    ack: dict[str, Any] = {}
    closed: bool = False
    beside: list[BesideView] = []
    _looks: dict[str, tuple[Any, ...]] = {}
    _chosen: str = ""
    _shown: str = ""

    @placed("client")
    async def arrive(self) -> None:
        """Whoever comes anew is led to the occurrence of today; a page that was only out of reach keeps its sheet."""
        room = await self.get_state(RoomState)
        if not room._is_back:
            self._chosen, self._shown = "", ""
            self.closed = False
        await self._follow_changes()
        await self._lay_beside(param(self, "sheet"))

    @placed("client")
    async def load(self) -> None:
        await self._follow_changes()

    async def _follow_changes(self) -> None:
        view = await self._read(param(self, "assignment_id"))
        watch(self, f"client:{view.client_id}", "practice", until=view.changes_at)

    @placed("client")
    async def write_another(self, assignment_id: str) -> None:
        self._chosen, self._shown = "", ""
        await ask(self, actions.begin, assignment_id, another=True)
        await self._read(assignment_id)

    @placed("client")
    async def open_earlier(self, entry: str) -> None:
        """Go back to one that was begun and not shared: one that was begun together stands before it."""
        self._chosen = entry
        await self._read(self.view.id if self.view else param(self, "assignment_id"))

    @placed("client")
    async def leave_together(self, entry: str) -> None:
        await ask(self, together.leave, entry)
        # One in which nothing was written is gone.
        self._chosen, self._shown, self.closed = "", "", True
        await self._read(self.view.id if self.view else param(self, "assignment_id"))

    @placed("client")
    async def read_beside(self, entry: str) -> None:
        self.beside = [await ask(self, before.beside, entry)]

    @placed("client", save=True)
    async def close_beside(self) -> None:
        self.beside = []

    @placed("client")
    async def tell_of(self, entry: str, on: str) -> None:
        await ask(self, actions.tell_of, entry, on)

    @placed("client")
    async def choose_sheets(self, how: Literal["one", "all"]) -> None:
        await ask(self, accounts.choose_sheets, how)
        self.view = replace(self.view, sheets=how) if self.view else None

    @placed("client", save=True)
    async def save(self, entry: str, field: str, value: str, base: int, writer: str, seq: int) -> None:
        saved = await keep(self, Words(entry, field, value, base, writer, seq))
        await self._follow(entry, saved)
        notice = await self.get_state(Notice)
        if notice.field == field:
            notice._clear()

    @placed("client")
    async def add_row(self, entry: str, field: str) -> None:
        await ask(self, actions.add_row, entry, field)
        await self._read(self.view.id if self.view else param(self, "assignment_id"))

    @placed("client")
    async def remove_row(self, entry: str, field: str, row: str) -> None:
        deleted = await ask(self, actions.remove_row, entry, field, row)
        (await self.get_state(UndoState))._offer(deleted)
        await self._read(self.view.id if self.view else param(self, "assignment_id"))

    async def _lay_beside(self, entry: str) -> None:
        """The sheet that the address names, such as one that was found; one that is gone leaves the work as it is."""
        if entry and self.view and entry != self.view.entry_id:
            with suppress(NotFound):
                self.beside = [await ask(self, before.beside, entry)]

    async def _read(self, assignment_id: str) -> WorkView:
        if self.view is None or self.view.id != assignment_id:
            self._chosen, self._shown, self.beside = "", "", []
        entry_id = self._chosen or await ask(self, actions.begin, assignment_id, shown=self._shown)
        self._shown = entry_id
        view = await ask(self, queries.work, assignment_id, entry_id)
        if entry_id in (one.id for one in self.beside):
            self.beside = []
        self._looks = {one.key: _look(one) for section in view.sections for one in section.fields}
        self.view, self.progress = view, Progress(view.id, view.whole, view.newer_words, view.written)
        return view

    async def _follow(self, entry: str, saved: Saved) -> None:
        """Most saves end here at once; the rest send only what looks different now."""
        progress = self.progress
        # Two texts beside each other are drawn as they are: writing on makes one's own stand, and the other lie there.
        if self.view and (saved.status or self.view.asides):
            await self._read(self.view.id)
            return
        if progress is None:
            return
        whole = progress.whole if saved.whole is None else saved.whole
        changed = await self._changed(entry) if saved.redraws else {}
        newer = progress.newer or bool(self.view and self.view.shared)
        if changed or (whole, newer, True) != (progress.whole, progress.newer, progress.written):
            self.progress = replace(
                progress, whole=whole, newer=newer, written=True, changed={**progress.changed, **changed}
            )

    async def _changed(self, entry: str) -> dict[str, FieldView]:
        now = await ask(self, queries.fields_now, entry)
        different = {one.key: one for one in now if _look(one) != self._looks.get(one.key)}
        self._looks = {**self._looks, **{key: _look(one) for key, one in different.items()}}
        return different


def _look(one: FieldView) -> tuple[Any, ...]:
    """What of a field other answers can change; its own answer stands in the control already."""
    rows = tuple((row.id, tuple(c.shown for c in row.cells if c.column.kind in FIGURES)) for row in one.rows)
    return one.visible, one.locked, one.carried, one.shown if one.kind == "computed" else "", rows
