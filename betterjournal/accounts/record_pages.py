"""Which lines of the record somebody asks for, and one page of them; each filter walks an index of its own."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, literal, tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.accounts import carried
from betterjournal.audit import Act, AuditRecord
from betterjournal.database import Moment
from betterjournal.errors import Invalid

PAGE_SIZE = 50
MARK, MARK_SECONDS = "record", 24 * 3600
NOBODY = "-"
LONGEST = 64
Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True)
class Wanted:
    """Which lines somebody asks for, as they arrive: ids, an act, local days; "" asks for all."""

    person: str = ""
    act: str = ""
    client: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Mark:
    """Where a page begins: below the line of that moment, or above it. Sealed, because numbers would count."""

    wanted: Wanted
    at: datetime
    number: int
    above: bool

    def sealed(self, actor: Actor) -> str:
        # Each part has one length, or the length would tell how large the number is.
        at = self.at.isoformat(timespec="microseconds")
        held = {"wanted": asdict(self.wanted), "at": at, "number": f"{self.number:012}", "above": int(self.above)}
        return carried.seal(f"{MARK}/{actor.person_id}", held)

    @classmethod
    def read(cls, text: str, actor: Actor) -> "Mark | None":
        held = carried.unseal(f"{MARK}/{actor.person_id}", text, MARK_SECONDS) if text else None
        if held is None:
            return None
        at = datetime.fromisoformat(held["at"])
        return cls(Wanted(**held["wanted"]), at, int(held["number"]), bool(held["above"]))


def conditions(wanted: Wanted, zone: str) -> Conditions:
    """The conditions, so that one walk along one index answers them: a client's lines are few, else it is the others.

    `+ ""` keeps a column out of the choice of an index.
    """
    for field, value in asdict(wanted).items():
        if len(value) > LONGEST:
            raise Invalid(field, "problem.choose")
    if wanted.act and wanted.act not in {act.value for act in Act}:
        raise Invalid("act", "problem.choose")
    person, act, client = col(AuditRecord.person_id), col(AuditRecord.act), col(AuditRecord.client_id)
    found: Conditions = [col(AuditRecord.listed).is_(True)]
    if wanted.client:
        found.append(client == wanted.client)
    if wanted.person:
        who = "" if wanted.person == NOBODY else wanted.person
        found.append((person + "" if wanted.client else person) == who)
    if wanted.act:
        found.append((act + "" if wanted.client else act) == wanted.act)
    if wanted.since:
        found.append(col(AuditRecord.at) >= _midnight(_day("since", wanted.since), zone))
    if wanted.until:
        found.append(col(AuditRecord.at) < _midnight(_day("until", wanted.until) + timedelta(days=1), zone))
    return found


def _day(field: str, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Invalid(field, "problem.date") from None
    if not 2000 <= day.year < 3000:
        raise Invalid(field, "problem.date")
    return day


def _midnight(day: date, zone: str) -> datetime:
    return clock.at(day, 0, 0, zone)


def page(
    session: Session, actor: Actor, asked: Conditions, wanted: Wanted, place: Mark | None
) -> tuple[list[AuditRecord], str, str]:
    """The rows of one page, and the marks of those beside it."""
    rows = list(session.exec(following(asked, place).limit(PAGE_SIZE + 1)))
    if place and place.above:
        if len(rows) <= PAGE_SIZE:
            # The top was reached: the newest page, whole.
            return page(session, actor, asked, wanted, None)
        rows = rows[PAGE_SIZE - 1 :: -1]
        more = True
    else:
        more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    newer = Mark(wanted, rows[0].at, rows[0].id, True).sealed(actor) if place and rows else ""
    older = Mark(wanted, rows[-1].at, rows[-1].id, False).sealed(actor) if more else ""
    return rows, newer, older


def following(asked: Conditions, place: Mark | None) -> SelectOfScalar[AuditRecord]:
    """Newest first from the mark on; above it the nearest first."""
    at, number = col(AuditRecord.at), col(AuditRecord.id)
    query = select(AuditRecord).where(*asked)
    if place is None:
        return query.order_by(at.desc(), number.desc())
    line = tuple_(at, number)
    beside = tuple_(literal(place.at, Moment), literal(place.number))
    if place.above:
        return query.where(line > beside).order_by(at, number)
    return query.where(line < beside).order_by(at.desc(), number.desc())
