"""What the client and the staff see of who reads for a client."""

from dataclasses import dataclass
from typing import Literal

from betterjournal.access import Asked

Kind = Literal["hand_over", "supervise", "cover", "cover_all"]


@dataclass(frozen=True)
class Named:
    """Somebody to choose, by name."""

    id: str
    name: str


@dataclass(frozen=True)
class CarerLine:
    """A clinician who has the client in their care.

    `past` is the client's choice, "" when it was never asked or is not for whoever looks.
    """

    id: str
    name: str
    first_name: str
    since_on: str
    past: str
    is_me: bool
    is_disabled: bool


@dataclass(frozen=True)
class SupervisionLine:
    """`is_new` during the first fourteen days, while the client's day tells of it."""

    id: str
    name: str
    supervisee: str
    since_on: str
    supervisee_first: str
    is_new: bool


@dataclass(frozen=True)
class CoverLine:
    """`until_on` is the last day; `reason` one of `covering.REASONS`, "" where the client looks."""

    id: str
    name: str
    for_name: str
    reason: str
    since_on: str
    until_on: str
    for_first: str


@dataclass(frozen=True)
class CareView:
    """Who reads for one client, and what the one who looks may settle.

    `clinicians` and `supervisors` are those who do not read for the client in that way already; `as_owner` when the
    one who looks answers for the client whoever has them.
    """

    id: str
    name: str
    first_name: str
    joined: bool
    discharged_on: str
    carers: list[CarerLine]
    supervisions: list[SupervisionLine]
    covers: list[CoverLine]
    clinicians: list[Named]
    supervisors: list[Named]
    in_care: bool
    as_owner: bool
    latest_cover: str


@dataclass(frozen=True)
class CheckView:
    """What is about to happen, looked at once more: to the client `id`, or with "cover_all" to all of that person's.

    `said` is one of `handing.CHOICES` or ""; `until` the last day; `clients` how many.
    """

    kind: Kind
    id: str
    person_id: str
    name: str
    first_name: str
    said: str = ""
    reason: str = ""
    until: str = ""
    for_id: str = ""
    for_name: str = ""
    clients: int = 0


@dataclass(frozen=True)
class CareListLine:
    """One client of the practice, by name, with who has them."""

    id: str
    name: str
    carers: str
    covers: str
    is_discharged: bool


@dataclass(frozen=True)
class CareListView:
    """Every client by name for the owner; `more` when there are further ones than are shown.

    `without` are those whom nobody who can sign in has in their care; `caring` whoever has somebody.
    """

    id: str
    clients: list[CareListLine]
    more: bool
    searched: bool
    without: list[Named]
    more_without: bool
    caring: list[Named]
    clinicians: list[Named]
    latest_cover: str


@dataclass(frozen=True)
class WhoReadsView:
    """Who can read what the client shares, as the client sees it: nobody is named who cannot sign in.

    `asks` names who waits for the answer about the time before, `asks_full` the same with last names, and `before` who
    was there then; `past` is the present answer, "" when none is needed. `writes_until` is the last day of writing of a
    client who was discharged, else "", and `finished` names with whom; `can_write` tells how it is now.
    """

    id: str
    carers: list[CarerLine]
    supervisions: list[SupervisionLine]
    covers: list[CoverLine]
    asks: str
    asks_full: str
    before: str
    past: str
    finished: str
    writes_until: str
    can_write: bool


@dataclass(frozen=True)
class GivenLine:
    """One time the client agreed: to which text, on which day, and on which day they took it back, "" while not."""

    id: str
    version: int
    on: str
    until: str


@dataclass(frozen=True)
class ConsentView:
    """What a client agreed to or is asked to agree to, and the practice it is about.

    `asked` says why they are asked; `given` holds what they agreed to so far, the newest first, and `may_stop` whether
    any of it is in force.
    """

    id: str
    practice: str
    clinician: str
    phone: str
    reading_window: str
    asked: Asked
    given: list[GivenLine]
    may_stop: bool
