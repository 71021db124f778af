"""What is read of sealed records and of stopping, by those who answer for a client and by the client."""

from datetime import date

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Care, Client, Person
from betterjournal.privacy.models import SealedRecord, Stopped
from betterjournal.privacy.sealing import number
from betterjournal.privacy.stopping import standing_stop
from betterjournal.privacy.views import ClientRow, ClientRows, SealedLine, SealedView, StopView, ToldLine, ToldView

ROWS_A_PAGE = 50


def stop(actor: Actor, client_id: str) -> StopView:
    """Whether everything is stopped for this client, by whom and since when, and what the actor may press."""
    with database.reading() as session:
        client = access.client_known(session, actor, client_id)
        row = standing_stop(session, client_id)
        in_care = access.has_in_care(session, actor, client_id)
        by = _names(session, [row.person_id])[row.person_id] if row else ""
    return StopView(
        id=client.id,
        first_name=people.first_name(vault.get(client, "name")),
        kind=row.kind if row else "",
        by=by,
        on=clock.local(row.at, actor.time_zone).date().isoformat() if row else "",
        may_stop=in_care or actor.is_owner,
        may_start=in_care,
    )


def clients(actor: Actor, search: str = "") -> ClientRows:
    """The practice's clients by name and who cares for them: all that the owner sees of them."""
    access.owner(actor)
    with database.reading() as session:
        named = sorted(((vault.get(row, "name"), row.id) for row in session.exec(select(Client))), key=_alphabetical)
        found = [(name, client_id) for name, client_id in named if people.is_called(name, search)]
        shown = found[:ROWS_A_PAGE]
        ids = [client_id for _, client_id in shown]
        carers, stopped = _carers(session, ids), set(session.exec(_standing(ids)))
    rows = [ClientRow(each, name, carers.get(each, ""), each in stopped) for name, each in shown]
    return ClientRows("clients", rows, bool(search), len(found) > len(shown))


def sealed(actor: Actor, client_id: str) -> SealedView:
    """The sealed records that were made of one client's record, as far as they are facts: never what is in them."""
    with database.reading() as session:
        client = access.client_answered_for(session, actor, client_id)
        since = None if actor.is_owner else access.reach(session, actor, client, clock.now()).since
        # Why one was made in the time before speaks of that time.
        rows = [row for row in _made(session, client_id) if since is None or row.asked_at >= since]
        names = _names(session, [row.person_id for row in rows])
        in_care = access.has_in_care(session, actor, client_id)
    name = vault.get(client, "name")
    lines = [
        SealedLine(
            id=row.id,
            number=number(row),
            recipient=vault.get(row, "recipient"),
            known_as=vault.get(row, "known_as"),
            basis=row.basis,
            reason=vault.get(row, "reason"),
            by=names[row.person_id],
            on=_day(row, actor),
            untold_until=row.untold_until.isoformat() if row.untold_until else "",
            with_notes=row.with_notes,
            digest=row.file_digest,
        )
        for row in rows
    ]
    return SealedView(client.id, name, people.first_name(name), in_care, lines)


def told(actor: Actor) -> ToldView:
    """The sealed copies of the client's own record that were made, except while an order forbids telling them."""
    today = clock.today(actor.time_zone)
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rows = _made(session, mine.id, today)
        names = _names(session, [row.person_id for row in rows])
    lines = [
        ToldLine(
            id=number(row),
            recipient=vault.get(row, "recipient"),
            by=names[row.person_id],
            basis=row.basis,
            on=_day(row, actor),
            reason=vault.get(row, "reason"),
        )
        for row in rows
    ]
    return ToldView(mine.id, lines)


def _made(session: Session, client_id: str, told_on: date | None = None) -> list[SealedRecord]:
    wanted = select(SealedRecord).where(SealedRecord.client_id == client_id, col(SealedRecord.made_at).is_not(None))
    if told_on:
        silent = col(SealedRecord.untold_until)
        wanted = wanted.where(or_(silent.is_(None), silent <= told_on))
    return list(session.exec(wanted.order_by(col(SealedRecord.made_at).desc())))


def _standing(ids: list[str]) -> SelectOfScalar[str]:
    return select(Stopped.client_id).where(col(Stopped.client_id).in_(ids), col(Stopped.lifted_at).is_(None))


def _carers(session: Session, ids: list[str]) -> dict[str, str]:
    rows = session.exec(
        select(Care.client_id, Person)
        .join(Person, col(Person.id) == Care.person_id)
        .where(col(Care.client_id).in_(ids), col(Care.until_at).is_(None))
        .order_by(col(Care.from_at))
    )
    found: dict[str, list[str]] = {}
    for client_id, person in rows:
        found.setdefault(client_id, []).append(vault.get(person, "name"))
    return {client_id: ", ".join(names) for client_id, names in found.items()}


def _names(session: Session, ids: list[str]) -> dict[str, str]:
    rows = session.exec(select(Person).where(col(Person.id).in_(set(ids)))).all()
    return {row.id: vault.get(row, "name") for row in rows}


def _alphabetical(named: tuple[str, str]) -> str:
    return people.alphabetical(named[0])


def _day(row: SealedRecord, actor: Actor) -> str:
    return clock.local(row.made_at or row.asked_at, actor.time_zone).date().isoformat()
