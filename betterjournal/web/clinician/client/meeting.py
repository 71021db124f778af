"""What can be pressed about appointments on a client's page."""

import reflex as rx

from betterjournal.appointments import actions as appointments
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.session import ask, placed


class MeetingState(rx.State):
    """`trying` is the form that was sent last, whose error is shown: an appointment's id, "" for a new one."""

    trying: str = ""

    @placed("clinician")
    async def set_next(self, form_data: dict[str, str]) -> None:
        self.trying = ""
        given = (form_data.get(name, "") for name in ("client_id", "on", "at", "repeat"))
        await ask(self, appointments.set_next, *given)
        await self._accepted()

    @placed("clinician")
    async def same_time(self, client_id: str) -> None:
        await ask(self, appointments.same_time_next_week, client_id)
        await self._accepted()

    @placed("clinician")
    async def move(self, form_data: dict[str, str]) -> None:
        appointment_id, on, at = (form_data.get(name, "") for name in ("appointment_id", "on", "at"))
        self.trying = appointment_id
        following = form_data.get("which", "") == "following"
        await ask(self, appointments.move, appointment_id, on, at, following=following)
        await self._accepted()

    @placed("clinician")
    async def went(self, appointment_id: str, outcome: str, by: str) -> None:
        await ask(self, appointments.record_outcome, appointment_id, outcome, by)
        await self._accepted()

    @placed("clinician")
    async def put_back(self, appointment_id: str) -> None:
        await ask(self, appointments.put_back, appointment_id)
        await self._accepted()

    @placed("clinician")
    async def end_repeat(self, appointment_id: str) -> None:
        await ask(self, appointments.end_repeat, appointment_id)
        await self._accepted()

    async def _accepted(self) -> None:
        page = await self.get_state(ClientState)
        await page._accepted()
