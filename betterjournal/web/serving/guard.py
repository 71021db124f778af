"""Stands before every event: denies what is not placed, resolves who asks, empties what changed hands."""

import logging
from typing import TYPE_CHECKING, Any

import reflex as rx
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from betterjournal.web.pools import in_domain
from betterjournal.web.problems import Notice
from betterjournal.web.serving import doors, turned
from betterjournal.web.serving.cookies import cookie_value
from betterjournal.web.serving.tabs import Tabs
from betterjournal.web.session import Seat, Standing, failed, take_stand
from betterjournal.web.watching import watchers

if TYPE_CHECKING:
    from betterjournal.access import Actor

log = logging.getLogger(__name__)


class Guard(Middleware):
    """Runs under the tab's state lock for socket, chained and pushed events alike."""

    def __init__(self, tabs: Tabs, cookie: str) -> None:
        self._tabs = tabs
        self._cookie = cookie

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        token = _token()
        take_stand(Standing(None, token, self._tabs.socket(token)))
        door = doors.find(event.name)
        given = door.read(event.payload) if door else None
        if door is None or given is None:
            log.warning("refused an event: %s", "arguments" if door else "not placed")
            return StateUpdate()
        try:
            demoted = await self._admit(token, state, event, door, given)
        except Exception:
            return await _sorry(state, failed())
        # What they press is answered by who they are now; what is pushed to them tells the page to go.
        return await _home(state) if demoted and not event.router_data else None

    async def _admit(self, token: str, state: BaseState, event: Event, door: doors.Door, given: dict[str, Any]) -> bool:
        direct = bool(event.router_data)
        headers = self._tabs.headers(token)
        address, cookies = headers.get("asgi-scope-client", ""), headers.get("cookie", "")
        holder = await self._holder(cookies, act=direct and door.is_act(given), address=address)
        locked = _is_locked(holder)
        actor = None if locked else holder
        saving = door.placing is not None and door.placing.save
        socket, pushed = self._tabs.socket(token), not direct and _is_alone()
        take_stand(Standing(actor, token, socket, direct, saving, address, cookies, locked, pushed))
        demoted = await self._seat(token, state, holder)
        if door.is_load and "set_is_hydrated" not in event.name:
            watchers.leave(token)
            if direct:
                (await state.get_state(Seat))._came_back = door.comes_back(given)
            (await state.get_state(Notice))._clear()
            await turned.forget_the_desk(state, event.router_data.get("pathname"))
        return demoted

    async def _holder(self, cookies: str, *, act: bool, address: str) -> "Actor | None":
        from betterjournal.accounts import sessions

        secret = cookie_value(cookies, self._cookie)
        if secret is None:
            return None
        return await in_domain(sessions.holder, secret, act=act, address=address)

    async def _seat(self, token: str, state: BaseState, holder: "Actor | None") -> bool:
        """Empty what was filled for another session, before it was locked, or for a role the person has no longer.

        Says whether it is the same person with a role less: such a page must go. A role more changes nothing here.
        """
        session_id, roles = (holder.session_id, holder.role) if holder else ("", "")
        self._tabs.seat(token, session_id)
        # Locking and unlocking are as good as another session: nothing of the one is left in the other.
        filled_for = f"locked/{session_id}" if _is_locked(holder) else session_id
        seat = await state.get_state(Seat)
        is_same, before = seat._session_id == filled_for, set(seat._roles.split("+"))
        demoted = is_same and bool(before - set(roles.split("+")) - {""})
        if demoted or not is_same:
            await _empty(state)
        seat._session_id, seat._roles = filled_for, roles
        seat._tell(holder)
        return demoted


def _is_locked(holder: "Actor | None") -> bool:
    return holder is not None and holder.locked


async def _empty(state: BaseState) -> None:
    # A manager like Redis loads only part of the tree; what is not loaded would not be emptied.
    for each in tuple(RegistrationContext.get().base_states.values()):
        await state.get_state(each)
    watchers.leave(_token())
    state._get_root_state().reset()


async def _sorry(state: BaseState, error_id: str) -> StateUpdate:
    (await state.get_state(Notice))._fail(error_id)
    return StateUpdate(delta=await _changed(state))


async def _home(state: BaseState) -> StateUpdate:
    """To the first page, which sends them on to where they belong now."""
    away = Event(name="_redirect", payload={"path": "/", "replace": True})
    return StateUpdate(delta=await _changed(state), events=[away])


async def _changed(state: BaseState) -> dict[str, Any]:
    root = state._get_root_state()
    delta: dict[str, Any] = await root._get_resolved_delta()
    root._clean()
    return delta


def _is_alone() -> bool:
    """Whether no other event brought this one. What comes over a socket always says where it comes from."""
    from reflex_base.event.context import EventContext

    return EventContext.get().parent_txid is None


def _token() -> str:
    from reflex_base.event.context import EventContext

    return EventContext.get().token
