"""A server with a few handlers of its own and sign-in sessions in memory, to try the guard from outside."""

from typing import Any

import reflex as rx
from starlette.types import ASGIApp

from betterjournal import live
from betterjournal.access import Actor
from betterjournal.accounts import sessions
from betterjournal.errors import Invalid, NotFound
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed

PEOPLE = {
    "ben-cookie": Actor("ben", "Ben Okafor", "ben-session", client_id="ben"),
    "ben-other-cookie": Actor("ben", "Ben Okafor", "ben-other-session", client_id="ben"),
    "alma-cookie": Actor("alma", "Alma Reyes", "alma-session", is_clinician=True),
    "half-cookie": Actor("alma", "Alma Reyes", "half-session", is_clinician=True, second_factor_needed=True),
    "eve-cookie": Actor("eve", "Eve Tran", "eve-session", is_owner=True),
}
ENDED: set[str] = set()
ACTS: list[str] = []


def whose_words(actor: Actor) -> str:
    return f"words of {actor.name}"


class TrialState(rx.State):
    words: str = ""
    loads: int = 0
    number: int = 0

    @placed("client")
    async def load(self) -> None:
        self.words = await ask(self, whose_words)
        self.loads += 1
        watch(self, "client:ben")

    @placed("public")
    async def count(self, number: int) -> None:
        self.number = number

    @placed("client", save=True, act=lambda given: not given["again"])
    async def save(self, text: str, again: bool = False) -> None:
        self.words = text

    @placed("staff")
    async def staff_only(self) -> None:
        self.words = "staff"

    @placed("half")
    async def owes_a_code(self) -> None:
        self.words = "half"

    @placed("owner")
    async def owner_only(self) -> None:
        self.words = "owner"

    @placed("public")
    async def refuse(self, field: str) -> None:
        raise Invalid(field)

    @placed("public")
    async def lose(self) -> None:
        raise NotFound()

    @placed("public")
    async def break_down(self, secret: str) -> None:
        raise ValueError(secret)

    @placed("public")
    async def announce(self, topic: str) -> None:
        live.announce([topic])

    @placed("public")
    async def end(self, session_id: str) -> None:
        ENDED.add(session_id)
        live.announce([f"session:{session_id}"])

    @placed("public")
    async def revive(self, session_id: str) -> None:
        ENDED.discard(session_id)

    @placed("public", act=False)
    async def acts(self) -> None:
        self.number = ACTS.count("alma-session")

    async def set_words(self, words: str) -> None:
        """Not placed: the guard never runs it."""
        self.words = words

    def quiet_helper(self) -> None:
        """Not placed, not even decorated."""
        self.words = "helped"


def resolve(token: str | None, *, act: bool, address: str = "") -> Actor | None:
    """Stands in for accounts.sessions.resolve."""
    actor = PEOPLE.get(token or "")
    if actor and act:
        ACTS.append(actor.session_id)
    return actor if actor and actor.session_id not in ENDED else None


def create() -> ASGIApp:
    """The application as it is served, with the stand-in sessions."""
    from betterjournal.web.serving import application

    replaced: Any = sessions
    replaced.resolve = replaced.holder = resolve
    return application.create()
