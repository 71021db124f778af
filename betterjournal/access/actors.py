"""Who is asking: resolved on the server for this very event, never from what arrives."""

from dataclasses import dataclass, replace

from betterjournal.audit import By


@dataclass(frozen=True)
class Actor:
    """The signed-in person, resolved on the server for this very event. Ids that arrive are claims; this is not."""

    person_id: str
    name: str
    session_id: str
    is_owner: bool = False
    is_clinician: bool = False
    is_supervisor: bool = False
    client_id: str | None = None
    language: str = "en"
    time_zone: str = "America/Edmonton"
    address: str = ""
    second_factor_needed: bool = False
    shared: bool = False
    lock_after: str = ""
    locked: bool = False

    @property
    def is_staff(self) -> bool:
        return self.is_owner or self.is_clinician or self.is_supervisor

    @property
    def role(self) -> str:
        """The role as the audit writes it."""
        roles = [
            ("owner", self.is_owner),
            ("clinician", self.is_clinician),
            ("supervisor", self.is_supervisor),
        ]
        return "+".join(name for name, has in roles if has) or "client"

    @property
    def by(self) -> By:
        return By(self.person_id, self.name, self.role, self.session_id, self.address, self.time_zone)

    def half(self) -> "Actor":
        """The same person before the second factor."""
        return replace(self, second_factor_needed=True)

    def shut(self) -> "Actor":
        """The holder of a locked session: known by id and role, and let to nothing that either of these opens."""
        return replace(self, client_id=None, second_factor_needed=True, locked=True)


@dataclass(frozen=True)
class Errand(Actor):
    """What runs by the clock in a clinician's name: it may what they may, and the record says they did not press.

    `runs_by` is what runs: calendar or programme.
    """

    runs_by: str = "calendar"

    @property
    def role(self) -> str:
        return self.runs_by


@dataclass(frozen=True)
class Visitor:
    """Somebody who has not signed in: an address and a language, nothing more."""

    address: str = ""
    language: str = "en"

    @property
    def by(self) -> By:
        return By("", "", "visitor", "", self.address)


@dataclass(frozen=True)
class Operator:
    """Whoever runs a command on the server; the record knows no more of them."""

    @property
    def by(self) -> By:
        return By("", "", "operator", "", "")
