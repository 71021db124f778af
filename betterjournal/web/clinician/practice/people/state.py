"""The people of the practice, and what its owner does with them."""

import reflex as rx

from betterjournal.accounts import staff, staff_inviting, team
from betterjournal.accounts.views import InvitationView, StaffView
from betterjournal.web import letters
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed


class PeopleState(rx.State):
    view: StaffView | None = None
    invitation: InvitationView | None = None
    saved: bool = False
    done: int = 0

    @placed("owner")
    async def load(self) -> None:
        self.view = await ask(self, team.team)
        watch(self, staff_inviting.TOPIC)

    @placed("owner")
    async def invite(self, name: str, names: list[str], language: str) -> None:
        self.saved = False
        self.invitation = await ask(self, staff_inviting.invite, name, names, language)
        await self._settle()

    @placed("owner")
    async def renew(self, invitation_id: str) -> None:
        self.saved = False
        self.invitation = await ask(self, staff_inviting.renew, invitation_id)
        await self._settle()

    @placed("owner")
    async def withdraw(self, invitation_id: str) -> None:
        self.saved = False
        await ask(self, staff_inviting.withdraw, invitation_id)
        self.invitation, self.saved = None, True
        await self._settle()

    @placed("owner")
    async def change_roles(self, person_id: str, names: list[str]) -> None:
        self.saved = False
        await ask(self, staff.change_roles, person_id, names)
        self.saved = True
        await self._settle()

    @placed("owner")
    async def disable(self, person_id: str) -> None:
        self.saved = False
        await ask(self, staff.disable, person_id)
        self.saved = True
        await self._settle()

    @placed("owner")
    async def enable(self, person_id: str) -> None:
        self.saved = False
        await ask(self, staff.enable, person_id)
        self.saved = True
        await self._settle()

    @placed("owner")
    async def reset_factor(self, person_id: str) -> None:
        self.saved = False
        self.invitation = await ask(self, staff.reset_factor, person_id, letters.way_in_changed)
        self.saved = True
        await self._settle()

    @placed("owner")
    async def leave(self) -> None:
        self.invitation, self.saved = None, False

    async def _settle(self) -> None:
        self.done += 1
        self.view = await ask(self, team.team)
