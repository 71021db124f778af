"""Who reads for a client: as the client sees it, as staff settle it, and as the owner looks it up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Care, Client, Person, Supervision
from betterjournal.care import covering, ties
from betterjournal.care.models import Cover
from betterjournal.care.views import (
    CareListLine,
    CareListView,
    CarerLine,
    CareView,
    CoverLine,
    Named,
    SupervisionLine,
    WhoReadsView,
)

CLIENTS_A_PAGE = 50
# For so long the client's day tells that a supervisor reads now.
TELLS_OF_SUPERVISION = timedelta(days=14)

Tie = TypeVar("Tie", Care, Supervision, Cover)


def care(actor: Actor, client_id: str) -> CareView:
    """Who reads for this client, for whoever answers for them: their clinician or the owner."""
    with database.reading() as session:
        client = access.client_answered_for(session, actor, client_id)
        drawn = _Drawn.of(session, actor, client)
        name = vault.get(client, "name")
        in_care = any(row.person_id == actor.person_id for row in drawn.cared)
        return CareView(
            id=client.id,
            name=name,
            first_name=people.first_name(name),
            joined=client.person_id is not None,
            discharged_on=drawn.day(client.discharged_at) if client.discharged_at else "",
            # What the client answered is a thing the client did: no page of an owner changes by it.
            carers=drawn.carers(answered=in_care),
            supervisions=drawn.supervisions(),
            covers=drawn.covers(told=False),
            clinicians=_others(_clinicians(session, actor), drawn.carer_ids),
            supervisors=_others(_named(access.fellows(session, actor, "supervisor")), drawn.supervisor_ids),
            in_care=in_care,
            as_owner=actor.is_owner,
            latest_cover=_latest_cover(drawn.zone),
        )


def clients(actor: Actor, search: str = "") -> CareListView:
    """Every client of the practice for its owner, by name: who has them and who covers; nothing of what they do."""
    access.owner(actor)
    with database.reading() as session:
        named = [(vault.get(row, "name"), row) for row in session.exec(select(Client))]
        wanted = sorted((pair for pair in named if people.is_called(pair[0], search)), key=_by_name)
        shown = wanted[:CLIENTS_A_PAGE]
        ids = [row.id for _, row in shown]
        carers, covers = (_names_by_client(session, table, ids) for table in (Care, Cover))
        clinicians, caring, without = _clinicians(session, actor), _caring(session), _without_care(session)
        zone = access.practice(session).time_zone
    lines = [
        CareListLine(row.id, name, carers.get(row.id, ""), covers.get(row.id, ""), row.discharged_at is not None)
        for name, row in shown
    ]
    return CareListView(
        id="care",
        clients=lines,
        more=len(wanted) > len(shown),
        searched=bool(search),
        without=without[:CLIENTS_A_PAGE],
        more_without=len(without) > CLIENTS_A_PAGE,
        caring=caring,
        clinicians=clinicians,
        latest_cover=_latest_cover(zone),
    )


def who_reads(actor: Actor) -> WhoReadsView:
    """Who can read what the client shares, since when, and what they were asked about it."""
    with database.reading() as session:
        return who_reads_of(session, actor, access.own_client(session, actor))


def who_reads_of(session: Session, actor: Actor, mine: Client) -> WhoReadsView:
    """The same in the caller's transaction, in three reads."""
    drawn = _Drawn.of(session, actor, mine)
    asked = [row for row in drawn.cared if row.handed_over]
    ends = access.writes_until(session, mine.discharged_at) if mine.discharged_at else None
    return WhoReadsView(
        id=mine.id,
        carers=[line for line in drawn.carers(answered=True) if not line.is_disabled],
        supervisions=drawn.told_of(),
        covers=drawn.covers(told=True),
        asks=drawn.first_names(row.person_id for row in asked),
        asks_full=", ".join(drawn.names[row.person_id] for row in asked),
        before=drawn.first_names(drawn.earlier),
        past=asked[0].past if asked else "",
        finished=drawn.first_names(row.person_id for row in drawn.cared) if ends else "",
        writes_until=clock.last_day(ends, drawn.zone).isoformat() if ends else "",
        can_write=access.may_write(session, mine),
    )


