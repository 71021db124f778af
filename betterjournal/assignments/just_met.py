"""Whom a clinician has just met: for an hour after an appointment ends it offers to set work while it is fresh."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock
from betterjournal.accounts import people
from betterjournal.accounts.models import Practice
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import lines
from betterjournal.assignments.lines import Seen
from betterjournal.assignments.views import MetView

FOR = timedelta(minutes=60)
# How long "we did not meet" can be undone where it was said.
UNDO_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Card:
    """What is drawn of it, for whom and until when."""

    id: str
    until: datetime
    view: MetView


def cards(session: Session, seen: Iterable[Seen], rules: Practice, now: datetime) -> list[Card]:
    """One for each of these clients whose appointment ended within the hour, the latest first."""
    theirs = {each.id: each for each in seen}
    found: dict[str, Card] = {}
    for row in _ended(session, theirs, now):
        each = theirs[row.client_id]
        # What a colleague held before handing over, or before being covered, is no meeting of this clinician's.
        if each.tie.since and row.starts_at < each.tie.since:
            continue
        until = _until(row)
        if until > now:
            found.setdefault(each.id, Card(each.id, until, _view(each, row, rules, now)))
    return list(found.values())


def _ended(session: Session, theirs: Iterable[str], now: datetime) -> Iterable[Appointment]:
    return session.exec(
        select(Appointment)
        .where(
            col(Appointment.client_id).in_(list(theirs)),
            Appointment.starts_at > now - timedelta(days=1),
            Appointment.ends_at > now - FOR,
            Appointment.ends_at <= now,
            col(Appointment.outcome).not_in(access.NOT_COMING),
        )
        .order_by(col(Appointment.ends_at).desc(), col(Appointment.id))
    )


def _until(row: Appointment) -> datetime:
    over = row.ends_at + FOR
    if row.outcome == "not_held" and row.outcome_at:
        return min(over, row.outcome_at + UNDO_FOR)
    return over


def _view(each: Seen, row: Appointment, rules: Practice, now: datetime) -> MetView:
    next_on = clock.local(each.meets_at, rules.time_zone).date() if each.meets_at else None
    return MetView(
        id=each.id,
        appointment_id=row.id,
        name=each.name,
        first_name=people.first_name(each.name),
        at=lines.at(row.ends_at, rules),
        met=row.outcome != "not_held",
        next_at=lines.at(each.meets_at, rules),
        next_on=next_on.isoformat() if next_on else "",
        next_near=next_on is not None and schedule.is_near(next_on, clock.local(now, rules.time_zone).date()),
    )
