"""The one authorization: who is asking, what they may see, and fetch-or-NotFound.

Every read of a domain row starts from a function here. Someone else's and missing are the same `NotFound`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Select, bindparam, false, func, or_
from sqlalchemy import Row as RowOf
from sqlalchemy import select as core_select
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import clock
from betterjournal.accounts.models import Care, Client, Person, Practice, Supervision
from betterjournal.appointments import window
from betterjournal.appointments.models import Appointment, EarlyOpening
from betterjournal.assignments.models import Assignment
from betterjournal.audit import By
from betterjournal.entries.models import Entry, Shared
from betterjournal.errors import NotFound, Refused
from betterjournal.privacy.models import Stopped

Row = TypeVar("Row")
# Outcomes after which an appointment opens no window.
NOT_COMING = ("moved", "cancelled")


@dataclass(frozen=True)
class Actor:
    """The signed-in person, resolved on the server for this very event. Ids that arrive are claims; this is not."""

    person_id: str
    name: str
    session_id: str
    is_owner: bool = False
    is_clinician: bool = False
    is_supervisor: bool = False
    client_id: str | None = None
    language: str = "en"
    time_zone: str = "America/Edmonton"
    address: str = ""
    second_factor_needed: bool = False
    shared: bool = False
    lock_after: str = ""
    locked: bool = False

    @property
    def is_staff(self) -> bool:
        return self.is_owner or self.is_clinician or self.is_supervisor

    @property
    def role(self) -> str:
        """The role as the audit writes it."""
        roles = [
            ("owner", self.is_owner),
            ("clinician", self.is_clinician),
            ("supervisor", self.is_supervisor),
        ]
        return "+".join(name for name, has in roles if has) or "client"

    @property
    def by(self) -> By:
        return By(self.person_id, self.name, self.role, self.session_id, self.address)

    def half(self) -> "Actor":
        """The same person before the second factor."""
        return replace(self, second_factor_needed=True)

    def shut(self) -> "Actor":
        """The holder of a locked session: known by id and role, and let to nothing that either of these opens."""
        return replace(self, client_id=None, second_factor_needed=True, locked=True)


@dataclass(frozen=True)
class Visitor:
    """Somebody who has not signed in: an address and a language, nothing more."""

    address: str = ""
    language: str = "en"

    @property
    def by(self) -> By:
        return By("", "", "visitor", "", self.address)


@dataclass(frozen=True)
class Operator:
    """Whoever runs a command on the server; the record knows no more of them."""

    @property
    def by(self) -> By:
        return By("", "", "operator", "", "")


def practice(session: Session) -> Practice:
    """The practice, or NotFound before it is set up."""
    return found(session.get(Practice, 1))


def person(session: Session, actor: Actor, *, alone: bool = False) -> Person:
    """The actor's own row, of which a locked session has no say.

    `alone` makes whoever else wants it so wait until this transaction ends.
    """
    if actor.locked:
        raise NotFound
    # FOR NO KEY UPDATE on PostgreSQL: rows that only point at the person need not wait.
    lock = {"key_share": True} if alone else None
    return found(session.get(Person, actor.person_id, with_for_update=lock))


def owner(actor: Actor) -> None:
    """Refuse anybody but the owner; looks like a page that is not there."""
    if not actor.is_owner or actor.second_factor_needed:
        raise NotFound


def colleagues(session: Session, actor: Actor) -> list[Person]:
    """Everybody who works or worked here, for the owner. A client's account is nobody's to change."""
    owner(actor)
    return list(session.exec(select(Person).where(_works_here())).all())


def colleague(session: Session, actor: Actor, person_id: str) -> Person:
    """One of them; a client and a missing person look alike."""
    owner(actor)
    return found(session.exec(select(Person).where(Person.id == person_id, _works_here())).first())


def owners_held(session: Session, actor: Actor) -> list[Person]:
    """The owners who can sign in, held until the commit, so that two of them cannot remove each other at once.

    The actor is one of them at this very moment, or there is nothing here for them.
    """
    owner(actor)
    held = session.exec(
        select(Person)
        .where(col(Person.is_owner).is_(True), col(Person.disabled_at).is_(None))
        .order_by(col(Person.id))
        .with_for_update()
    ).all()
    if actor.person_id not in {each.id for each in held}:
        raise NotFound
    return list(held)


def staff(actor: Actor) -> None:
    """Refuse anybody who does not work here, or has not passed the second factor."""
    if not actor.is_staff or actor.second_factor_needed:
        raise NotFound


def clinician(actor: Actor) -> None:
    """Refuse anybody but a clinician past the second factor."""
    if not actor.is_clinician or actor.second_factor_needed:
        raise NotFound


def reader(actor: Actor) -> None:
    """Refuse anybody but a clinician or a supervisor past the second factor."""
    if not (actor.is_clinician or actor.is_supervisor) or actor.second_factor_needed:
        raise NotFound


def cared_for_by(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """The clients whom the actor has in their care at `now`."""
    if not actor.is_clinician or actor.second_factor_needed:
        return false()
    mine = select(Care.client_id).where(Care.person_id == actor.person_id, is_current(Care, now))
    return col(Client.id).in_(mine)


def clients_visible_to(actor: Actor) -> SelectOfScalar[Client]:
    """The clients the actor may read as staff: in their care, or supervised and told."""
    now = clock.now()
    if actor.second_factor_needed or not (actor.is_clinician or actor.is_supervisor):
        return select(Client).where(false())
    if not actor.is_supervisor:
        return select(Client).where(cared_for_by(actor, now))
    supervised = select(Supervision.client_id).where(Supervision.supervisor_id == actor.person_id, _supervises(now))
    return select(Client).where(or_(cared_for_by(actor, now), col(Client.id).in_(supervised)))


def _supervises(now: datetime) -> ColumnElement[bool]:
    """Supervision the client was told of. It reads what the supervisee reads: it ends with their care and role."""
    in_care = (
        select(Care.id)
        .join(Person, col(Person.id) == Care.person_id)
        .where(
            Care.person_id == Supervision.supervisee_id,
            Care.client_id == Supervision.client_id,
            is_current(Care, now),
            _may_care(),
        )
    )
    return col(Supervision.told_at).is_not(None) & is_current(Supervision, now) & in_care.exists()


def client(session: Session, actor: Actor, client_id: str) -> Client:
    """A client the actor may read as staff."""
    return found(session.exec(clients_visible_to(actor).where(Client.id == client_id)).first())


def carers(session: Session, client_id: str) -> set[str]:
    """The ids of who has this client in their care now."""
    rows = session.exec(select(Care.person_id).where(Care.client_id == client_id, is_current(Care, clock.now())))
    return set(rows.all())


def client_in_care(session: Session, actor: Actor, client_id: str) -> Client:
    """A client the actor may work with: in their own care, not merely supervised."""
    return found(session.exec(select(Client).where(Client.id == client_id, cared_for_by(actor, clock.now()))).first())


def client_answered_for(session: Session, actor: Actor, client_id: str) -> Client:
    """A client whose affairs the actor settles without reading: in their own care, or the owner's practice."""
    if actor.is_owner and not actor.second_factor_needed:
        return found(session.get(Client, client_id))
    return client_in_care(session, actor, client_id)


