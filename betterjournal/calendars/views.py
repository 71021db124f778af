"""What a clinician sees of their calendar: never its address, never a title."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeLine:
    """One client: the code that means them, "" for none, initials as an example, and when they come next."""

    id: str
    name: str
    code: str
    example: str
    times: list[str]


@dataclass(frozen=True)
class CalendarView:
    """`host` is all that is shown of the address, "" while nothing is connected; `problem` is one of `TROUBLES` or "".

    Moments are the practice's wall time, as `2026-12-11T14:10`, "" for never.
    """

    id: str
    host: str
    begun: bool
    good_at: str
    problem: str
    lines: list[CodeLine]


@dataclass(frozen=True)
class Match:
    """How many entries mean one client, and the next few."""

    id: str
    name: str
    count: int
    times: list[str]


@dataclass(frozen=True)
class LookView:
    """What a look into the calendar found; of what was let go only how much."""

    matches: list[Match]
    others: int
    doubles: int
