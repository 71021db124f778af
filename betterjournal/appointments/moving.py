"""Moves an appointment, alone or with the rest of its repeat, ends a repeat, and takes either back."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import clock
from betterjournal.appointments import absence, placing, repeating, schedule
from betterjournal.appointments.models import ENDED, REPLACED, SILENT, Appointment, Repeat
from betterjournal.errors import Conflict, Invalid, Refused


def moved(session: Session, old: Appointment, starts_at: datetime, zone: str, *, following: bool) -> Appointment:
    """The appointment it now is. The same move twice is one."""
    if old.outcome == "moved":
        return _moved_before(session, old, starts_at)
    if old.starts_at == starts_at and old.outcome == "":
        raise Invalid("at", "problem.same_time")
    now = clock.now()
    rule = repeating.of(session, old) if following else None
    rest = repeating.rest(session, old) if rule else []
    placing.call_off(old, now, "", "moved")
    for row in rest:
        placing.call_off(row, now, REPLACED)
    session.add_all([old, *rest])
    new = placing.placed(session, _at(old, starts_at, now))
    old.moved_to_id = new.id
    if rule:
        shift = _day(new, zone) - _day(old, zone)
        later = _repeat_from(session, rule, new, shift, zone)
        _move_rest(session, later, rest, shift, zone)
        repeating.write(session, later, zone)
    return new


def put_back(session: Session, row: Appointment) -> None:
    """What one press did is undone; what was done with it since stands."""
    said_at, rest = row.outcome_at, _same_press(session, row)
    _undo_new(session, row)
    _stands_again(row)
    session.add(row)
    if placing.overlaps(row, placing.standing(session, row.client_id, row.starts_at)):
        raise Refused("problem.overlap")
    others = placing.standing(session, row.client_id, clock.now())
    for each in rest:
        if not placing.overlaps(each, others):
            _stands_again(each)
            session.add(each)
    rule = session.get(Repeat, row.series_id) if row.series_id else None
    if rule and rule.ended_at is not None and rule.ended_at == said_at:
        rule.ended_at = None
        session.add(rule)


def end_after(session: Session, row: Appointment, by: str = ENDED) -> None:
    """Those after it in its repeat are called off; ended before, it stays ended."""
    now = clock.now()
    for each in repeating.rest(session, row):
        placing.call_off(each, now, by)
        session.add(each)
    if rule := repeating.of(session, row):
        rule.ended_at = now
        session.add(rule)


def _moved_before(session: Session, old: Appointment, starts_at: datetime) -> Appointment:
    new = session.get(Appointment, old.moved_to_id) if old.moved_to_id else None
    if new is None or new.starts_at != starts_at:
        raise Conflict("problem.moved_since")
    return new


def _repeat_from(session: Session, rule: Repeat, first: Appointment, shift: timedelta, zone: str) -> Repeat:
    """The repeat as it is from this one on; dates that were skipped stay skipped."""
    starts = clock.local(first.starts_at, zone)
    later = Repeat(
        client_id=rule.client_id,
        clinician_id=rule.clinician_id,
        weeks=rule.weeks,
        first_on=starts.date(),
        at=starts.strftime("%H:%M"),
        written_until=max(starts.date(), rule.written_until + shift),
    )
    rule.ended_at, first.series_id = first.created_at, later.id
    session.add_all([rule, first, later])
    return later


def _move_rest(session: Session, rule: Repeat, rest: list[Appointment], shift: timedelta, zone: str) -> None:
    hour = schedule.wall_time(rule.at)
    others = placing.standing(session, rule.client_id, clock.now())
    away = absence.periods(session, rule.clinician_id, clock.now())
    for row in rest:
        new = _at(row, clock.at(_day(row, zone) + shift, hour.hour, hour.minute, zone), row.outcome_at or clock.now())
        if placing.overlaps(new, others):
            continue
        new.series_id, row.moved_to_id = rule.id, new.id
        if absence.falls(away, new.starts_at):
            placing.call_off(new, new.created_at, "clinician")
        session.add_all([new, row])


def _same_press(session: Session, row: Appointment) -> list[Appointment]:
    """The rest of a repeat that was ended or moved with this one."""
    if not row.series_id or row.outcome_at is None:
        return []
    same = select(Appointment).where(
        Appointment.client_id == row.client_id,
        Appointment.series_id == row.series_id,
        Appointment.outcome_at == row.outcome_at,
        col(Appointment.cancelled_by).in_(SILENT),
        Appointment.id != row.id,
    )
    return list(session.exec(same))


def _undo_new(session: Session, row: Appointment) -> None:
    """Where it was moved to is nothing any more, with the repeat that began there."""
    new = session.get(Appointment, row.moved_to_id) if row.moved_to_id else None
    if new is None or new.created_at != row.outcome_at:
        # It was moved onto an appointment that stood there already: that one stays.
        return
    if new.outcome == "moved":
        raise Conflict("problem.moved_since")
    end_after(session, new, REPLACED)
    placing.call_off(new, clock.now(), REPLACED)
    session.add(new)


def _stands_again(row: Appointment) -> None:
    row.outcome, row.cancelled_by, row.outcome_at, row.moved_to_id = "", "", None, None


def _at(row: Appointment, starts_at: datetime, now: datetime) -> Appointment:
    return Appointment(
        client_id=row.client_id,
        clinician_id=row.clinician_id,
        starts_at=starts_at,
        ends_at=starts_at + (row.ends_at - row.starts_at),
        created_at=now,
    )


def _day(row: Appointment, zone: str) -> date:
    return clock.local(row.starts_at, zone).date()
