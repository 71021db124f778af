"""When a clinician is away, as every reader of the reading window needs it: the SQL of it, no actor and no clock."""

from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from betterjournal.appointments.models import Appointment, Away


def back_before() -> Any:
    """Of an `Appointment`: when its clinician was last back before it, as a column; NULL when they are not away.

    Its window opens no sooner, so that "nobody reads this until then" is true; also when they came back sooner, because
    that is what was told. Days away on which an appointment stands do not shut that one's window.
    """
    return (
        select(func.max(Away.until_at))
        .where(Away.person_id == Appointment.clinician_id, col(Away.until_at) <= Appointment.starts_at)
        .correlate(Appointment)
        .scalar_subquery()
    )


def back_before_each(session: Session, ids: list[str]) -> dict[str, datetime]:
    """The same for several appointments, by their ids; those whose clinician is not away are left out."""
    back = back_before()
    rows = session.exec(select(Appointment.id, back).where(col(Appointment.id).in_(ids), back.is_not(None)))
    return dict(rows.all())


def periods(session: Session, person_id: str, since: datetime) -> list[Away]:
    """Those of one clinician that are neither over at `since` nor ended, the first one first."""
    return list(
        session.exec(
            select(Away)
            .where(Away.person_id == person_id, Away.until_at > since, col(Away.ended_at).is_(None))
            .order_by(col(Away.from_at))
        )
    )


def now_away(known: list[Away], now: datetime) -> tuple[Away | None, datetime | None]:
    """The period that runs at `now`, and when they are back: at the end of what follows it without a day between."""
    running, until = None, None
    for each in known:
        if running is None and each.from_at <= now < each.until_at:
            running, until = each, each.until_at
        elif until is not None and each.from_at <= until:
            until = max(until, each.until_at)
    return running, until


def falls(known: list[Away], starts_at: datetime) -> bool:
    """Whether that moment lies in one of these periods."""
    return any(each.from_at <= starts_at < each.until_at for each in known)
