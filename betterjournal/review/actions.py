"""What is decided when work is looked at together."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.appointments import queries as appointments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Conflict, Invalid
from betterjournal.review.models import Review

DECISIONS = ("keep", "smaller", "bigger", "change", "let_go")
RATINGS = ("0", "1", "2", "3", "4")
LONGEST_TAKEAWAY = 1000


@dataclass(frozen=True)
class Together:
    """The review form: joint ratings 0-4 or unset, a takeaway in the client's words, one decision."""

    assignment_id: str
    decision: str
    much: int | None = None
    useful: int | None = None
    takeaway: str = ""


def typed(form: Mapping[str, str]) -> Together:
    """The review form as the browser sent it; a rating nobody chose is not in it."""
    return Together(
        assignment_id=form.get("assignment_id", ""),
        decision=form.get("decision", ""),
        much=_rating(form, "much"),
        useful=_rating(form, "useful"),
        takeaway=form.get("takeaway", ""),
    )


def save_review(actor: Actor, given: Together) -> str:
    """Record what was decided about an assignment at the latest appointment; returns the review's id.

    Pressed twice it is one review; `Conflict` when a colleague decided about it meanwhile.
    """
    _check(given)
    with changing(actor) as change:
        row = access.assignment_in_care(change.session, actor, given.assignment_id)
        review = _just_saved(change.session, actor, row, given) or _review(change.session, actor, row, given)
        row.decided_at = review.at
        change.session.add_all([row, review])
        change.record(Act.REVIEWED, object_id=review.id, client_id=row.client_id, kind=given.decision)
        change.announce(f"client:{row.client_id}", f"staff:{row.client_id}")
    return review.id


def _rating(form: Mapping[str, str], name: str) -> int | None:
    chosen = form.get(name, "")
    if chosen and chosen not in RATINGS:
        raise Invalid(name, "problem.choose")
    return int(chosen) if chosen else None


def _check(given: Together) -> None:
    if given.decision not in DECISIONS:
        raise Invalid("decision", "problem.choose")
    for name in ("much", "useful"):
        value = getattr(given, name)
        if value is not None and not 0 <= value <= 4:
            raise Invalid(name, "problem.choose")
    if len(given.takeaway) > LONGEST_TAKEAWAY:
        raise Invalid("takeaway", "problem.long", most=str(LONGEST_TAKEAWAY))


def _just_saved(session: Session, actor: Actor, row: Assignment, given: Together) -> Review | None:
    if row.decided_at is None:
        return None
    latest = select(Review).where(Review.assignment_id == row.id).order_by(col(Review.at).desc())
    review = session.exec(latest).first()
    if review is None or review.person_id != actor.person_id or review.decision != given.decision:
        raise Conflict("problem.decided")
    return review


def _review(session: Session, actor: Actor, row: Assignment, given: Together) -> Review:
    now = clock.now()
    met = appointments.last_held(session, row.client_id, now)
    review = Review(
        client_id=row.client_id,
        assignment_id=row.id,
        appointment_id=met.id if met else None,
        person_id=actor.person_id,
        at=now,
        much=given.much,
        useful=given.useful,
        decision=given.decision,
    )
    vault.put(review, "takeaway", given.takeaway.strip() or None, row.client_id, "record")
    return review
