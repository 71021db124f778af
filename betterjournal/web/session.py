"""Decides, for every event, who is asking: `placed` marks a handler, `ask` calls the domain as them.

The guard (web/serving/guard.py) resolves the actor from the sign-in cookie before each event and leaves it
here; a handler that is not placed is never run at all.
"""

import inspect
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, get_args
from uuid import uuid4

import reflex as rx
from reflex.event import EventSpec

from betterjournal.access import Actor, Visitor
from betterjournal.accounts import idling, record
from betterjournal.errors import NotFound, Problem, Refused, SignedOut
from betterjournal.web import routes
from betterjournal.web.pools import in_domain, in_far, in_hashing, in_saving
from betterjournal.web.problems import Notice
from betterjournal.web.watching import watchers

P = ParamSpec("P")
R = TypeVar("R")
Who = Literal["public", "half", "signed_in", "client", "clinician", "owner", "staff"]
Handler = Callable[..., Awaitable[Any]]
Again = Callable[[Mapping[str, Any]], bool]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Placing:
    """Who may call a handler, whether it is a save (leaves messages standing), whether it is an act."""

    who: tuple[Who, ...]
    save: bool
    act: bool | Again


@dataclass(frozen=True)
class Standing:
    """Who stands behind the event now running, on which socket, and whether a person's press or a push brought it.

    Behind an event of a locked session nobody stands, and the page shows its lock.
    """

    actor: Actor | None
    token: str = ""
    socket: str = ""
    direct: bool = False
    saving: bool = False
    address: str = ""
    cookies: str = ""
    locked: bool = False
    pushed: bool = False


PLACED: dict[str, Placing] = {}
_standing: ContextVar[Standing] = ContextVar("standing", default=Standing(None))  # noqa: B039  (frozen)


class Seat(rx.State):
    """Remembers for which sign-in session and roles a tab's state was filled; the guard empties it on a change.

    It tells the page what it needs to lock itself: whether it is locked, after how many seconds without an act (0
    never) or out of sight (-1 never) it locks, and a `mark` of the session, "" when there is none.
    """

    locked: bool = False
    idle: int = 0
    hidden: int = -1
    mark: str = ""
    _session_id: str = ""
    _roles: str = ""
    _came_back: bool = False

    def _tell(self, holder: Actor | None) -> None:
        """Only what is different: whatever is set travels to the page."""
        for name, value in _lock_of(holder).items():
            if getattr(self, name) != value:
                setattr(self, name, value)


def _lock_of(holder: Actor | None) -> dict[str, Any]:
    if holder is None:
        return {"locked": False, "idle": 0, "hidden": -1, "mark": ""}
    idle = idling.limit(holder.is_staff, holder.shared)
    return {
        "locked": holder.locked,
        "idle": int(idle.total_seconds()) if idle else 0,
        "hidden": idling.hidden_seconds(holder.is_staff, holder.lock_after),
        "mark": sha256(holder.session_id.encode()).hexdigest()[:12],
    }


def placed(*who: Who, save: bool = False, act: bool | Again = True, newest: bool = False) -> Callable[[Handler], Any]:
    """Make an async method an event handler for these people.

    `save=True` leaves a standing message alone. `act=False` does not count as the person's last act (SEC-12);
    a function decides from the arguments, for a re-sent save. Loads that a page or an announcement asks for
    never count. `newest=True` drops what of the same tab's is not answered yet: for a question that only reads.
    """
    if not who or not set(who) <= set(get_args(Who)):
        raise TypeError(f"placed() needs some of {get_args(Who)}")

    def mark(fn: Handler) -> Any:
        _check_shape(fn)

        @wraps(fn)
        async def guarded(self: rx.State, *args: Any, **kwargs: Any) -> Any:
            return await _guarded(fn, who, save, self, *args, **kwargs)

        placing = PLACED[f"{fn.__module__}.{fn.__qualname__}"] = Placing(who, save, act)
        guarded.placing = placing
        return rx.event(guarded, supersedes=newest)

    return mark


