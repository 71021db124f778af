"""What a client keeps, on paper: the latest takeaways and what comes next."""

from sqlmodel import col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.review.models import Review
from betterjournal.review.views import KeptLine, KeptPaperView, NextLine

MOST = 10


def kept_on_paper(actor: Actor, client_id: str) -> KeptPaperView:
    """For a client in the actor's care, in the client's language; no more of the time before than the actor reads."""
    now = clock.now()
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        reading = access.reading(session, actor, client)
        window = appointments.window_of(session, client, access.practice(session), now)
        decided = session.exec(
            select(Review, Assignment)
            .join(Assignment, col(Assignment.id) == Review.assignment_id)
            .where(Review.client_id == client.id, reading.decided_before_them)
            .order_by(col(Review.at).desc())
            .limit(MOST)
        ).all()
        coming = session.exec(
            select(Assignment)
            .where(
                Assignment.client_id == client.id,
                col(Assignment.decided_at).is_(None),
                col(Assignment.withdrawn_at).is_(None),
                reading.set_before_them,
            )
            .order_by(col(Assignment.sent_at).desc())
            .limit(MOST)
        ).all()
    return KeptPaperView(
        id=client.id,
        first_name=people.first_name(vault.get(client, "name")),
        language=client.language,
        window=window,
        lines=[
            KeptLine(
                id=review.id,
                title=assignments.content_of(assignment).title,
                language=assignment.language,
                on=clock.local(review.at, actor.time_zone).date().isoformat(),
                decision=review.decision,
                takeaway=vault.get(review, "takeaway"),
            )
            for review, assignment in decided
        ],
        next=[_next(row) for row in coming],
    )


def printed(actor: Actor, client_id: str) -> None:
    """It went to paper."""
    with changing(actor) as change:
        access.client_in_care(change.session, actor, client_id)
        change.record(Act.PRINTED, client_id=client_id, kind="kept")


def _next(row: Assignment) -> NextLine:
    content = assignments.content_of(row)
    return NextLine(row.id, content.title, content.what, content.when, content.where, content.first_step)
