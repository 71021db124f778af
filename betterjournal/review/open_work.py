"""How a client's open work stands for staff, in the four words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlmodel import Session, col, select

from betterjournal import access, clock
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import landing, pausing
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Shared
from betterjournal.review import drawing, passed
from betterjournal.review.place import Facts, place
from betterjournal.review.views import StandingView

MOST = 20
TALKED_ABOUT_AFTER = timedelta(hours=12)


def open_work(
    session: Session, actor: Actor, client: Client, reading: access.Reading, met: Appointment | None, now: datetime
) -> list[StandingView]:
    """Newest first. `met` is the last appointment that was held, or has begun."""
    in_care, zone = reading.reach.part == "care", actor.time_zone
    before = now - TALKED_ABOUT_AFTER if reading.is_open else met.starts_at if met else None
    found = []
    for row, arrived, kind, first_at, held_at, missed_at, paused in _rows(session, client, reading, now):
        # Of which nothing came back and that may be talked about: the client could have shared by now.
        may = in_care and arrived and kind is None and before is not None and row.sent_at < before
        found.append(
            StandingView(
                id=row.id,
                title=assignments.content_of(row).title,
                sent_on=clock.local(row.sent_at, zone).date().isoformat(),
                waiting=not arrived,
                lands_on=landing.lands_on(row.visible_at, now, zone),
                word=drawing.standing_word(kind or "", known=kind is not None or reading.is_open),
                can_review=may,
                repeats=row.repeat != "once" and bool(arrived),
                paused=row.repeat != "once" and bool(paused),
                carried=in_care and _is_carried(first_at, held_at, missed_at),
            )
        )
    return found


def _is_carried(first_at: datetime | None, held_at: datetime | None, missed_at: datetime | None) -> bool:
    """Whether something of it was for an appointment that is over: the first of what came back tells."""
    if first_at is None:
        return False
    return place(Facts(first_at, held_at=held_at, missed_at=missed_at)) == "carried"


def _rows(session: Session, client: Client, reading: access.Reading, now: datetime) -> Sequence[Any]:
    """Each with whether it arrived, how it came back last and when first, as far as the window shows it, the latest
    appointments that are over, and whether it rests."""
    theirs: tuple[Any, ...] = (Shared.client_id == client.id, Shared.assignment_id == Assignment.id, reading.readable)
    kind = select(Shared.kind).where(*theirs).order_by(col(Shared.shared_at).desc()).limit(1)
    first_at = select(Shared.shared_at).where(*theirs).order_by(col(Shared.shared_at)).limit(1)
    query = (
        select(Assignment)
        .add_columns(
            access.arrived(now),
            kind.correlate(Assignment).scalar_subquery(),
            first_at.correlate(Assignment).scalar_subquery(),
            *passed.starts(reading, now),
            pausing.is_paused_by_staff(client.person_id),
        )
        .where(
            col(Assignment.client_id) == client.id,
            col(Assignment.decided_at).is_(None),
            col(Assignment.withdrawn_at).is_(None),
            reading.set_before_them,
        )
        .order_by(col(Assignment.sent_at).desc())
        .limit(MOST)
    )
    return cast(Sequence[Any], session.execute(query).all())
