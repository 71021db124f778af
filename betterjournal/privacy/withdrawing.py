"""A client takes back their consent to these pages: from then on nothing new of theirs is kept or shared.

What nobody opened comes back to them; what was opened is the record and stays. Staff are told, because it is said to
them: of all a client does in between this alone is a word to the practice.
"""

from datetime import timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock
from betterjournal.access import Actor
from betterjournal.accounts.models import Client, Consent
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries.models import Shared
from betterjournal.errors import Refused


def withdraw(actor: Actor) -> None:
    """All of it at once: who has not agreed to one of the topics does not use these pages."""
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        # As whoever shares does: what is shared in this very moment is there by now, or is refused.
        access.hold(change.session, mine.id)
        given = _in_force(change.session, mine)
        if not given:
            raise Refused("problem.nothing_agreed")
        now, zone = clock.now(), actor.time_zone
        for row in given:
            # By the day, as all that a client does; at its end, so that it is after an agreement of the same day.
            row.withdrawn_at = clock.day_ends(now, zone) - timedelta(microseconds=1)
        for shared in _unopened(change.session, mine):
            shared.taken_back_at = clock.day_begins(now, zone)
            change.record(Act.TAKEN_BACK, object_id=shared.id, client_id=mine.id, kind=shared.kind)
        change.record(Act.CONSENT_WITHDRAWN, client_id=mine.id)
        change.announce(f"client:{mine.id}", f"staff:{mine.id}")


def _in_force(session: Session, mine: Client) -> list[Consent]:
    given = select(Consent).where(Consent.client_id == mine.id, col(Consent.withdrawn_at).is_(None))
    return list(session.exec(given))


def _unopened(session: Session, mine: Client) -> list[Shared]:
    """Held until the commit: each is either opened or comes back."""
    standing = select(Shared).where(
        Shared.client_id == mine.id, col(Shared.taken_back_at).is_(None), col(Shared.opened_at).is_(None)
    )
    # In one order, as in `review.opening`: else each could hold what the other waits for.
    return list(session.exec(standing.order_by(col(Shared.id)).with_for_update()))