def client_known(session: Session, actor: Actor, client_id: str) -> Client:
    """A client whom the actor reads as staff or answers for."""
    if actor.is_owner and not actor.second_factor_needed:
        return found(session.get(Client, client_id))
    return client(session, actor, client_id)


def has_in_care(session: Session, actor: Actor, client_id: str) -> bool:
    """Whether the client is in the actor's own care."""
    return (
        session.exec(select(Client.id).where(Client.id == client_id, cared_for_by(actor, clock.now()))).first()
        is not None
    )


def cares_for(session: Session, person_id: str, client_id: str) -> bool:
    """Whether that person may sign in, is a clinician and has the client in their care."""
    wanted = select(Care.id).join(Person, col(Person.id) == Care.person_id)
    theirs = (Care.person_id == person_id, Care.client_id == client_id, is_current(Care, clock.now()), _may_care())
    return session.exec(wanted.where(*theirs)).first() is not None


def own_client(session: Session, actor: Actor) -> Client:
    """The client that the actor themself is."""
    if actor.client_id is None or actor.second_factor_needed:
        raise NotFound
    return found(
        session.exec(select(Client).where(Client.id == actor.client_id, Client.person_id == actor.person_id)).first()
    )


def own_assignment(session: Session, actor: Actor, assignment_id: str) -> Assignment:
    """Work set for the actor, once it has arrived; withdrawn work stays readable."""
    mine = own_client(session, actor)
    return found(
        session.exec(
            select(Assignment).where(
                Assignment.id == assignment_id, Assignment.client_id == mine.id, arrived(clock.now())
            )
        ).first()
    )


def arrived(now: datetime) -> ColumnElement[bool]:
    """Assignments the client can see: sent, and past the next appointment held when they wait for one.

    Any held one will do: the appointment they were written for may have been moved or cancelled since. What was
    withdrawn while it waited never arrives.
    """
    withdrawn = col(Assignment.withdrawn_at)
    met = select(Appointment.id).where(
        Appointment.client_id == Assignment.client_id,
        Appointment.ends_at > Assignment.sent_at,
        or_(withdrawn.is_(None), col(Appointment.ends_at) <= withdrawn),
        ended_and_held(now),
    )
    waits = col(Assignment.visible_at).is_(None)
    came = (col(Assignment.visible_at) <= now) & or_(withdrawn.is_(None), col(Assignment.visible_at) <= withdrawn)
    return or_(came, waits & met.correlate(Assignment).exists())


