"""What a screen may see of sealed records and of stopping: never a word of the record itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StopView:
    """Whether everything is stopped for a client. `kind` is "" while it is not; `on` is the day."""

    id: str
    first_name: str
    kind: str
    by: str
    on: str
    may_stop: bool
    may_start: bool


@dataclass(frozen=True)
class AskedView:
    """A sealed record as it was asked for, before it is made; `id` is the client's.

    No `public_key`: words open the file. `untold_until` is a day, "" when the client is told at once.
    """

    id: str
    recipient: str
    known_as: str
    basis: str
    reason: str
    public_key: str
    untold_until: str
    with_notes: bool = False


@dataclass(frozen=True)
class OfferView:
    """The way to fetch one sealed record, once; `words` open it and are shown this once ("" for a key)."""

    id: str
    ticket: str
    words: str
    number: str
    recipient: str


@dataclass(frozen=True)
class SealedLine:
    """One sealed record that was made. `digest` tells whether a file is this very one."""

    id: str
    number: str
    recipient: str
    known_as: str
    basis: str
    reason: str
    by: str
    on: str
    untold_until: str
    with_notes: bool
    digest: str


@dataclass(frozen=True)
class SealedView:
    """The sealed records of one client, newest first; nothing of what is in them, not even how much."""

    id: str
    name: str
    first_name: str
    in_care: bool
    lines: list[SealedLine]


@dataclass(frozen=True)
class ClientRow:
    """One client by name, with who cares for them."""

    id: str
    name: str
    clinician: str
    stopped: bool


@dataclass(frozen=True)
class ClientRows:
    """Every client of the practice by name, for the owner; `more` when a search would find others."""

    id: str
    rows: list[ClientRow]
    searched: bool
    more: bool


@dataclass(frozen=True)
class ToldLine:
    """A sealed record as its client reads of it, by day."""

    id: str
    recipient: str
    by: str
    basis: str
    on: str
    reason: str


@dataclass(frozen=True)
class ToldView:
    id: str
    lines: list[ToldLine]
