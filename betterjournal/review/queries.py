"""What a client keeps of what was decided; the timeline is in its own module."""

from sqlmodel import col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.review.models import Review
from betterjournal.review.views import KeptLine, KeptView

# Years of them, to print at once.
MOST = 500


def kept(actor: Actor) -> KeptView:
    """Every takeaway and decision of the client, newest first."""
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rows = session.exec(
            select(Review, Assignment)
            .join(Assignment, col(Assignment.id) == Review.assignment_id)
            .where(Review.client_id == mine.id)
            .order_by(col(Review.at).desc())
            .limit(MOST)
        ).all()
    lines = [
        KeptLine(
            id=review.id,
            title=assignments.content_of(assignment).title,
            language=assignment.language,
            on=clock.local(review.at, actor.time_zone).date().isoformat(),
            decision=review.decision,
            takeaway=vault.get(review, "takeaway"),
        )
        for review, assignment in rows
    ]
    return KeptView(mine.id, lines)
