"""Handing a client over, with the client's choice of what the next clinician may open; and leaving them to nobody."""

from dataclasses import replace

from sqlmodel import Session, col, select

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.accounts import proving
from betterjournal.accounts.models import Care, Client, Person
from betterjournal.audit import Act
from betterjournal.care import ties
from betterjournal.care.views import CheckView
from betterjournal.changes import changing
from betterjournal.errors import Invalid, Refused

UNANSWERED = "unanswered"
CHOICES = ("all", "takeaways", "from_now")


def check(actor: Actor, client_id: str, person_id: str, said: str = "") -> CheckView:
    """Refuses what `hand_over` refuses, before anybody is asked who they are."""
    with database.reading() as session:
        client = access.client_answered_for(session, actor, client_id)
        who, past = _given(session, actor, client, ties.cares(session, client.id), person_id, said)
        return replace(ties.check("hand_over", client.id, who), said="" if past == UNANSWERED else past)


def hand_over(actor: Actor, client_id: str, person_id: str, said: str = "") -> None:
    """From now on that clinician has the client in their care, and whoever had does not.

    Nothing of the time before is open until the client says so in their own space. Of a client who has no account
    `said` is what they told: one of `CHOICES`, or "" for not asked yet.
    """
    with changing(actor) as change:
        client = access.client_answered_for(change.session, actor, client_id, alone=True)
        before = ties.cares(change.session, client.id)
        next_one, past = _given(change.session, actor, client, before, person_id, said)
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
        client = access.client_answered_for(change.session, actor, client_id, alone=True)
        before = ties.cares(change.session, client.id)
        proving.require(change.session, actor)
        ties.end_care(change, before)
        change.record(Act.CARE_ENDED, client_id=client.id)
        ties.tell(change, client.id, *(row.person_id for row in before))


def choose(actor: Actor, choice: str) -> None:
    """The client says what of the time before those may open to whom they were handed over; changeable at any time.

    What somebody opened already has been read. Who is asked to agree lets nobody to more by it, and may always to less.
    """
    if choice not in CHOICES:
        raise Invalid("past", "problem.choose")
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        asked = select(Care).where(
            Care.client_id == mine.id, col(Care.handed_over).is_(True), access.is_current(Care, clock.now())
        )
        rows = change.session.exec(asked).all()
        if not rows:
            raise Refused("problem.nobody_asks")
        if any(_opens_more(row.past, choice) for row in rows):
            access.not_asked(change.session, mine)
        for row in rows:
            row.past = choice
            change.session.add(row)
        change.record(Act.PAST_CHOSEN, client_id=mine.id, kind=choice)
        change.announce(f"client:{mine.id}", f"staff:{mine.id}")


def _opens_more(before: str, choice: str) -> bool:
    """Whether more is open by this choice than by the one before; while unanswered nothing is."""
    widths = {UNANSWERED: 0, "from_now": 0, "takeaways": 1, "all": 2}
    return widths[choice] > widths[before]


def _given(
    session: Session, actor: Actor, client: Client, before: list[Care], person_id: str, said: str
) -> tuple[Person, str]:
    who = ties.clinician(session, actor, person_id)
    if who.id in {row.person_id for row in before}:
        raise Refused("problem.already_cares")
    return who, _said(client, said)


def _said(client: Client, said: str) -> str:
    if not said or client.person_id is not None:
        return UNANSWERED
    if said not in CHOICES:
        raise Invalid("past", "problem.choose")
    return said
