"""Every client by name with who has them, for the owner; and the cover of all of somebody's."""

import reflex as rx

from betterjournal.accounts import staff_inviting
from betterjournal.care import covering, queries
from betterjournal.care.views import CareListView, CheckView
from betterjournal.errors import Refused
from betterjournal.web.live import watch
from betterjournal.web.problems import in_form
from betterjournal.web.session import ask, placed

FIELDS = ("for", "person", "reason", "until")


class CareListState(rx.State):
    """`covered` is how many clients the last cover holds for, by whom `covering` says."""

    view: CareListView | None = None
    checked: CheckView | None = None
    covered: int = 0
    covering: str = ""
    done: int = 0
    _search: str = ""

    @placed("owner")
    async def arrive(self) -> None:
        """What was about to happen on an earlier visit is not about to happen now."""
        self.checked, self.covered = None, 0
        await self._read()

    @placed("owner")
    async def load(self) -> None:
        await self._read()

    @placed("owner", save=True)
    async def search(self, words: str) -> None:
        self._search = words
        await self._read()

    @placed("owner")
    async def check(self, form_data: dict[str, str]) -> None:
        self.checked, self.covered = None, 0
        given = (form_data.get(f"cover_all_{name}", "") for name in FIELDS)
        with in_form("cover_all"):
            self.checked = await ask(self, covering.check_all, *given)

    @placed("owner")
    async def change(self) -> None:
        self.checked = None

    @placed("owner")
    async def cover_all(self) -> None:
        given = self.checked
        if given is None:
            raise Refused("problem.ask_again")
        rest = (given.person_id, given.reason, given.until)
        self.covered = await ask(self, covering.cover_all, given.for_id, *rest)
        self.covering, self.checked = given.first_name, None
        self.done += 1
        await self._read()

    @placed("owner")
    async def leave(self) -> None:
        self.checked, self.covered, self.covering, self._search = None, 0, "", ""

    async def _read(self) -> None:
        self.view = await ask(self, queries.clients, self._search)
        # Never a topic of the client's own acts: the owner's page must not stir when a client does something.
        watch(self, staff_inviting.TOPIC)