def ended_and_held(now: datetime) -> ColumnElement[bool]:
    """Appointments that took place, as far as anybody said."""
    return (col(Appointment.ends_at) <= now) & col(Appointment.outcome).in_(["", "held"])


def assignment_in_care(session: Session, actor: Actor, assignment_id: str) -> Assignment:
    """Work set for a client in the actor's own care."""
    row = found(session.get(Assignment, assignment_id))
    client_in_care(session, actor, row.client_id)
    return row


def own_entry(session: Session, actor: Actor, entry_id: str) -> Entry:
    """The actor's own writing; drafts are nobody else's, ever."""
    mine = own_client(session, actor)
    return found(session.exec(select(Entry).where(Entry.id == entry_id, Entry.client_id == mine.id)).first())


def own_draft(connection: Connection, actor: Actor, entry_id: str, path: str) -> RowOf[Any]:
    """The actor's own entry with one field of it as that stands, for the one hot write: core SQL, built once."""
    if actor.client_id is None or actor.second_factor_needed:
        raise NotFound
    given = {"entry_id": entry_id, "path": path, "client_id": actor.client_id}
    return found(connection.execute(_own_draft(), given).first())


@cache
def _own_draft() -> Select[Any]:
    entry, answer = (SQLModel.metadata.tables[name] for name in ("entry", "answer"))
    joined = entry.outerjoin(answer, (answer.c.entry_id == entry.c.id) & (answer.c.path == bindparam("path")))
    of_entry = (entry.c.client_id, entry.c.revision_id, entry.c.after_opened_on)
    of_answer = (answer.c.value, answer.c.version, answer.c.writer, answer.c.seq)
    mine = (entry.c.id == bindparam("entry_id")) & (entry.c.client_id == bindparam("client_id"))
    return core_select(*of_entry, *of_answer).select_from(joined).where(mine)


def own_shared(session: Session, actor: Actor, shared_id: str) -> Shared:
    """Something the actor shared."""
    mine = own_client(session, actor)
    return found(session.exec(select(Shared).where(Shared.id == shared_id, Shared.client_id == mine.id)).first())


def appointment_in_care(session: Session, actor: Actor, appointment_id: str) -> Appointment:
    """An appointment of a client in the actor's own care."""
    row = found(session.get(Appointment, appointment_id))
    client_in_care(session, actor, row.client_id)
    return row


@dataclass(frozen=True)
class Reading:
    """What the reading window lets one staff member open of one client's, at one moment.

    `promised` holds the cutoff for what was shared under each setting; `own` is the reader's early opening; `held` is
    the setting before the last change, while something shared under it may still be shut: whether or not there is any.
    """

    is_open: bool
    cutoff: datetime | None
    early: bool
    promised: dict[window.Setting, datetime | None]
    own: datetime | None
    held: window.Setting | None

    @property
    def readable(self) -> ColumnElement[bool]:
        """The SQL condition on `Shared`: opened before, or shared before its cutoff; taken back never."""
        ways: list[ColumnElement[bool]] = [col(Shared.shared_at) < self.own] if self.own else []
        ways += [
            (col(Shared.window) == kept) & (col(Shared.shared_at) < at) for kept, at in self.promised.items() if at
        ]
        return col(Shared.taken_back_at).is_(None) & or_(col(Shared.opened_at).is_not(None), *ways)


def reading(session: Session, actor: Actor, of: Client) -> Reading:
    """The window of a client that `client()` already let the actor see."""
    now, rules = clock.now(), practice(session)
    promised = _promised(session, of.id, rules, now)
    until = promised[setting(rules)]
    early = session.exec(
        select(EarlyOpening.at)
        .where(EarlyOpening.client_id == of.id, EarlyOpening.person_id == actor.person_id)
        .order_by(col(EarlyOpening.at).desc())
    ).first()
    held = _held(rules, of, promised, early)
    is_open = until is not None and now < until and held is None
    ahead = early is not None and (until is None or early > until)
    return Reading(is_open, early if ahead else until, ahead, promised, early, held)


def _held(
    rules: Practice, of: Client, promised: dict[window.Setting, datetime | None], early: datetime | None
) -> window.Setting | None:
    """The setting before the last change, unless all that was shared under it is open to this reader by now."""
    before, since = cast(window.Setting, rules.window_before), rules.window_since
    if since is None or of.created_at > since:
        return None
    return None if any(moment and moment >= since for moment in (promised.get(before), early)) else before