def also_read(session: Session, client_id: str) -> str:
    """Who reads beside the first who does (see `appointments.queries.clinician_name`), by name."""
    cares = ties.cares(session, client_id)
    working = {row.id for row in session.exec(select(Person).where(access.works_as("clinician")))}
    covers = [row.person_id for row in ties.covers(session, client_id)]
    readers = [each for each in (*(row.person_id for row in cares), *covers) if each in working]
    told = [
        row.supervisor_id
        for row in ties.supervisions(session, client_id)
        if row.told_at is not None and row.supervisee_id in readers
    ]
    names = _names(session, [*readers[1:], *told])
    return ", ".join(dict.fromkeys(names[each] for each in (*readers[1:], *told)))


@dataclass(frozen=True)
class _Drawn:
    """The ties of one client with the names in them, read once. `earlier` had the client before, the longest first."""

    me: str
    zone: str
    cared: list[Care]
    earlier: list[str]
    supervised: list[Supervision]
    covered: list[Cover]
    names: dict[str, str]
    disabled: set[str]

    @classmethod
    def of(cls, session: Session, actor: Actor, client: Client) -> "_Drawn":
        """Who is supervised or covered for has the client in their care: of them, too, the name is at hand."""
        now = clock.now()
        ever = _with_person(session, Care, col(Care.person_id), client.id)
        cared = [row for row, _ in ever if row.until_at is None or row.until_at > now]
        caring = {row.person_id for row in cared}
        supervised = _with_person(session, Supervision, col(Supervision.supervisor_id), client.id, now)
        covered = _with_person(session, Cover, col(Cover.person_id), client.id, now)
        rows = {person.id: person for _, person in (*ever, *supervised, *covered)}
        return cls(
            me=actor.person_id,
            zone=access.practice(session).time_zone,
            cared=cared,
            earlier=list(dict.fromkeys(row.person_id for row, _ in ever if row.person_id not in caring)),
            supervised=[row for row, _ in supervised if row.supervisee_id in caring],
            covered=[row for row, _ in covered],
            names={person_id: vault.get(row, "name") for person_id, row in rows.items()},
            disabled={person_id for person_id, row in rows.items() if row.disabled_at is not None},
        )

    def first_names(self, ids: Iterable[str]) -> str:
        return ", ".join(people.first_name(self.names[each]) for each in ids)

    @property
    def carer_ids(self) -> set[str]:
        return {row.person_id for row in self.cared}

    @property
    def supervisor_ids(self) -> set[str]:
        """Who supervises the one who looks."""
        return {row.supervisor_id for row in self.supervised if row.supervisee_id == self.me}

    def carers(self, *, answered: bool) -> list[CarerLine]:
        return [
            CarerLine(
                id=row.person_id,
                name=self.names[row.person_id],
                first_name=people.first_name(self.names[row.person_id]),
                since_on=self.day(row.from_at),
                past=row.past if row.handed_over and answered else "",
                is_me=row.person_id == self.me,
                is_disabled=row.person_id in self.disabled,
            )
            for row in self.cared
        ]

    def supervisions(self) -> list[SupervisionLine]:
        return [self._supervision(row) for row in self.supervised]

    def told_of(self) -> list[SupervisionLine]:
        """Who reads now: a supervisor reads what the supervisee reads, and both can sign in."""
        able = [row for row in self.supervised if not self.disabled & {row.supervisor_id, row.supervisee_id}]
        return [self._supervision(row) for row in able if row.told_at is not None]

    def _supervision(self, row: Supervision) -> SupervisionLine:
        return SupervisionLine(
            id=row.id,
            name=self.names[row.supervisor_id],
            supervisee=self.names[row.supervisee_id],
            since_on=self.day(row.from_at),
            supervisee_first=people.first_name(self.names[row.supervisee_id]),
            is_new=clock.now() < row.from_at + TELLS_OF_SUPERVISION,
        )

    def covers(self, *, told: bool) -> list[CoverLine]:
        """Why is between colleagues: the client is told who, for whom and until when, of those who can sign in."""
        return [
            CoverLine(
                id=row.id,
                name=self.names[row.person_id],
                for_name=self.names[row.for_id],
                reason="" if told else row.reason,
                since_on=self.day(row.from_at),
                until_on=clock.last_day(row.until_at, self.zone).isoformat(),
                for_first=people.first_name(self.names[row.for_id]),
            )
            for row in self.covered
            if not (told and row.person_id in self.disabled)
        ]

    def day(self, moment: datetime) -> str:
        return clock.local(moment, self.zone).date().isoformat()


