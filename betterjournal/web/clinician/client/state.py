"""What one client's page knows, and what can be pressed there."""

from dataclasses import replace

import reflex as rx

from betterjournal.accounts import inviting
from betterjournal.accounts.views import InvitationView
from betterjournal.appointments.actions import open_early
from betterjournal.assignments import actions as assignments
from betterjournal.review import actions as reviews
from betterjournal.review.timeline import timeline
from betterjournal.review.views import TimelineItem, TimelineView
from betterjournal.review.wanted import Wanted
from betterjournal.web.clinician.client.begun import Begun
from betterjournal.web.clinician.noting import NotesState
from betterjournal.web.live import watch
from betterjournal.web.session import ask, came_back, param, placed

GONE = "gone"


class ClientState(rx.State):
    """`done` grows with each form that was accepted, so that it folds; `saved` is the review just written.

    `kept` are the places of forms that somebody may have begun and that are offered no more; `decided` says who decided
    about their work. `came` is the first of what was not here before a press asked for it, `GONE` when nothing was
    left of it.
    """

    view: TimelineView | None = None
    invitation: InvitationView | None = None
    older: list[TimelineItem] = []
    more: str = ""
    asking: bool = False
    done: int = 0
    saved: str = ""
    came: str = ""
    kept: list[str] = []
    decided: dict[str, str] = {}
    _begun: Begun = Begun()
    _pages: int = 1
    _wanted: Wanted = Wanted()

    @placed("clinician")
    async def arrive(self) -> None:
        """Somebody came to read, which opens what they may; a page that merely found the server again does not."""
        await self._read(param(self, "client_id"), opens=not await came_back(self))
        self._follow()
        wanted = param(self, "entry")
        self.came = wanted if wanted in self._shown() else ""

    @placed("clinician")
    async def load(self) -> None:
        """Something changed while the page lay open: nobody may be looking, so nothing is opened."""
        await self._read(param(self, "client_id"))
        self._follow()

    @placed("clinician")
    async def read_new(self) -> None:
        """Show what came while the page lay open: that is reading it."""
        known = self._shown()
        await self._read(self.view.id, opens=True)
        self.came = next((each for each in self._shown() if each not in known), GONE)

    @placed("clinician")
    async def show_older(self) -> None:
        """The next page only: what came in above it meanwhile stays closed, and says so."""
        if not self.more:
            return
        page = await ask(self, timeline, self.view.id, self.more, wanted=self._wanted, opens=True)
        if {each.id for each in page.things} & set(self._shown()):
            # A mark that lasts no longer begins at the top.
            await self._read(self.view.id)
            return
        self._pages += 1
        self.older, self.more = [*self.older, *page.things], page.older
        await self._note_beside()

    @placed("clinician")
    async def ask_early(self) -> None:
        self.asking = True

    @placed("clinician")
    async def stop_asking(self) -> None:
        self.asking = False

    @placed("clinician")
    async def open_early(self, form_data: dict[str, str]) -> None:
        given = (form_data.get(name, "") for name in ("client_id", "reason"))
        await ask(self, open_early, *given)
        self.asking = False
        await self._accepted(opens=True)

    @placed("clinician")
    async def withdraw(self, form_data: dict[str, str]) -> None:
        given = (form_data.get(name, "") for name in ("assignment_id", "words"))
        await ask(self, assignments.withdraw, *given)
        await self._accepted()

    @placed("clinician")
    async def save_review(self, form_data: dict[str, str]) -> None:
        self.saved = await ask(self, reviews.save_review, reviews.typed(form_data))
        await self._accepted(saved=form_data.get("assignment_id", ""))

    @placed("clinician")
    async def invite(self, client_id: str) -> None:
        self.invitation = await ask(self, inviting.invite, client_id)

    @placed("clinician")
    async def leave(self) -> None:
        self.invitation, self.saved, self.came, self.asking, self._pages = None, "", "", False, 1
        self._wanted, self._begun, self.kept, self.decided = Wanted(), Begun(), [], {}

    async def _show(self, wanted: Wanted) -> None:
        """The same page narrowed, from its newest thing on."""
        self._wanted, self._pages = wanted, 1
        await self._read(self.view.id, opens=True)

    def _shown(self) -> list[str]:
        return [each.id for each in (*self.view.things, *self.older)]

    async def _accepted(self, *, opens: bool = False, saved: str = "") -> None:
        self.done += 1
        await self._read(self.view.id, opens=opens, saved=saved)

    def _follow(self) -> None:
        # Only what staff may know of: this topic is silent about the client before the window.
        watch(self, f"staff:{self.view.id}", until=self.view.changes_at)

    async def _read(self, client_id: str, *, opens: bool = False, saved: str = "") -> None:
        """All pages again: one new thing at the top moves every page's end."""
        self.came = ""
        if self.view is None or self.view.id != client_id:
            self._pages, self._wanted, self._begun = 1, Wanted(), Begun()
        view = await ask(self, timeline, client_id, wanted=self._wanted, opens=opens)
        older, more, fresh = [], view.older, view.fresh
        for _ in range(1, self._pages):
            page = await ask(self, timeline, client_id, more, wanted=self._wanted, opens=opens) if more else None
            if page:
                older, more, fresh = [*older, *page.things], page.older, fresh or page.fresh
        self._keep_forms(replace(view, fresh=fresh), older, saved)
        self.older, self.more = older, more
        await self._note_beside()

    def _keep_forms(self, view: TimelineView, older: list[TimelineItem], saved: str) -> None:
        """What somebody is typing stays in the page, whatever became of the work it is about."""
        begun, things = self._begun, [*view.things, *older]
        begun.read(view, things, saved)
        self.kept, self.decided = begun.kept, begun.decided(view.open_work, things)
        before = self.view.open_work if self.view and self.view.id == view.id else []
        self.view, self._begun = replace(view, open_work=begun.open_work(before, view.open_work)), begun

    async def _note_beside(self) -> None:
        shown = [each.id for each in (*self.view.things, *self.older) if each.kind in ("assignment", "returned")]
        await (await self.get_state(NotesState))._read_beside(self.view.id, shown)
