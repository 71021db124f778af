"""What a screen may see of programmes."""

from dataclasses import dataclass

from betterjournal.assignments.views import Content


@dataclass(frozen=True)
class ProgrammeLine:
    id: str
    title: str
    language: str
    steps: int


@dataclass(frozen=True)
class ProgrammesView:
    """A clinician's own; `id` is theirs."""

    id: str
    lines: list[ProgrammeLine]


@dataclass(frozen=True)
class ChoiceLine:
    """A worksheet a step can use, or a favourite to take as one: `id` is its newest revision, or the favourite's."""

    id: str
    key: str
    name: str


@dataclass(frozen=True)
class StepView:
    """One step. `state` is next, later, waits (sent, for an appointment to be held) or sent; `changes` goes along with
    a form, so that it changes nothing that was changed since.
    """

    id: str
    title: str
    worksheet: str
    revision_id: str
    given: Content
    changes: int
    state: str = "later"


@dataclass(frozen=True)
class ProgrammeView:
    id: str
    title: str
    language: str
    steps: list[StepView]
    choices: list[ChoiceLine]
    favourites: list[ChoiceLine]
    full: bool


@dataclass(frozen=True)
class StartedView:
    """A programme under way for one client. `idle` says why nothing goes out by itself: "", hand, care or stopped.

    `number` of `total` steps are sent; `next_title` is "" when all are.
    """

    id: str
    title: str
    release: str
    idle: str
    number: int
    total: int
    next_title: str
    next_number: int
    steps: list[StepView]
    full: bool


@dataclass(frozen=True)
class OtherView:
    """Another client of one's own to whom the same can be sent in the same press."""

    id: str
    name: str


@dataclass(frozen=True)
class ClientProgrammesView:
    """What is under way for one client, and what could be started; `id` is the client's.

    `elsewhere` counts one's own programmes in the language that this client does not read.
    """

    id: str
    name: str
    first_name: str
    language: str
    in_care: bool
    started: list[StartedView]
    offers: list[ProgrammeLine]
    elsewhere: int
    others: list[OtherView]
    choices: list[ChoiceLine]
