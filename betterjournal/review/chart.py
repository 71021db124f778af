"""What goes into the clinician's own chart of one thing looked at together: an export, so it is on record."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor, Reading
from betterjournal.accounts.actions import CHART_LINES
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries.models import Shared
from betterjournal.entries.sharing import BARRIERS, WAYS
from betterjournal.review.models import Review
from betterjournal.review.views import CameLine, ChartView

# In this order in the chart; what of it was not chosen is left out.
KINDS = ("whole", "part", "another_way", "not_this_time")


def copied(actor: Actor, client_id: str, review_id: str) -> ChartView:
    """What the clinician chose to copy of a review, to be put on their clipboard; pressed again it is another copy.

    Of what came back only what was opened is in it, by how often and by the words that were picked, never typed ones.
    """
    with changing(actor) as change:
        session = change.session
        client = access.client_kept(session, actor, client_id)
        reading = access.reading(session, actor, client)
        wanted = select(Review).where(
            Review.id == review_id, Review.client_id == client_id, reading.decided_before_them
        )
        review = access.found(session.exec(wanted).first())
        change.record(Act.COPIED, object_id=review.id, client_id=client_id)
        return _chart(session, actor, client, review, reading)


def _chart(session: Session, actor: Actor, client: Client, review: Review, reading: Reading) -> ChartView:
    work = session.get_one(Assignment, review.assignment_id)
    content = assignments.content_of(work)
    # Of the time before, where only takeaways are open, no more than those.
    whole = reading.reach.since is None or review.at >= reading.reach.since
    chosen = access.person(session, actor).chart_lines
    came = _came(session, work, reading) if whole else []
    held = [vault.get_json(row, "content") for row in came]
    return ChartView(
        id=review.id,
        language=actor.language,
        lines=list(CHART_LINES) if chosen is None else chosen.split(),
        on=_day(actor, review.at),
        title=content.title,
        what=content.what if whole and content.what != content.title else "",
        aim=work.aim if whole else 1,
        came=_counted(came),
        ways=[way for way in WAYS if any(each.get("way") == way for each in held)],
        barriers=[name for name in BARRIERS if any(name in each.get("barriers", ()) for each in held)],
        much=_number(review.much) if whole else "",
        useful=_number(review.useful) if whole else "",
        decision=review.decision,
        takeaway=vault.get(review, "takeaway"),
        next_title=_next(session, work),
        next_on=_meets_on(session, client, _day(actor, clock.now())),
    )


def _came(session: Session, work: Assignment, reading: Reading) -> list[Shared]:
    """What of it was opened, each sheet as it was shared last."""
    rows = session.exec(
        select(Shared)
        .where(Shared.assignment_id == work.id, reading.readable, col(Shared.opened_at).is_not(None))
        .order_by(col(Shared.shared_at))
    )
    return list({row.entry_id or row.end_of or row.id: row for row in rows}.values())


def _counted(came: list[Shared]) -> list[CameLine]:
    """What was not this time is said and never counted."""
    often = Counter(row.kind for row in came)
    return [CameLine(kind, 1 if kind == "not_this_time" else often[kind]) for kind in KINDS if often[kind]]


def _next(session: Session, work: Assignment) -> str:
    later = select(Assignment).where(Assignment.continues_id == work.id, col(Assignment.withdrawn_at).is_(None))
    row = session.exec(later.order_by(col(Assignment.sent_at).desc())).first()
    return assignments.content_of(row).title if row else ""


def _meets_on(session: Session, client: Client, today: str) -> str:
    """The day of the next appointment; the one of today is most likely the one they sit in."""
    coming = appointments.next_one(session, client.id, clock.now())
    on = clock.local(coming.starts_at, access.practice(session).time_zone).date().isoformat() if coming else ""
    return on if on > today else ""


def _day(actor: Actor, moment: datetime) -> str:
    return clock.local(moment, actor.time_zone).date().isoformat()


def _number(value: Any) -> str:
    return "" if value is None else str(value)
