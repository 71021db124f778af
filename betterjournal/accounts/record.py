"""The record of who did what, as the owner reads it: staff and accounts, never when a client writes."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy import or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import access, audit, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import record_pages
from betterjournal.accounts.models import Client, Person
from betterjournal.accounts.record_pages import Conditions, Mark, Wanted
from betterjournal.audit import Act, AuditRecord
from betterjournal.changes import changing

EXPORT_SIZE = 500
# Looking again at the same lines within this time is the same look.
ONE_LOOK = timedelta(minutes=10)
# Of one person's refusals: one line for each page and client an hour, and so many altogether.
ONE_REFUSAL, MOST_REFUSALS = timedelta(hours=1), 20
# Whose `kind` is a word of ours that says which one; of other acts it may tell what a client did.
TOLD_KINDS = frozenset({Act.READY, Act.WAIVED, Act.REOPENED})


@dataclass(frozen=True)
class Named:
    """Somebody to choose by name."""

    id: str
    name: str


@dataclass(frozen=True)
class RecordLine:
    """One event; `at` is the practice's local minute, or its day where no more is told of a client.

    `act` is one of `audit.Act`, `id` its place on the page.
    """

    id: str
    at: str
    act: str
    name: str
    roles: list[str]
    about: str
    detail: str
    reason: str
    refused: bool
    address: str


@dataclass(frozen=True)
class RecordView:
    """One page. `query` asks for the same lines as a file; `newer` and `older` are marks of the pages beside it."""

    id: str
    lines: list[RecordLine]
    newer: str
    older: str
    query: str
    people: list[Named]
    clients: list[Named]


@dataclass(frozen=True)
class OwnRecordView:
    """One page of what the person did themself."""

    id: str
    lines: list[RecordLine]
    newer: str
    older: str


def record(actor: Actor, wanted: Wanted | None = None, mark: str = "") -> RecordView:
    """One page, newest first. Asking for lines is on record; turning the pages of what was asked for is not again.

    `mark` is the `older` or `newer` of the page beside it and holds what was asked for; one that is none is no mark.
    """
    access.owner(actor)
    place = Mark.read(mark, actor)
    wanted = place.wanted if place else wanted or Wanted()
    asked = record_pages.conditions(wanted, actor.time_zone)
    if place is None:
        _put_on_record(actor, wanted)
    with database.reading() as session:
        rows, newer, older = record_pages.page(session, actor, asked, wanted, place)
        clients = _names(session, Client, select(Client))
        staff = or_(col(Person.is_owner), col(Person.is_clinician), col(Person.is_supervisor))
        people = _names(session, Person, select(Person).where(staff))
    lines = _lines(rows, clients, actor.time_zone)
    query = urlencode({name: value for name, value in asdict(wanted).items() if value})
    return RecordView("record", lines, newer, older, query, _choices(people), _choices(clients))


def own(actor: Actor, mark: str = "") -> OwnRecordView:
    """One page of what the staff member did; names of the clients whom they may still see."""
    access.staff(actor)
    place, wanted = Mark.read(mark, actor), Wanted(person=actor.person_id)
    with database.reading() as session:
        asked = record_pages.conditions(wanted, actor.time_zone)
        rows, newer, older = record_pages.page(session, actor, asked, wanted, place)
        clients = _names(session, Client, access.clients_visible_to(actor))
    return OwnRecordView("own-record", _lines(rows, clients, actor.time_zone), newer, older)


def export(actor: Actor, wanted: Wanted) -> Iterator[list[RecordLine]]:
    """Every line asked for, newest first, a few hundred at once. That they were taken out is on record."""
    access.owner(actor)
    asked = record_pages.conditions(wanted, actor.time_zone)
    with changing(actor) as change:
        change.record(Act.RECORD_EXPORTED, **_said(wanted))
    return _pages(actor, asked)


def refused(actor: Actor, page: str, client_id: str) -> None:
    """Put on record that a staff member asked for what is not theirs, and about whom when there is such a client.

    However often they try, it is one line an hour for each page and client, so that nobody floods the record.
    """
    access.staff(actor)
    with database.reading() as session:
        about = session.exec(select(Client.id).where(Client.id == client_id)).first() or ""
        known = audit.lately(session, actor.by, Act.REFUSED, ONE_REFUSAL, kind=page, client_id=about)
        if known or audit.lately(session, actor.by, Act.REFUSED, ONE_REFUSAL) >= MOST_REFUSALS:
            return
    with changing(actor) as change:
        change.record(Act.REFUSED, client_id=about, kind=page, result="refused")


def _put_on_record(actor: Actor, wanted: Wanted) -> None:
    said = _said(wanted)
    with database.reading() as session:
        if audit.lately(session, actor.by, Act.RECORD_READ, ONE_LOOK, session_id=actor.session_id, **said):
            return
    with changing(actor) as change:
        change.record(Act.RECORD_READ, **said)


def _said(wanted: Wanted) -> dict[str, str]:
    """What was asked for, as the record keeps it."""
    rest = " ".join(each for each in (wanted.act, wanted.since, wanted.until) if each)
    return {"object_id": wanted.person, "client_id": wanted.client, "kind": rest}


def _pages(actor: Actor, asked: Conditions) -> Iterator[list[RecordLine]]:
    place: Mark | None = None
    while True:
        with database.reading() as session:
            rows = list(session.exec(record_pages.following(asked, place).limit(EXPORT_SIZE)))
            about = select(Client).where(col(Client.id).in_({row.client_id for row in rows}))
            clients = _names(session, Client, about)
        if not rows:
            return
        yield _lines(rows, clients, actor.time_zone)
        place = Mark(Wanted(), rows[-1].at, rows[-1].id, False)


def _names(session: Session, table: type[Client] | type[Person], query: SelectOfScalar) -> dict[str, str]:  # type: ignore[type-arg]
    return {row.id: vault.get(row, "name") for row in session.exec(query)}


def _choices(names: dict[str, str]) -> list[Named]:
    return sorted((Named(identity, name) for identity, name in names.items()), key=lambda each: each.name.casefold())


def _lines(rows: list[AuditRecord], clients: dict[str, str], zone: str) -> list[RecordLine]:
    return [_line(str(place), row, clients, zone) for place, row in enumerate(rows)]


def _line(place: str, row: AuditRecord, clients: dict[str, str], zone: str) -> RecordLine:
    is_client = row.role == audit.CLIENT_ROLE
    to_the_day = is_client and row.act in audit.TO_THE_DAY
    return RecordLine(
        # Not its number: the gaps would count what clients did in between.
        id=place,
        at=clock.local(row.at, zone).strftime("%Y-%m-%d" if to_the_day else "%Y-%m-%dT%H:%M"),
        act=row.act,
        name=vault.get(row, "name"),
        roles=[audit.FOR_A_COLLEAGUE[row.result]] if row.result in audit.FOR_A_COLLEAGUE else row.role.split("+"),
        about=clients.get(row.client_id, ""),
        detail=row.kind if row.act in TOLD_KINDS else "",
        reason=vault.get(row, "reason"),
        refused=row.result == "refused",
        # Where a client was is nobody's business, and a stranger may be one.
        address="" if is_client or (row.role == audit.VISITOR_ROLE and row.kind != audit.STAFF_KIND) else row.address,
    )
