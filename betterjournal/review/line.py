"""The line of time as SQL: which things stand on one page of it, with everything that is drawn of them, in one read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import case, false, func, literal, true, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from betterjournal import access
from betterjournal.access import Actor
from betterjournal.accounts import carried
from betterjournal.accounts.models import Person
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Shared
from betterjournal.review import narrowing, passed
from betterjournal.review.models import Review, Settled
from betterjournal.review.opening import is_opened_by
from betterjournal.review.place import Facts
from betterjournal.review.wanted import Wanted

MARK, MARK_SECONDS = "timeline", 24 * 3600


@dataclass(frozen=True)
class Mark:
    """Where one page ended. Things of one moment are told apart by their id, so none falls between two pages."""

    at: datetime
    id: str

    def __str__(self) -> str:
        """Sealed, because it holds the very second at which a client may have shared something."""
        return carried.seal(MARK, {"at": self.at.isoformat(), "id": self.id})

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        held = carried.unseal(MARK, text, MARK_SECONDS) if text else None
        return cls(datetime.fromisoformat(held["at"]), held["id"]) if held else None


@dataclass(frozen=True)
class Asked:
    """What of the line is wanted, at which moment, by whose days."""

    wanted: Wanted
    now: datetime
    zone: str


@dataclass(frozen=True)
class Thing:
    """One thing on the line: its own row, the work it is of, and the start of the stretch it stands in.

    `opened`: by the reader, of what came back. `waiting`: work that has not reached the client. `people` are held so
    that drawing their names asks no more. `facts` tell where what came back stands, `settled_at` the appointment at
    which a page or a check-in was settled, or the moment when there was none.
    """

    kind: str
    id: str
    at: datetime
    since: datetime | None
    row: Any
    work: Assignment | None
    opened: bool
    waiting: bool
    people: tuple[Person | None, ...]
    facts: Facts | None = None
    settled_at: datetime | None = None


def things(
    session: Session, actor: Actor, reading: access.Reading, asked: Asked, before: Mark | None, most: int
) -> list[Thing]:
    """The newest before the mark, at most so many; however long the history is."""
    return read(session, actor, reading, asked.now, _marks(actor, reading, asked, before, most))


def read(session: Session, actor: Actor, reading: access.Reading, now: datetime, marks: Any) -> list[Thing]:
    """What these marks stand for, newest first, with all that is drawn of it."""
    marker, companion, decider, met = aliased(Person), aliased(Person), aliased(Person), aliased(Appointment)
    of = case(
        (marks.c.kind == "assignment", marks.c.id),
        else_=func.coalesce(col(Review.assignment_id), col(Shared.assignment_id)),
    )
    query = (
        select(marks.c.kind, marks.c.id, marks.c.at, _since(reading, marks.c.at))
        .add_columns(Appointment, Assignment, Shared, Review, marker, companion, decider)
        .add_columns(is_opened_by(actor.person_id), access.arrived(now))
        .add_columns(Settled, col(met.starts_at), *passed.starts(reading, now))
        .select_from(marks)
        .outerjoin(Appointment, (marks.c.kind == "appointment") & (col(Appointment.id) == marks.c.id))
        .outerjoin(Shared, (marks.c.kind == "returned") & (col(Shared.id) == marks.c.id))
        .outerjoin(Settled, col(Settled.shared_id) == Shared.id)
        .outerjoin(met, col(met.id) == Settled.appointment_id)
        .outerjoin(Review, (marks.c.kind == "review") & (col(Review.id) == marks.c.id))
        .outerjoin(Assignment, col(Assignment.id) == of)
        .outerjoin(marker, col(marker.id) == Shared.marked_by)
        .outerjoin(companion, col(companion.id) == Shared.together_with)
        .outerjoin(decider, col(decider.id) == Review.person_id)
        .order_by(marks.c.at.desc(), marks.c.id.desc())
    )
    return [_thing(each) for each in cast(Sequence[Any], session.execute(query).all())]


def _thing(each: Any) -> Thing:
    kind, identity, at, since, met, work, shared, review, *people = each[:11]
    opened, arrived, settled, settled_at, held_at, missed_at = each[11:]
    row = {"appointment": met, "assignment": work, "returned": shared, "review": review}[kind]
    facts = settled_facts(shared, settled, held_at, missed_at) if shared and not work else None
    when = settled_when(settled, settled_at)
    return Thing(kind, identity, at, since, row, work, bool(opened), not arrived, tuple(people), facts, when)


def settled_facts(
    shared: Shared, settled: Settled | None, held_at: datetime | None, missed_at: datetime | None
) -> Facts:
    """Of a page or a check-in."""
    decision = settled.decision if settled else ""
    return Facts(shared.shared_at, decision, held_at=held_at, missed_at=missed_at)


def settled_when(settled: Settled | None, met_at: datetime | None) -> datetime | None:
    """The appointment it was settled at; the moment itself when there was none, or it is gone since."""
    return (met_at or settled.at) if settled else None


def _marks(actor: Actor, reading: access.Reading, asked: Asked, before: Mark | None, most: int) -> Any:
    """(kind, id, moment) of the newest things before the mark; each kind is walked along its own index."""
    parts = []
    sources: tuple[tuple[str, Any, Any, Any], ...] = (
        ("appointment", Appointment, Appointment.starts_at, reading.met_before_them & appointments.told()),
        ("assignment", Assignment, Assignment.sent_at, reading.set_before_them),
        ("returned", Shared, Shared.shared_at, reading.readable),
        ("review", Review, Review.at, reading.decided_before_them),
    )
    for kind, table, moment, condition in sources:
        of_them = [table.client_id == reading.client_id, moment <= asked.now, condition]
        of_them.append(narrowing.condition(asked.wanted, kind, table, moment, reading, asked.zone))
        if asked.wanted.words:
            of_them.append(_can_be_searched(actor, table))
        if before:
            # Said twice: by the first the index is entered at this very place.
            of_them += [moment <= before.at, (moment < before.at) | (table.id < before.id)]
        parts.append(part(kind, table, moment, of_them, most))
    return newest(parts, most)


def unopened(line: Iterable[Thing]) -> frozenset[str]:
    """The ids of what came back and the reader has not opened."""
    return frozenset(each.id for each in line if each.kind == "returned" and not each.opened)


def part(kind: str, table: Any, moment: Any, of_them: Iterable[Any], most: int) -> Any:
    """The marks of one kind: (kind, id, moment), the newest first."""
    query = select(literal(kind).label("kind"), table.id, moment.label("at")).where(*of_them)
    return query.order_by(moment.desc(), table.id.desc()).limit(most).subquery()


def newest(parts: Iterable[Any], most: int) -> Any:
    """The newest of all of these."""
    together = union_all(*(select(each) for each in parts)).subquery()
    query = select(together.c.kind, together.c.id, together.c.at)
    return query.order_by(together.c.at.desc(), together.c.id.desc()).limit(most).subquery()


def _can_be_searched(actor: Actor, table: Any) -> Any:
    """What has words, and of what came back only what this very reader opened: looking for words opens nothing."""
    if table is not Shared:
        return false() if table is Appointment else true()
    return is_opened_by(actor.person_id)


def _since(reading: access.Reading, at: Any) -> Any:
    """The start of the last appointment that was held by then, as far as the reader may know of it."""
    met = aliased(Appointment)
    theirs = [met.client_id == reading.client_id, met.starts_at <= at, col(met.outcome).in_(appointments.HELD)]
    if reading.reach.since:
        theirs.append(met.starts_at >= reading.reach.since)
    return select(met.starts_at).where(*theirs).order_by(col(met.starts_at).desc()).limit(1).scalar_subquery()
