"""Emergency care: a colleague reads while a clinician cannot, for a reason and until a day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import proving
from betterjournal.accounts.models import Care, Client, Person
from betterjournal.appointments import schedule
from betterjournal.audit import Act
from betterjournal.care import ties
from betterjournal.care.models import Cover
from betterjournal.care.views import CheckView
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, Refused

REASONS = ("ill", "unreachable", "died", "other")
LONGEST = timedelta(days=90)


def check(actor: Actor, client_id: str, person_id: str, reason: str, until: str) -> CheckView:
    """Refuses what `cover` refuses, before anybody is asked who they are."""
    with database.reading() as session:
        client, for_id, who, _ = _one(session, actor, client_id, person_id, reason, until)
        seen = ties.check("cover", client.id, who)
        return replace(seen, reason=reason, until=until, for_id=for_id, for_name=_name(session, for_id))


def check_all(actor: Actor, for_id: str, person_id: str, reason: str, until: str) -> CheckView:
    """The same of `cover_all`."""
    with database.reading() as session:
        ids, who, _ = _all(session, actor, for_id, person_id, reason, until)
        seen = replace(ties.check("cover_all", for_id, who), for_id=for_id, for_name=_name(session, for_id))
        return replace(seen, reason=reason, until=until, clients=len(ids))


def cover(actor: Actor, client_id: str, person_id: str, reason: str, until: str) -> None:
    """That clinician reads for this client's own, up to and including that local date; the client is told at once."""
    with changing(actor) as change:
        client, for_id, who, ends = _one(change.session, actor, client_id, person_id, reason, until, alone=True)
        proving.require(change.session, actor)
        _add(change, actor, client.id, for_id, who, reason, ends)


def cover_all(actor: Actor, for_id: str, person_id: str, reason: str, until: str) -> int:
    """The same for every client whom that clinician has in their care; returns how many there are.

    For the owner, or for oneself. Who is in the covering clinician's own care already needs none.
    """
    with changing(actor) as change:
        ids, who, ends = _all(change.session, actor, for_id, person_id, reason, until, alone=True)
        proving.require(change.session, actor)
        for client_id in ids:
            _add(change, actor, client_id, for_id, who, reason, ends)
    return len(ids)


def end(actor: Actor, client_id: str, cover_id: str) -> None:
    """The clinician is back, or another way was found."""
    with changing(actor) as change:
        client = access.client_answered_for(change.session, actor, client_id, alone=True)
        row = access.found(next((each for each in ties.covers(change.session, client.id) if each.id == cover_id), None))
        ties.end(change, row)
        ties.tell(change, client.id)


def _one(
    session: Session, actor: Actor, client_id: str, person_id: str, reason: str, until: str, *, alone: bool = False
) -> tuple[Client, str, Person, datetime]:
    """Of one client: for whom, who, and the moment it ends."""
    client = access.client_answered_for(session, actor, client_id, alone=alone)
    ties.not_discharged(client)
    caring = ties.cares(session, client.id)
    if not caring:
        raise Refused("problem.nobody_to_cover")
    who, ends = _given(session, actor, person_id, reason, until)
    if who.id in {row.person_id for row in caring}:
        raise Refused("problem.already_cares")
    return client, caring[0].person_id, who, ends


def _all(
    session: Session, actor: Actor, for_id: str, person_id: str, reason: str, until: str, *, alone: bool = False
) -> tuple[list[str], Person, datetime]:
    """Of all of somebody's: which clients, who, and the moment it ends."""
    access.clinician(actor) if for_id == actor.person_id else access.owner(actor)
    if not for_id:
        raise Invalid("for", "problem.choose")
    who, ends = _given(session, actor, person_id, reason, until)
    if who.id == for_id:
        raise Invalid("person", "problem.choose")
    for each in _all_of(session, for_id) if alone else ():
        # In the order of their ids, so that two who cover at once never wait for each other.
        access.hold(session, each)
    ids = [each for each in _all_of(session, for_id) if who.id not in access.carers(session, each)]
    if not ids:
        raise Refused("problem.nobody_to_cover")
    return ids, who, ends


def _given(session: Session, actor: Actor, person_id: str, reason: str, until: str) -> tuple[Person, datetime]:
    """Who, and the moment it ends: in the order of the page."""
    who = ties.clinician(session, actor, person_id)
    if reason not in REASONS:
        raise Invalid("reason", "problem.choose")
    return who, _ends(session, schedule.day(until, "until"))


def _name(session: Session, person_id: str) -> str:
    return vault.get(access.found(session.get(Person, person_id)), "name")


def _ends(session: Session, day: date) -> datetime:
    zone = access.practice(session).time_zone
    today = clock.today(zone)
    if day < today:
        raise Invalid("until", "problem.past")
    if day > today + LONGEST:
        raise Invalid("until", "problem.cover_too_long", days=str(LONGEST.days))
    return clock.at(day + timedelta(days=1), 0, 0, zone)


def _all_of(session: Session, person_id: str) -> list[str]:
    mine = select(Care.client_id).where(Care.person_id == person_id, access.is_current(Care, clock.now()))
    open_ = select(Client.id).where(col(Client.id).in_(mine), col(Client.discharged_at).is_(None))
    return list(session.exec(open_.order_by(col(Client.id))))


def _add(change: Change, actor: Actor, client_id: str, for_id: str, who: Person, reason: str, ends: datetime) -> None:
    """A cover by the same clinician that stands already gives way to the new one."""
    for before in ties.covers(change.session, client_id):
        if before.person_id == who.id:
            ties.end(change, before)
    now = clock.now()
    row = Cover(
        client_id=client_id,
        person_id=who.id,
        for_id=for_id,
        by_id=actor.person_id,
        reason=reason,
        from_at=now,
        until_at=ends,
    )
    change.session.add(row)
    change.record(Act.COVER_NAMED, object_id=who.id, client_id=client_id, kind=reason)
    ties.tell(change, client_id, who.id, for_id)
