"""Puts an appointment at its time: one that exists, lies ahead and is free."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment
from betterjournal.changes import Change
from betterjournal.errors import Invalid

LENGTH = timedelta(minutes=schedule.MINUTES)


def start(on: str, at: str, zone: str) -> datetime:
    """The moment of a day and an hour as typed; Invalid names the field that cannot be."""
    day, hour = schedule.day(on), schedule.wall_time(at)
    schedule.within_reach(day, clock.today(zone))
    moment = clock.at(day, hour.hour, hour.minute, zone)
    if clock.local(moment, zone).replace(tzinfo=None) != datetime.combine(day, hour):
        raise Invalid("at", "problem.no_such_time")
    if moment <= clock.now():
        raise Invalid("on", "problem.past")
    return moment


def standing(session: Session, client_id: str, since: datetime) -> list[Appointment]:
    """The client's appointments that end after `since` and are still to happen."""
    return list(
        session.exec(
            select(Appointment)
            .where(
                Appointment.client_id == client_id,
                Appointment.ends_at > since,
                col(Appointment.outcome).not_in(access.NOT_COMING),
            )
            .order_by(col(Appointment.starts_at))
        )
    )


def overlaps(row: Appointment, others: list[Appointment]) -> bool:
    """Whether the client meets somebody else at that time."""
    return any(
        other.id != row.id and other.starts_at < row.ends_at and row.starts_at < other.ends_at for other in others
    )


def placed(session: Session, row: Appointment) -> Appointment:
    """The row at its time, or the one that stands at that very time already; Invalid when another one overlaps."""
    others = standing(session, row.client_id, row.starts_at)
    same = next((other for other in others if other.starts_at == row.starts_at and other.id != row.id), None)
    if same is None:
        if overlaps(row, others):
            raise Invalid("at", "problem.overlap")
        session.add(row)
    return same or row


def call_off(row: Appointment, now: datetime, by: str, outcome: str = "cancelled") -> None:
    """It does not take place. `by` is client, clinician, one of SILENT, or ""."""
    row.outcome, row.cancelled_by, row.outcome_at = outcome, by, now


def tell(change: Change, client_id: str, row: Appointment | None = None) -> None:
    """The open pages of the client and of who reads; with `row`, its client has news of it again."""
    if row is not None:
        row.put_away = False
        change.session.add(row)
    change.announce(f"client:{client_id}", f"staff:{client_id}")
