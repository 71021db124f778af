"""What a screen may see of appointments and the reading window."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AppointmentView:
    """`on` is a local date, `at` that day's wall time as `2026-12-11T10:00`; `outcome` is "" while it is to come."""

    id: str
    on: str
    at: str
    outcome: str
    past: bool
    cancelled_by: str = ""


@dataclass(frozen=True)
class WindowView:
    """When shared work can be opened. `opens_on` and `meet_on` are local dates, "" when no appointment is known.

    Near means within the next six days: then the name of the day alone says which one.
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
