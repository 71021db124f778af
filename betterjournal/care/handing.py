"""Handing a client over, with the client's choice of what the next clinician may open; and leaving them to nobody."""

from sqlmodel import col, select

from betterjournal import access, clock
from betterjournal.access import Actor
from betterjournal.accounts import proving
from betterjournal.accounts.models import Care, Client
from betterjournal.audit import Act
from betterjournal.care import ties
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound, Refused

UNANSWERED = "unanswered"
CHOICES = ("all", "takeaways", "from_now")


def hand_over(actor: Actor, client_id: str, person_id: str, said: str = "") -> None:
    """From now on that clinician has the client in their care, and whoever had does not.

    Nothing of the time before is open until the client says so in their own space. Of a client who has no account
    `said` is what they told: one of `CHOICES`, or "" for not asked yet.
    """
    with changing(actor) as change:
        client = access.client_answered_for(change.session, actor, client_id)
        try:
            next_one = access.fellow(change.session, actor, person_id, "clinician")
        except NotFound:
            raise Invalid("person", "problem.choose") from None
        before = ties.held(change.session, client)
        if person_id in {row.person_id for row in before}:
            raise Refused("problem.already_cares")
        past = _said(client, said)
        proving.require(change.session, actor)
        ties.end_care(change, before)
        change.session.add(
            Care(client_id=client.id, person_id=next_one.id, from_at=clock.now(), past=past, handed_over=True)
        )
        change.record(Act.HANDED_OVER, object_id=next_one.id, client_id=client.id, kind=past if said else "")
        ties.tell(change, client.id, next_one.id, *(row.person_id for row in before))


def leave(actor: Actor, client_id: str) -> None:
    """Nobody has the client in their care until somebody takes over; the client writes on, and cannot share."""
    with changing(actor) as change:
        client = access.client_answered_for(change.session, actor, client_id)
        before = ties.held(change.session, client)
        proving.require(change.session, actor)
        ties.end_care(change, before)
        change.record(Act.CARE_ENDED, client_id=client.id)
        ties.tell(change, client.id, *(row.person_id for row in before))


def choose(actor: Actor, choice: str) -> None:
    """The client says what of the time before those may open to whom they were handed over; changeable at any time.

    What somebody opened already has been read.
    """
    if choice not in CHOICES:
        raise Invalid("past", "problem.choose")
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        access.not_asked(change.session, mine)
        asked = select(Care).where(
            Care.client_id == mine.id, col(Care.handed_over).is_(True), access.is_current(Care, clock.now())
        )
        rows = change.session.exec(asked).all()
        if not rows:
            raise Refused("problem.nobody_asks")
        for row in rows:
            row.past = choice
            change.session.add(row)
        change.record(Act.PAST_CHOSEN, client_id=mine.id, kind=choice)
        change.announce(f"client:{mine.id}", f"staff:{mine.id}")


def _said(client: Client, said: str) -> str:
    if not said or client.person_id is not None:
        return UNANSWERED
    if said not in CHOICES:
        raise Invalid("past", "problem.choose")
    return said