def reaches_staff(session: Session, row: Shared, shared_at: datetime) -> bool:
    """Whether any reader of the client's could see it now, were it shared then; else nothing may be announced."""
    now, rules = clock.now(), practice(session)
    until = _promised(session, row.client_id, rules, now).get(cast(window.Setting, row.window))
    caring = select(Care.person_id).where(Care.client_id == row.client_id, is_current(Care, now))
    supervising = select(Supervision.supervisor_id).where(Supervision.client_id == row.client_id, _supervises(now))
    early = session.exec(
        select(func.max(EarlyOpening.at)).where(
            EarlyOpening.client_id == row.client_id,
            or_(col(EarlyOpening.person_id).in_(caring), col(EarlyOpening.person_id).in_(supervising)),
        )
    ).one()
    return any(moment is not None and shared_at < moment for moment in (until, early))


def _promised(
    session: Session, client_id: str, rules: Practice, now: datetime
) -> dict[window.Setting, datetime | None]:
    """The cutoff for what was shared under each setting: never later than the practice's own of now gives."""
    times = _times(session, client_id)
    until = {
        each: window.cutoff([span(starts, ends, rules, each) for starts, ends in times], now, each)
        for each in window.SETTINGS
    }
    return {each: window.promised(until[each], until[setting(rules)]) for each in window.SETTINGS}


def spans_of(
    session: Session, client_id: str, rules: Practice, under: window.Setting | None = None
) -> tuple[window.Span, ...]:
    """The client's latest appointment and every coming one as the reading window sees them."""
    return tuple(span(starts, ends, rules, under) for starts, ends in _times(session, client_id))


def _times(session: Session, client_id: str) -> Sequence[Any]:
    """When the latest appointment and every coming one start and end.

    Those before it ended before it: they open nothing that it does not.
    """
    theirs = (Appointment.client_id == client_id, col(Appointment.outcome).not_in(NOT_COMING))
    latest = select(func.max(Appointment.starts_at)).where(*theirs, Appointment.starts_at <= clock.now())
    since = func.coalesce(latest.scalar_subquery(), Appointment.starts_at)
    return session.exec(
        select(Appointment.starts_at, Appointment.ends_at)
        .where(*theirs, Appointment.starts_at >= since)
        .order_by(col(Appointment.starts_at))
        .limit(60)
    ).all()


def setting(rules: Practice) -> window.Setting:
    """The practice's reading window; the column holds one of `window.SETTINGS`."""
    return cast(window.Setting, rules.reading_window)


def span(starts_at: datetime, ends_at: datetime, rules: Practice, under: window.Setting | None = None) -> window.Span:
    """The window of one appointment under the practice's setting or another: from midnight there of its day."""
    day = window.opens_on(clock.local(starts_at, rules.time_zone).date(), under or setting(rules))
    return window.Span(clock.at(day, 0, 0, rules.time_zone), ends_at)


def shared_visible_to(
    session: Session, actor: Actor, of: Client, known: Reading | None = None
) -> SelectOfScalar[Shared]:
    """What of this client's sharing the staff member may open now. The one place staff reads of sharing start.

    `known` is what `reading` answered for this very actor and client a moment ago.
    """
    window = known or reading(session, actor, of)
    return select(Shared).where(Shared.client_id == of.id, window.readable)


def not_withdrawn(assignment: Assignment) -> None:
    """Refuse work on what the clinician took back."""
    if assignment.withdrawn_at is not None:
        raise Refused("problem.withdrawn")


def _works_here() -> ColumnElement[bool]:
    return or_(*(col(flag).is_(True) for flag in (Person.is_owner, Person.is_clinician, Person.is_supervisor)))


def _may_care() -> ColumnElement[bool]:
    """Clinicians who can sign in."""
    return col(Person.is_clinician).is_(True) & col(Person.disabled_at).is_(None)


def is_stopped(session: Session, client_id: str) -> bool:
    """Whether everything was stopped for this client. Whatever goes out to a client, by mail too, asks here first."""
    standing = select(Stopped.id).where(Stopped.client_id == client_id, col(Stopped.lifted_at).is_(None))
    return session.exec(standing).first() is not None


def is_stopped_for(session: Session, person_id: str) -> bool:
    """The same for the person who would get a mail; never for staff."""
    client_id = session.exec(select(Client.id).where(Client.person_id == person_id)).first()
    return client_id is not None and is_stopped(session, client_id)


def not_stopped(session: Session, client_id: str) -> None:
    """Refuse to send anything to a client for whom everything was stopped."""
    if is_stopped(session, client_id):
        raise Refused("problem.stopped")


def is_current(table: type[Care] | type[Supervision], now: datetime) -> ColumnElement[bool]:
    """Relations that hold at `now`."""
    return (col(table.from_at) <= now) & or_(col(table.until_at).is_(None), col(table.until_at) > now)


def found(row: Row | None) -> Row:
    """The row, or NotFound when there is none."""
    if row is None:
        raise NotFound
    return row
