"""My pages: the list of pages and check-ins, what begins, shares or takes away one."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries import actions, queries, sharing
from betterjournal.entries.views import JournalView
from betterjournal.web import routes
from betterjournal.web.client.prompts import Name, worded
from betterjournal.web.client.undo import UndoState
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class JournalState(rx.State):
    """`kept` is the check-in that was kept just now on this page, `deleting` the one asked about.

    `undone` counts those that were taken away again: what they said is in the form once more.
    """

    view: JournalView | None = None
    sharing: bool = False
    kept: str = ""
    undone: int = 0
    deleting: str = ""

    @placed("client")
    async def arrive(self) -> None:
        self.kept = self.deleting = ""
        await self._follow()

    @placed("client")
    async def load(self) -> None:
        await self._follow()

    @placed("client")
    async def new_page(self) -> EventSpec:
        return rx.redirect(routes.page(await ask(self, actions.new_page)))

    @placed("client")
    async def start_from(self, prompt: Name) -> EventSpec:
        return rx.redirect(routes.page(await ask(self, actions.new_page, worded(prompt))))

    @placed("client")
    async def check_in(self, form: dict[str, str]) -> None:
        words, once = form.get("words", ""), form.get("once", "")
        self.kept = await ask(self, actions.check_in, *actions.typed_scales(form), words, once)
        await self._read()

    @placed("client")
    async def ask_to_delete(self, entry: str) -> None:
        self.deleting = entry

    @placed("client", save=True)
    async def close(self) -> None:
        self.sharing, self.deleting = False, ""

    @placed("client")
    async def undo_kept(self, entry: str) -> None:
        """Taken away without a question a moment after it was kept: the form has its words again."""
        try:
            await ask(self, actions.delete, entry)
            self.undone += 1
        finally:
            await self._read()

    @placed("client")
    async def delete(self, entry: str) -> None:
        self.deleting = ""
        try:
            (await self.get_state(UndoState))._offer(await ask(self, actions.delete, entry))
        finally:
            await self._read()

    @placed("client")
    async def look_at_check_ins(self) -> None:
        self.sharing = True

    @placed("client")
    async def share_check_ins(self, form: dict[str, str]) -> None:
        self.sharing = False
        try:
            await ask(self, sharing.share_check_ins, list(form))
        finally:
            # One that was deleted meanwhile is not offered again.
            await self._read()

    async def _follow(self) -> None:
        watch(self, f"client:{await self._read()}", "practice")

    async def _read(self) -> str:
        """Of one that was shared or deleted since, here or elsewhere, it is not said that only they can read it."""
        self.view = view = await ask(self, queries.journal)
        if self.kept and self.kept not in {one.id for one in view.check_ins if not one.shared}:
            self.kept = ""
        return view.id
