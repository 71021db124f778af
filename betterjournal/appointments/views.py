"""What a screen may see of appointments and the reading window."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AppointmentView:
    """`on` is a local date, `at` that day's wall time as `2026-12-11T10:00`; `outcome` is "" while it is to come.

    `weeks` is how often it repeats, 0 when it does not or no more; `away`: it lies on a day its clinician is away.
    """

    id: str
    on: str
    at: str
    outcome: str
    past: bool
    cancelled_by: str = ""
    weeks: int = 0
    away: bool = False


@dataclass(frozen=True)
class ComingView:
    """What lies ahead beside the next one: those that stand, those called off or moved, and the end of a repeat.

    `ended` holds the first date that a repeat no longer has, or nothing.
    """

    later: list[AppointmentView]
    called_off: list[AppointmentView]
    ended: list[AppointmentView]


@dataclass(frozen=True)
class AwayMeeting:
    """An appointment on a day away."""

    id: str
    client_id: str
    name: str
    on: str
    at: str


@dataclass(frozen=True)
class AwayView:
    """A clinician is away from `from_on`, back on `until_on`; `who` may be "", `phone` never is."""

    id: str
    from_on: str
    until_on: str
    who: str
    phone: str
    running: bool
    falls: list[AwayMeeting]


@dataclass(frozen=True)
class AwayPage:
    """A clinician's own away dates that are not over; `phone` is the practice's."""

    id: str
    first_name: str
    setting: str
    phone: str
    periods: list[AwayView]


@dataclass(frozen=True)
class WindowView:
    """When shared work can be opened. `opens_on` and `meet_on` are local dates, "" when no appointment is known.

    Near means within the next six days: then the name of the day alone says which one. `away_until` is the day the
    clinician is back, "" when they are not away or meet the client meanwhile; `cover_who` may be "". `agreed` is what
    both agreed on for when it gets hard.
    """

    setting: str
    is_open: bool
    opens_on: str
    meet_on: str
    meet_at: str
    clinician: str
    clinician_full: str
    phone: str
    opens_near: bool = False
    meet_near: bool = False
    away_until: str = ""
    cover_who: str = ""
    cover_phone: str = ""
    agreed: str = ""
