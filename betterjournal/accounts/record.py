"""The record of who did what, as the owner reads it: staff and accounts, never when a client writes."""

from dataclasses import dataclass

from sqlmodel import and_, col, or_, select

from betterjournal import access, audit, clock, database, vault
from betterjournal.access import Actor
from betterjournal.audit import CLIENT_ACTS, Act, AuditRecord

PAGE_SIZE = 50
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
    hidden = [act.value for act in CLIENT_ACTS]
    shown = and_(
        col(AuditRecord.act).not_in(hidden),
        or_(col(AuditRecord.role) != "client", col(AuditRecord.act).in_(OF_CLIENTS)),
    )
    query = select(AuditRecord).where(shown).order_by(col(AuditRecord.id).desc()).limit(PAGE_SIZE + 1)
    if before.isdecimal():
        query = query.where(AuditRecord.id < int(before[:18]))
    with database.reading() as session:
        rows = session.exec(query).all()
    lines = [_line(row, actor.time_zone) for row in rows[:PAGE_SIZE]]
    return RecordView("record", lines, lines[-1].id if len(rows) > PAGE_SIZE else "")


def _line(row: audit.AuditRecord, zone: str) -> RecordLine:
    at = clock.local(row.at, zone).strftime("%Y-%m-%dT%H:%M")
    return RecordLine(str(row.id), at, row.act, vault.get(row, "name"), row.role, row.result)
