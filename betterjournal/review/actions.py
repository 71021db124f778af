"""What is decided when work is looked at together, and what becomes of pages and check-ins."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments.actions import UNDO_WITHIN
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries.models import Opened, Shared
from betterjournal.errors import Conflict, Invalid, Refused
from betterjournal.review.models import Review, Settled

DECISIONS = ("keep", "smaller", "bigger", "change", "let_go")
SETTLED = ("looked_at", "let_go")
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


def settle(actor: Actor, client_id: str, shared_id: str, decision: str) -> str:
    """A page, or a check-in with all before it, was looked at together at the latest appointment, or is let go.

    Only what the actor has opened. Pressed twice it is one; `Conflict` when a colleague said something else meanwhile,
    `Refused` when it is not here any more.
    """
    if decision not in SETTLED:
        raise Invalid("decision", "problem.choose")
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, client_id, alone=True)
        known = change.session.get(Settled, shared_id)
        if known and known.client_id == client.id and known.decision != decision:
            raise Conflict("problem.decided")
        now, met = clock.now(), appointments.last_held(change.session, client.id, clock.now())
        change.session.add_all(
            Settled(
                shared_id=each.id,
                client_id=client.id,
                # Shared after it, it was looked at on some other day.
                appointment_id=met.id if met and each.shared_at <= met.ends_at else None,
                person_id=actor.person_id,
                at=now,
                decision=decision,
            )
            for each in _to_settle(change.session, actor, client, shared_id)
        )
        change.record(Act.REVIEWED, object_id=shared_id, client_id=client.id, kind=decision)
        change.announce(f"staff:{client.id}")
    return shared_id


def unsettle(actor: Actor, client_id: str, shared_id: str) -> None:
    """Take back what the actor said of it a moment ago, and of the check-ins that went with it.

    `Refused` once the moment is over, and for what nobody or somebody else said.
    """
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, client_id, alone=True)
        mine = select(Settled).where(Settled.client_id == client.id, Settled.person_id == actor.person_id)
        said = change.session.exec(mine.where(Settled.shared_id == shared_id)).first()
        if said is None:
            raise Refused("problem.not_here")
        if clock.now() > said.at + UNDO_WITHIN:
            raise Refused("problem.settled_stays")
        for each in change.session.exec(mine.where(Settled.at == said.at, Settled.decision == said.decision)).all():
            change.session.delete(each)
        change.record(Act.REVIEWED, object_id=shared_id, client_id=client.id, kind="undone")
        change.announce(f"staff:{client.id}")


def _to_settle(session: Session, actor: Actor, client: Client, shared_id: str) -> list[Shared]:
    """What a press on this one settles, of all that the actor opened and may still read."""
    mine = select(Opened.shared_id).where(Opened.client_id == client.id, Opened.person_id == actor.person_id)
    opened = access.shared_visible_to(session, actor, client).where(
        col(Shared.assignment_id).is_(None), col(Shared.id).in_(mine)
    )
    row = session.exec(opened.where(Shared.id == shared_id)).first()
    if row is None:
        raise Refused("problem.not_here")
    settled = select(Settled.shared_id).where(Settled.client_id == client.id)
    before = (Shared.kind == "check_in", Shared.shared_at <= row.shared_at)
    wanted = before if row.kind == "check_in" else (Shared.id == row.id,)
    return list(session.exec(opened.where(*wanted, col(Shared.id).not_in(settled))))


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