async def ask(state: rx.State, fn: Callable[Concatenate[Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """`fn(actor, *args)` in one hop off the loop, the actor being the one resolved for this very event."""
    run = in_saving if present().saving else in_domain
    return await run(fn, _somebody(), *args, **kwargs)


async def ask_hash(state: rx.State, fn: Callable[Concatenate[Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Like `ask`, in the pool for calls that hash a password or a PIN."""
    return await in_hashing(fn, _somebody(), *args, **kwargs)


async def ask_far(state: rx.State, fn: Callable[Concatenate[Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Like `ask`, in the pool for calls that ask a server far away and may wait for it."""
    return await in_far(fn, _somebody(), *args, **kwargs)


async def ask_anyone(state: rx.State, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """`fn(*args)` off the loop for a public handler, where nobody need be signed in."""
    return await in_domain(fn, *args, **kwargs)


def param(state: rx.State, name: str) -> str:
    """A part of the tab's address, such as `client_id`. It arrives from the browser: a claim, not a fact."""
    return str(state.rx_router_page.params.get(name, ""))


async def came_back(state: rx.State) -> bool:
    """Whether a page that lay open found the server again, as after a restart: nobody asked for it just now."""
    return not present().direct and (await state.get_state(Seat))._came_back


def visitor(state: rx.State, language: str = "en") -> Visitor:
    """Who asks without having signed in, for `ask_anyone`."""
    return Visitor(address=present().address, language=language)


def present() -> Standing:
    """Who stands behind the event now running; nobody outside of one."""
    return _standing.get()


def take_stand(standing: Standing) -> None:
    """Set who stands behind the rest of this event; for the guard alone."""
    _standing.set(standing)


@contextmanager
def acting_as(actor: Actor | None, *, direct: bool = True) -> Iterator[None]:
    """Stand in as `actor`, for tests of a state without a socket."""
    before = _standing.set(Standing(actor, direct=direct))
    try:
        yield
    finally:
        _standing.reset(before)


def admits(actor: Actor | None, who: tuple[Who, ...]) -> bool:
    """Whether this actor fits one of the places; who still owes the second factor fits public and half."""
    if "public" in who:
        return True
    if actor is None:
        return False
    if actor.second_factor_needed:
        return "half" in who
    return any(_FITS[place](actor) for place in who)


_FITS: dict[str, Callable[[Actor], bool]] = {
    "half": lambda actor: True,
    "signed_in": lambda actor: True,
    "client": lambda actor: actor.client_id is not None,
    "clinician": lambda actor: actor.is_clinician or actor.is_supervisor,
    "owner": lambda actor: actor.is_owner,
    "staff": lambda actor: actor.is_owner or actor.is_clinician or actor.is_supervisor,
}


async def _guarded(fn: Handler, who: tuple[Who, ...], save: bool, state: rx.State, *args: Any, **kwargs: Any) -> Any:
    standing = present()
    # A save that goes well has nothing to say: it is the one handler that must cost next to nothing.
    if standing.direct and not save:
        (await state.get_state(Notice))._hush()
    try:
        if not admits(standing.actor, who):
            if standing.locked:
                return None
            raise Refused() if standing.actor else SignedOut()
        return await fn(state, *args, **kwargs)
    except Problem as problem:
        if isinstance(problem, NotFound) and not standing.direct:
            _empty(state)
        (await state.get_state(Notice))._tell(problem, whole_page=not standing.direct)
        # To a page that lay open when something ended nobody came in vain.
        if not standing.pushed:
            await refusal(standing.actor, problem, fn.__module__.split(".")[-2], param(state, "client_id"))
    except Exception:
        (await state.get_state(Notice))._fail(failed())
    return None if standing.direct else _way_in(standing.actor, who)


def _empty(state: rx.State) -> None:
    """What is not theirs any more leaves nothing in the tab, and whatever happens there is no event here."""
    state.reset()
    watchers.drop(present().token, f"{type(state).get_full_name()}.load")


async def refusal(actor: Actor | None, problem: Problem, page: str, client_id: str = "") -> None:
    """Put on record that staff asked for what is not theirs. What clients try is not: it would tell when they are here.

    An answer is given whether or not it can be recorded.
    """
    asked_in_vain = problem.key in (NotFound.key, Refused.key)
    if not asked_in_vain or actor is None or not actor.is_staff or actor.second_factor_needed:
        return
    try:
        await in_domain(record.refused, actor, page, client_id)
    except Exception:
        failed()


def _way_in(actor: Actor | None, who: tuple[Who, ...]) -> EventSpec | None:
    """Where a page goes whose load was refused because somebody has yet to sign in."""
    if admits(actor, who) or (actor and not actor.second_factor_needed):
        return None
    return rx.redirect(routes.SECOND_FACTOR if actor else routes.SIGN_IN, replace=True)


def failed() -> str:
    """Log the exception being handled under a new id, without its text, and return the id."""
    error_id = uuid4().hex[:8]
    log.exception("error %s", error_id)
    return error_id


def failed_outside(exception: Exception) -> None:
    """Log what failed outside any placed handler: where, never what it held."""
    log.error("error %s outside a handler", uuid4().hex[:8], exc_info=exception)


def _somebody() -> Actor:
    actor = present().actor
    if actor is None:
        raise SignedOut()
    return actor


def _check_shape(fn: Handler) -> None:
    if not inspect.iscoroutinefunction(fn):
        raise TypeError(f"{fn.__qualname__} must be async, without yield")
    for parameter in list(inspect.signature(fn).parameters.values())[1:]:
        if parameter.annotation is parameter.empty or parameter.kind in (
            parameter.VAR_POSITIONAL,
            parameter.VAR_KEYWORD,
        ):
            raise TypeError(f"{fn.__qualname__}: every argument needs a type, the guard checks it")