def _with_person(
    session: Session, table: type[Tie], who: Any, client_id: str, now: datetime | None = None
) -> list[tuple[Tie, Person]]:
    """The rows of this client, with `now` those that hold then, each with the person it names; the longest first."""
    rows = select(table, Person).join(Person, col(Person.id) == who).where(table.client_id == client_id)
    holds = rows if now is None else rows.where(access.is_current(table, now))
    return list(session.exec(holds.order_by(col(table.from_at))).all())


def _clinicians(session: Session, actor: Actor) -> list[Named]:
    mine = [access.person(session, actor)] if actor.is_clinician else []
    return _named([*mine, *access.fellows(session, actor, "clinician")])


def _named(rows: Iterable[Person | Client]) -> list[Named]:
    return sorted((Named(row.id, vault.get(row, "name")) for row in rows), key=lambda each: each.name.casefold())


def _others(all_: list[Named], those: set[str]) -> list[Named]:
    return [each for each in all_ if each.id not in those]


def _caring(session: Session) -> list[Named]:
    """Whoever has somebody in their care, also when they cannot sign in any more."""
    now = clock.now()
    with_clients = (
        select(Care.person_id)
        .join(Client, col(Client.id) == Care.client_id)
        .where(access.is_current(Care, now), col(Client.discharged_at).is_(None))
    )
    rows = session.exec(select(Person).where(col(Person.id).in_(with_clients))).all()
    return _named(rows)


def _without_care(session: Session) -> list[Named]:
    """The clients whom nobody who can sign in has in their care, the longest here first; one more than is shown."""
    working = (
        select(Care.id)
        .join(Person, col(Person.id) == Care.person_id)
        .where(Care.client_id == Client.id, access.is_current(Care, clock.now()), access.works_as("clinician"))
        .correlate(Client)
    )
    waiting = select(Client).where(col(Client.discharged_at).is_(None), ~working.exists())
    rows = session.exec(waiting.order_by(col(Client.created_at)).limit(CLIENTS_A_PAGE + 1))
    return [Named(row.id, vault.get(row, "name")) for row in rows]


def _names_by_client(session: Session, table: type[Care] | type[Cover], ids: list[str]) -> dict[str, str]:
    rows = session.exec(
        select(table.client_id, Person)
        .join(Person, col(Person.id) == table.person_id)
        .where(col(table.client_id).in_(ids), access.is_current(table, clock.now()))
        .order_by(col(table.from_at))
    )
    found: dict[str, list[str]] = {}
    for client_id, person in rows:
        found.setdefault(client_id, []).append(vault.get(person, "name"))
    return {client_id: ", ".join(names) for client_id, names in found.items()}


def _names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    rows = session.exec(select(Person).where(col(Person.id).in_(set(ids))))
    return {row.id: vault.get(row, "name") for row in rows}


def _latest_cover(zone: str) -> str:
    return (clock.today(zone) + covering.LONGEST).isoformat()


def _by_name(pair: tuple[str, Client]) -> str:
    return people.alphabetical(pair[0])
