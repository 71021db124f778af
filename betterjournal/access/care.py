"""Which clients a member of staff may read or work with: care, supervision, cover, and what hangs on them."""

from datetime import datetime

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.finding import found
from betterjournal.access.staff import works_as
from betterjournal.accounts.models import Care, Client, Person, Supervision
from betterjournal.care.models import Cover
from betterjournal.errors import Refused


def client(session: Session, actor: Actor, client_id: str) -> Client:
    """A client the actor may read as staff."""
    return found(session.exec(clients_visible_to(actor).where(Client.id == client_id)).first())


def clients_visible_to(actor: Actor) -> SelectOfScalar[Client]:
    """The clients the actor may read as staff: in their care, covered, or supervised and told."""
    now = clock.now()
    if actor.second_factor_needed or not (actor.is_clinician or actor.is_supervisor):
        return select(Client).where(false())
    ways = [cared_for_by(actor, now), covered_by(actor, now)]
    if actor.is_supervisor:
        supervised = select(Supervision.client_id).where(Supervision.supervisor_id == actor.person_id, supervises(now))
        ways.append(col(Client.id).in_(supervised))
    return select(Client).where(or_(*ways))


def carers(session: Session, client_id: str) -> set[str]:
    """The ids of who has this client in their care now."""
    rows = session.exec(select(Care.person_id).where(Care.client_id == client_id, is_current(Care, clock.now())))
    return set(rows.all())


def client_in_care(session: Session, actor: Actor, client_id: str, *, alone: bool = False) -> Client:
    """A client the actor may work with: in their own care, neither merely supervised nor covered, nor discharged.

    `alone` as `hold` has it.
    """
    row = client_kept(session, actor, client_id, alone=alone)
    if row.discharged_at is not None:
        raise Refused("problem.discharged")
    return row


def client_kept(session: Session, actor: Actor, client_id: str, *, alone: bool = False) -> Client:
    """A client in the actor's own care, or who was when discharged: whose record they keep."""
    if alone:
        hold(session, client_id)
    return found(session.exec(select(Client).where(Client.id == client_id, cared_for_by(actor, clock.now()))).first())


def client_met_by(session: Session, actor: Actor, client_id: str) -> Client:
    """A client whose appointments the actor may set: in their care, or covered while a colleague cannot."""
    now = clock.now()
    mine = or_(cared_for_by(actor, now), covered_by(actor, now))
    row = found(session.exec(select(Client).where(Client.id == client_id, mine)).first())
    if row.discharged_at is not None:
        raise Refused("problem.discharged")
    return row


def client_answered_for(session: Session, actor: Actor, client_id: str, *, alone: bool = False) -> Client:
    """A client whose affairs the actor settles without reading: in their own care, or the owner's practice."""
    if not actor.is_owner or actor.second_factor_needed:
        return client_kept(session, actor, client_id, alone=alone)
    if alone:
        hold(session, client_id)
    return found(session.get(Client, client_id))


def hold(session: Session, client_id: str) -> None:
    """Whoever else holds this client waits until this transaction ends. Nothing is told by it."""
    # FOR NO KEY UPDATE on PostgreSQL: rows that only point at the client need not wait.
    session.get(Client, client_id, with_for_update={"key_share": True})


def client_known(session: Session, actor: Actor, client_id: str) -> Client:
    """A client whom the actor reads as staff or answers for."""
    if actor.is_owner and not actor.second_factor_needed:
        return found(session.get(Client, client_id))
    return client(session, actor, client_id)


def has_in_care(session: Session, actor: Actor, client_id: str) -> bool:
    """Whether the client is in the actor's own care."""
    mine = select(Client.id).where(Client.id == client_id, cared_for_by(actor, clock.now()))
    return session.exec(mine).first() is not None


def cares_for(session: Session, person_id: str, client_id: str) -> bool:
    """Whether that person may sign in, is a clinician and has the client in their care."""
    wanted = select(Care.id).join(Person, col(Person.id) == Care.person_id)
    theirs = (
        Care.person_id == person_id,
        Care.client_id == client_id,
        is_current(Care, clock.now()),
        works_as("clinician"),
    )
    return session.exec(wanted.where(*theirs)).first() is not None


def cared_for_by(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """The clients whom the actor has in their care at `now`."""
    if not actor.is_clinician or actor.second_factor_needed:
        return false()
    mine = select(Care.client_id).where(Care.person_id == actor.person_id, is_current(Care, now))
    return col(Client.id).in_(mine)


def covered_by(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """The clients for whom the actor reads while a colleague cannot."""
    if not actor.is_clinician or actor.second_factor_needed:
        return false()
    mine = select(Cover.client_id).where(Cover.person_id == actor.person_id, covers(now))
    return col(Client.id).in_(mine)


def covers(now: datetime) -> ColumnElement[bool]:
    """Cover that lasts, for a colleague who has the client still: it ends with their care."""
    in_care = select(Care.id).where(
        Care.person_id == Cover.for_id, Care.client_id == Cover.client_id, is_current(Care, now)
    )
    return is_current(Cover, now) & in_care.correlate(Cover).exists()


def supervises(now: datetime) -> ColumnElement[bool]:
    """Supervision the client was told of. It reads what the supervisee reads: it ends with their care and role."""
    in_care = (
        select(Care.id)
        .join(Person, col(Person.id) == Care.person_id)
        .where(
            Care.person_id == Supervision.supervisee_id,
            Care.client_id == Supervision.client_id,
            is_current(Care, now),
            works_as("clinician"),
        )
    )
    lasts = is_current(Supervision, now) & in_care.correlate(Supervision).exists()
    return col(Supervision.told_at).is_not(None) & lasts


def is_current(table: type[Care] | type[Supervision] | type[Cover], now: datetime) -> ColumnElement[bool]:
    """Relations that hold at `now`."""
    return (col(table.from_at) <= now) & or_(col(table.until_at).is_(None), col(table.until_at) > now)
