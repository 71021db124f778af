"""My pages: the list of pages and check-ins, and what begins or shares one."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries import actions, queries, sharing
from betterjournal.entries.views import JournalView
from betterjournal.web import routes
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class JournalState(rx.State):
    view: JournalView | None = None
    sharing: bool = False

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, queries.journal)
        watch(self, f"client:{self.view.id}", "practice")

    @placed("client")
    async def new_page(self) -> EventSpec:
        return rx.redirect(routes.page(await ask(self, actions.new_page)))

    @placed("client")
    async def check_in(self, form: dict[str, str]) -> None:
        await ask(self, actions.check_in, *actions.typed_scales(form), form.get("words", ""))
        self.view = await ask(self, queries.journal)

    @placed("client")
    async def look_at_check_ins(self) -> None:
        self.sharing = True

    @placed("client", save=True)
    async def close(self) -> None:
        self.sharing = False

    @placed("client")
    async def share_check_ins(self, form: dict[str, str]) -> None:
        self.sharing = False
        try:
            await ask(self, sharing.share_check_ins, list(form))
        finally:
            # One that was deleted meanwhile is not offered again.
            self.view = await ask(self, queries.journal)
