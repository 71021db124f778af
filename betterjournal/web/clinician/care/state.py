"""Who reads for one client, and what is about to change in it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from betterjournal.care import covering, handing, queries, supervising
from betterjournal.care.views import CareView, CheckView, Kind
from betterjournal.errors import Problem, Refused
from betterjournal.web import routes
from betterjournal.web.clinician.parting import PartingState
from betterjournal.web.live import unwatch, watch
from betterjournal.web.problems import in_form
from betterjournal.web.session import ask, param, placed


class CareState(rx.State):
    """`checked` is looked at once more before it happens; `done` grows with each form that was accepted."""

    view: CareView | None = None
    checked: CheckView | None = None
    done: int = 0

    @placed("clinician", "owner")
    async def arrive(self) -> None:
        """What was about to happen on an earlier visit is not about to happen now."""
        self.checked, self.done = None, 0
        await self._read(param(self, "client_id"))

    @placed("clinician", "owner")
    async def load(self) -> None:
        await self._read(param(self, "client_id"))

    @placed("clinician", "owner")
    async def check_hand_over(self, form_data: dict[str, str]) -> None:
        await self._check("hand_over", handing.check, form_data, "person", "said")

    @placed("clinician", "owner")
    async def check_supervise(self, form_data: dict[str, str]) -> None:
        told = bool(form_data.get("supervise_told"))
        await self._check("supervise", supervising.check, form_data, "person", told=told)

    @placed("clinician", "owner")
    async def check_cover(self, form_data: dict[str, str]) -> None:
        await self._check("cover", covering.check, form_data, "person", "reason", "until")

    @placed("clinician", "owner")
    async def change(self) -> None:
        self.checked = None

    @placed("clinician", "owner")
    async def hand_over(self) -> Any:
        given = self._given("hand_over")
        return await self._part(given.first_name, handing.hand_over, given.id, given.person_id, given.said)

    @placed("clinician", "owner")
    async def supervise(self) -> None:
        given = self._given("supervise")
        await ask(self, supervising.name, given.id, given.person_id, told=True)
        await self._accepted(given.id)

    @placed("clinician", "owner")
    async def cover(self) -> None:
        given = self._given("cover")
        await ask(self, covering.cover, given.id, given.person_id, given.reason, given.until)
        await self._accepted(given.id)

    @placed("clinician", "owner")
    async def leave_to_nobody(self, client_id: str) -> Any:
        return await self._part("", handing.leave, client_id)

    @placed("clinician", "owner")
    async def end_supervision(self, client_id: str, supervision_id: str) -> None:
        await ask(self, supervising.end, client_id, supervision_id)
        await self._accepted(client_id)

    @placed("clinician", "owner")
    async def end_cover(self, client_id: str, cover_id: str) -> None:
        await ask(self, covering.end, client_id, cover_id)
        await self._accepted(client_id)

    @placed("clinician", "owner")
    async def leave(self) -> None:
        self.checked, self.done = None, 0

    async def _check(
        self, kind: Kind, check: Callable[..., CheckView], form: dict[str, str], *names: str, **more: bool
    ) -> None:
        self.checked = None
        given = (form.get(f"{kind}_{name}", "") for name in names)
        with in_form(kind):
            self.checked = await ask(self, check, form.get("client_id", ""), *given, **more)

    def _given(self, kind: Kind) -> CheckView:
        if self.checked is None or self.checked.kind != kind:
            raise Refused("problem.ask_again")
        return self.checked

    async def _part(self, to: str, settle: Callable[..., None], client_id: str, *given: str) -> Any:
        """Whoever answers for the client only while they have them goes back to their list."""
        view = self.view
        if view is None or view.as_owner:
            await ask(self, settle, client_id, *given)
            return await self._accepted(client_id)
        unwatch(self)
        try:
            await ask(self, settle, client_id, *given)
        except Problem:
            self._follow(view)
            raise
        parting = await self.get_state(PartingState)
        parting.first_name, parting.to = view.first_name, to
        self.reset()
        return rx.redirect(routes.CLIENTS, replace=True)

    async def _accepted(self, client_id: str) -> None:
        self.checked = None
        self.done += 1
        await self._read(client_id)

    async def _read(self, client_id: str) -> None:
        self.view = await ask(self, queries.care, client_id)
        self._follow(self.view)

    def _follow(self, view: CareView) -> None:
        """What the client answers is for whoever has them; the owner's page does not stir when a client acts."""
        watch(self, f"settled:{view.id}", *([f"staff:{view.id}"] if view.in_care else []))
