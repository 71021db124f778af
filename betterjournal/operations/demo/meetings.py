"""Tells the appointments of one client, with what became of each, and the next one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from betterjournal.appointments.models import Appointment
from betterjournal.appointments.schedule import MINUTES
from betterjournal.audit import Act
from betterjournal.changes import Change
from betterjournal.clock import now
from betterjournal.operations.demo.history import identity
from betterjournal.operations.demo.telling import Telling, Told

# The next appointment of each, in days from the start; its hour is the one they always have.
NEXT = {"ben": 1, "dan": 2, "fay": 3}
# Outcome, and who cancelled.
OUTCOMES = {
    "held": ("held", ""),
    "cancelled_by_client": ("cancelled", "client"),
    "clinician_away": ("cancelled", "clinician"),
    "not_held": ("not_held", ""),
}
# A change of plan is known the day before, at this hour.
KNOWN_AT = "09:00"


@dataclass(frozen=True)
class Meeting:
    """One appointment; the outcome of the coming one is empty."""

    id: str
    starts_at: datetime
    outcome: str
    cancelled_by: str

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=MINUTES)

    @property
    def held(self) -> bool:
        return self.outcome == "held"


Meetings = dict[int, Meeting]


def meetings(telling: Telling) -> Meetings:
    """By week; the coming one closes the row."""
    found = {week["week"]: _meeting(telling, week) for week in telling.weeks}
    coming = max(found) + 1
    starts_at = telling.days.at(NEXT[telling.key], telling.weeks[-1]["appt"]["time"])
    found[coming] = Meeting(identity("appointment", telling.key, coming), starts_at, "", "")
    return found


def tell(telling: Telling, known: Meetings) -> None:
    """Each is set as the last held one before it closed, and its outcome is said when it is known."""
    told_at = telling.at(telling.weeks[0], -1, KNOWN_AT)
    moved = {week["week"]: week for week in telling.weeks if "moved_from_day" in week["appt"]}
    for number, meeting in known.items():
        if number in moved:
            _tell_moved(telling, moved[number], meeting, told_at)
        else:
            telling.history.at(told_at, partial(_set, telling, meeting))
        if meeting.outcome:
            telling.history.at(_known_at(telling, meeting, number), partial(_outcome, telling, meeting))
        told_at = meeting.ends_at if meeting.held else told_at


def _meeting(telling: Telling, week: Told) -> Meeting:
    outcome, by = OUTCOMES[week["appt"]["outcome"]]
    starts_at = telling.at(week, 0, week["appt"]["time"])
    return Meeting(identity("appointment", telling.key, week["week"]), starts_at, outcome, by)


def _known_at(telling: Telling, meeting: Meeting, number: int) -> datetime:
    week = telling.weeks[number - 1]
    return telling.at(week, -1, KNOWN_AT) if meeting.outcome == "cancelled" else meeting.ends_at


def _tell_moved(telling: Telling, week: Told, meeting: Meeting, told_at: datetime) -> None:
    day, hour = week["appt"]["moved_from_day"], week["appt"]["time"]
    first = Meeting(
        identity("appointment", telling.key, week["week"], "first"), telling.days.at(day, hour), "moved", ""
    )
    telling.history.at(told_at, partial(_set, telling, first))
    telling.history.at(telling.days.at(day - 1, KNOWN_AT), partial(_move, telling, first, meeting))


def _set(telling: Telling, meeting: Meeting, session: Session) -> None:
    session.add(_row(telling, meeting))
    Change(session, telling.clinician).record(Act.APPOINTMENT_SET, object_id=meeting.id, client_id=telling.client_id)


def _move(telling: Telling, first: Meeting, to: Meeting, session: Session) -> None:
    session.add(_row(telling, to))
    session.get_one(Appointment, first.id).moved_to_id = to.id
    _outcome(telling, first, session)


def _outcome(telling: Telling, meeting: Meeting, session: Session) -> None:
    row = session.get_one(Appointment, meeting.id)
    row.outcome, row.cancelled_by, row.outcome_at = meeting.outcome, meeting.cancelled_by, now()
    Change(session, telling.clinician).record(
        Act.APPOINTMENT_OUTCOME, object_id=row.id, client_id=row.client_id, kind=row.outcome
    )


def _row(telling: Telling, meeting: Meeting) -> Appointment:
    return Appointment(
        id=meeting.id,
        client_id=telling.client_id,
        clinician_id=telling.clinician.person_id,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        created_at=now(),
    )
