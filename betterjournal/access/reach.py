"""How far back a member of staff reads of one client: all, since they took over, or since the last appointment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.care import client_answered_for, covers, is_current, supervises
from betterjournal.access.finding import found
from betterjournal.access.staff import works_as
from betterjournal.access.things import ended_and_held
from betterjournal.accounts.models import Care, Client, Person, Supervision
from betterjournal.appointments.models import Appointment, EarlyOpening
from betterjournal.care.models import Cover
from betterjournal.errors import Refused

Part = Literal["care", "discharged", "supervised", "covered"]


@dataclass(frozen=True)
class Reach:
    """The part somebody has with a client and what it lets them open.

    Nothing older than `since`, all of it when that is None; with `takeaways` what was decided before, too. `past` is
    the client's own choice (`Care.past`); a cover lasts from `begun` until `until`.
    """

    part: Part
    since: datetime | None = None
    takeaways: bool = False
    past: str = "all"
    begun: datetime | None = None
    until: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the whole record is theirs to read."""
        return self.since is None and self.part in ("care", "discharged")


@dataclass(frozen=True)
class Reasons:
    """Everything that lets somebody read of one client: current care, whose care is supervised, the reader's cover.

    `met_at` is the start of the last appointment that took place.
    """

    cares: Sequence[Care]
    supervised: frozenset[str]
    cover: Cover | None
    met_at: datetime | None


def reach(session: Session, actor: Actor, of: Client, now: datetime) -> Reach:
    """How far the actor reads of a client that `client()` let them see."""
    caring = select(Care).where(Care.client_id == of.id, is_current(Care, now))
    cover = _cover(session, actor, of.id, now) if actor.is_clinician else None
    supervised = frozenset(session.exec(supervised_by(actor, of.id, now))) if actor.is_supervisor else frozenset()
    met_at = session.exec(last_met(of.id, now)).one() if cover else None
    return reach_by(actor, of, Reasons(session.exec(caring).all(), supervised, cover, met_at))


def reach_by(actor: Actor, of: Client, reasons: Reasons) -> Reach:
    """The rule of it. Own care counts before all else, then cover, then supervision."""
    if actor.is_clinician:
        own = [row for row in reasons.cares if row.person_id == actor.person_id]
        if own:
            return _limited("discharged" if of.discharged_at else "care", own)
        if reasons.cover:
            return _covering(reasons.cover, reasons)
    return _limited("supervised", [row for row in reasons.cares if row.person_id in reasons.supervised])


def supervised_by(actor: Actor, client_id: str, now: datetime) -> SelectOfScalar[str]:
    """The ids of whose care for this client the actor supervises."""
    theirs = (Supervision.client_id == client_id, Supervision.supervisor_id == actor.person_id, supervises(now))
    return select(Supervision.supervisee_id).where(*theirs)


def client_given_out(session: Session, actor: Actor, client_id: str) -> Client:
    """A client whose whole record the actor may have made into a file: never who may read only some of it."""
    row = client_answered_for(session, actor, client_id)
    if not actor.is_owner and not reach(session, actor, row, clock.now()).is_whole:
        raise Refused("problem.not_all_theirs")
    return row


def readers_since(session: Session, client_id: str, now: datetime) -> tuple[bool, datetime | None]:
    """Whether anybody of the staff reads of the client now, and how far back the one who reads most does."""
    able = select(Person.id).where(works_as("clinician"))
    cares = session.exec(
        select(Care).where(Care.client_id == client_id, is_current(Care, now), col(Care.person_id).in_(able))
    ).all()
    covering = session.exec(
        select(Cover).where(Cover.client_id == client_id, covers(now), col(Cover.person_id).in_(able))
    ).all()
    if not cares and not covering:
        return False, None
    # Whoever covers reads no further back than the colleague they read for, or than the last appointment.
    return True, _limited("care", cares).since if cares else session.exec(last_met(client_id, now)).one()


def _limited(part: Part, cares: Sequence[Care]) -> Reach:
    """Of several the one that is let to most."""
    row = found(min(cares, key=lambda each: (each.past != "all", each.from_at), default=None))
    if row.past == "all":
        return Reach(part)
    return Reach(part, row.from_at, any(each.past == "takeaways" for each in cares), row.past)


def _cover(session: Session, actor: Actor, client_id: str, now: datetime) -> Cover | None:
    mine = select(Cover).where(Cover.client_id == client_id, Cover.person_id == actor.person_id, covers(now))
    return session.exec(mine.order_by(col(Cover.until_at).desc())).first()


def _covering(cover: Cover, reasons: Reasons) -> Reach:
    cares = [row for row in reasons.cares if row.person_id == cover.for_id]
    limits = [reasons.met_at, _limited("covered", cares).since if cares else cover.from_at]
    return Reach(
        "covered", max((each for each in limits if each), default=None), begun=cover.from_at, until=cover.until_at
    )


def last_met(client_id: str, now: datetime) -> SelectOfScalar[Any]:
    """The start of the last appointment that took place: what was set while it lasted belongs to the next."""
    latest = func.max(col(Appointment.starts_at))
    return select(latest).where(Appointment.client_id == client_id, ended_and_held(now))


def opened_early(actor: Actor, client_id: str) -> SelectOfScalar[Any]:
    """When the actor last opened early for this client."""
    mine = (EarlyOpening.client_id == client_id, EarlyOpening.person_id == actor.person_id)
    return select(func.max(EarlyOpening.at)).where(*mine)
