"""The record of who did what, as the owner reads it: staff and accounts, never when a client writes."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func
from sqlmodel import and_, col, or_, select

from betterjournal import access, audit, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import carried
from betterjournal.audit import CLIENT_ACTS, Act, AuditRecord

PAGE_SIZE = 50
MARK, MARK_SECONDS = "record", 24 * 3600
# A client's joining and consent are the practice's business; their signing in and out is not.
OF_CLIENTS = (Act.JOINED.value, Act.CONSENTED.value)


@dataclass(frozen=True)
class RecordLine:
    """One event; `at` is the practice's local minute, `act` one of `audit.Act`."""

    id: str
    at: str
    act: str
    name: str
    role: str
    result: str


@dataclass(frozen=True)
class RecordView:
    id: str
    lines: list[RecordLine]
    older: str


def record(actor: Actor, before: str = "") -> RecordView:
    """One page, newest first; `before` is the `older` mark of the page before it."""
    access.owner(actor)
    query = select(AuditRecord).where(_shown()).order_by(col(AuditRecord.id).desc()).limit(PAGE_SIZE + 1)
    mark = carried.unseal(MARK, before, MARK_SECONDS) if before else None
    if mark:
        query = query.where(AuditRecord.id < mark["id"])
    with database.reading() as session:
        rows = session.exec(query).all()
    shown = rows[:PAGE_SIZE]
    older = carried.seal(MARK, {"id": shown[-1].id}) if len(rows) > PAGE_SIZE else ""
    return RecordView("record", [_line(row, actor.time_zone) for row in shown], older)


def _shown() -> ColumnElement[bool]:
    """No acts of clients, and of opening one line a day for each reader and client: else they count what came in."""
    opened = col(AuditRecord.act) == Act.OPENED.value
    first = select(func.min(AuditRecord.id)).where(opened)
    first = first.group_by(AuditRecord.person_id, AuditRecord.client_id, func.date(AuditRecord.at))
    return and_(
        col(AuditRecord.act).not_in([act.value for act in CLIENT_ACTS]),
        or_(col(AuditRecord.role) != "client", col(AuditRecord.act).in_(OF_CLIENTS)),
        or_(~opened, col(AuditRecord.id).in_(first)),
    )


def _line(row: audit.AuditRecord, zone: str) -> RecordLine:
    at = clock.local(row.at, zone).strftime("%Y-%m-%dT%H:%M")
    # Not its number: the gaps would count what clients did in between.
    return RecordLine(vault.blind(f"record/{row.id}"), at, row.act, vault.get(row, "name"), row.role, row.result)
