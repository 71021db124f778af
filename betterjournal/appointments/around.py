"""What a client's page for staff says of appointments and of who reads, from two reads, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import access
from betterjournal.accounts.models import Care, Person, Practice
from betterjournal.appointments import absence, queries
from betterjournal.appointments import window as setting
from betterjournal.appointments.models import ENDED, SILENT, Appointment, Away, Repeat
from betterjournal.appointments.queries import COMING_SHOWN, HELD, told
from betterjournal.appointments.views import AppointmentView, ComingView, WindowView
from betterjournal.care.models import Cover

# All that lies ahead of a weekly repeat with some changes in it.
MOST = 120


@dataclass
class Around:
    """The appointments about `now`, in the order of time: the latest of each kind, and all that are to come."""

    now: datetime
    rows: list[Appointment] = field(default_factory=list)
    times: access.Times = ()
    weeks: dict[str, int] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    away: dict[str, list[Away]] = field(default_factory=dict)

    @property
    def ahead(self) -> list[Appointment]:
        return [row for row in self.rows if row.ends_at > self.now][:COMING_SHOWN]

    @property
    def next_one(self) -> Appointment | None:
        """As `queries.next_one`."""
        return next((row for row in self.ahead if row.outcome not in access.NOT_COMING), None)

    def last(self, *, held: bool = False) -> Appointment | None:
        """The latest whose time has come, however it went; one that was moved is where it was moved to.

        With `held`, as `queries.last_held`.
        """
        begun = [row for row in self.rows if row.starts_at <= self.now]
        if held:
            return next((row for row in reversed(begun) if row.outcome in HELD), None)
        return next((row for row in reversed(begun) if row.outcome != "moved" and row.cancelled_by not in SILENT), None)

    @property
    def ended(self) -> Appointment | None:
        """As `queries.last_ended`."""
        return next((row for row in reversed(self.rows) if row.ends_at <= self.now and row.outcome in HELD), None)

    def read_people(self, session: Session, sight: access.Sight) -> None:
        """Who reads for the client, and when each of them and of who meets them is away."""
        ids = {row.person_id for row in sight.cares} | {row.person_id for row in sight.covers}
        ids |= {row.clinician_id for row in self.ahead}
        running = (col(Away.person_id) == Person.id) & (col(Away.until_at) > self.now) & col(Away.ended_at).is_(None)
        query = select(Person, Away).outerjoin(Away, running).where(col(Person.id).in_(ids))
        for person, away in session.exec(query.order_by(col(Away.from_at))):
            self.people[person.id] = person
            self.away.setdefault(person.id, []).extend([away] if away else [])


def around(session: Session, client_id: str, now: datetime) -> Around:
    """One read: what is over counts as long as nothing later of its kind is."""
    theirs = Appointment.client_id == client_id
    standing = col(Appointment.outcome).not_in(access.NOT_COMING)
    latest = [
        _latest(client_id, now, standing),
        _latest(client_id, now, (col(Appointment.outcome) != "moved") & told()),
        _latest(client_id, now, col(Appointment.outcome).in_(HELD)),
        _latest(client_id, now, access.ended_and_held(now)),
    ]
    known = (col(Appointment.ends_at) > now) | col(Appointment.id).in_(latest[0])
    for each in latest[1:]:
        known |= col(Appointment.id).in_(each)
    live = (col(Repeat.id) == Appointment.series_id) & col(Repeat.ended_at).is_(None)
    query = select(Appointment, absence.back_before(), Repeat.weeks).outerjoin(Repeat, live)
    found = session.exec(query.where(theirs, known).order_by(col(Appointment.starts_at)).limit(MOST)).all()
    stand = [(row, back) for row, back, _ in found if row.outcome not in access.NOT_COMING]
    since = max((row.starts_at for row, _ in stand if row.starts_at <= now), default=None)
    times = [(row.starts_at, row.ends_at, back) for row, back in stand if since is None or row.starts_at >= since]
    return Around(now, [row for row, *_ in found], times, {row.id: weeks or 0 for row, _, weeks in found})


def coming(known: Around, rules: Practice) -> tuple[AppointmentView | None, ComingView]:
    """The next appointment, and what else lies ahead; what a repeat no longer has is one line."""
    rows = known.ahead
    stands = [row for row in rows if row.outcome not in access.NOT_COMING]
    ended = [row for row in rows if row.cancelled_by == ENDED]
    off = [row for row in rows if row.outcome in access.NOT_COMING and row.cancelled_by not in SILENT]
    beside = ComingView(*(_views(each, known, rules) for each in (stands[1:], off, ended[:1])))
    return next(iter(_views(stands[:1], known, rules)), None), beside


def window_of(sight: access.Sight, known: Around, kept: setting.Setting | None) -> WindowView:
    """As `queries.window_of`."""
    reader = _works(sight.cares, known) or _works(sight.covers, known)
    about = queries.Told(
        coming=known.next_one,
        times=known.times,
        reader=reader,
        away=known.away.get(reader.id, []) if reader else [],
        covered=_works(sight.covers, known) is not None,
    )
    return queries.window_by(sight.client, sight.rules, known.now, about, kept)


def _views(rows: Sequence[Appointment], known: Around, rules: Practice) -> list[AppointmentView]:
    """With how often they repeat, and whether they lie on days away."""
    return [
        replace(
            queries.view(row, rules, known.now),
            weeks=known.weeks[row.id],
            away=absence.falls(known.away.get(row.clinician_id, []), row.starts_at),
        )
        for row in rows
    ]


def _works(rows: Iterable[Care | Cover], known: Around) -> Person | None:
    """The first of them who can sign in and is a clinician; the oldest relation stands first."""
    people = (known.people[row.person_id] for row in rows)
    return next((one for one in people if one.is_clinician and one.disabled_at is None), None)


def _latest(client_id: str, now: datetime, condition: ColumnElement[bool]) -> SelectOfScalar[str]:
    query = select(Appointment.id).where(Appointment.client_id == client_id, Appointment.starts_at <= now, condition)
    return query.order_by(col(Appointment.starts_at).desc()).limit(1)
