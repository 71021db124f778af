"""Opening: the first time somebody reads what was shared, it moves from the private key to the record."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, ScalarSelect, func
from sqlmodel import Session, col, select

from betterjournal import access, audit, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.audit import Act, AuditRecord, By
from betterjournal.changes import Change, changing
from betterjournal.entries.models import Opened, Shared

ONE_LOOK = timedelta(minutes=10)


def looked(actor: Actor, client_id: str, page: str) -> None:
    """Put on record that the actor came to read of this client; what they look at in one sitting is one look."""
    with database.reading() as session:
        access.client(session, actor, client_id)
        if session.exec(select(on_record(actor.by, client_id, page))).one():
            return
    look(actor, client_id, page)


def same_look(by: By, client_id: str, page: str) -> list[ColumnElement[bool]]:
    """The SQL conditions on the records of this very look."""
    return audit.recent(by, Act.READ, ONE_LOOK, client_id=client_id, kind=page, session_id=by.session_id)


def look(actor: Actor, client_id: str, page: str) -> None:
    """The same for a page that found out by itself that this look is a new one."""
    with changing(actor) as change:
        client = access.client(change.session, actor, client_id)
        change.record(Act.READ, client_id=client_id, kind=page, result=_as_what(change, actor, client))


def on_record(by: By, client_id: str, page: str) -> ScalarSelect[int]:
    """How often that stands there already for one sitting, as an SQL value."""
    return select(func.count(col(AuditRecord.id))).where(*same_look(by, client_id, page)).scalar_subquery()


def printed(actor: Actor, client_id: str) -> None:
    """The brief went to paper."""
    with changing(actor) as change:
        client = access.client(change.session, actor, client_id)
        change.record(Act.PRINTED, client_id=client_id, kind="brief", result=_as_what(change, actor, client))


def unopened(session: Session, actor: Actor, rows: Iterable[Shared]) -> list[str]:
    """The ids of those of these that the actor has not opened yet."""
    ids = [row.id for row in rows]
    mine = select(Opened.shared_id).where(col(Opened.shared_id).in_(ids), Opened.person_id == actor.person_id)
    seen = set(session.exec(mine))
    return [identity for identity in ids if identity not in seen]


def is_opened_by(person_id: str) -> ColumnElement[bool]:
    """Whether that person opened a row of `Shared`, as an SQL condition that is looked up row by row.

    An `exists` PostgreSQL answers from all that they ever opened.
    """
    mine = select(Opened.id).where(Opened.shared_id == Shared.id, Opened.person_id == person_id)
    return mine.limit(1).correlate(Shared).scalar_subquery().is_not(None)


def open_for(actor: Actor, client_id: str, wanted: Iterable[str]) -> None:
    """Record that the actor opened these shared things, as far as they may; once per person and thing.

    Taken back in the meantime: not opened, and gone at the next reading.
    """
    with changing(actor) as change:
        client = access.client(change.session, actor, client_id)
        reading = access.reading(change.session, actor, client)
        visible = access.shared_visible_to(change.session, actor, client, reading)
        seen = select(Opened.shared_id).where(Opened.person_id == actor.person_id, Opened.client_id == client.id)
        fresh = visible.where(col(Shared.id).in_(list(wanted)), col(Shared.id).not_in(seen))
        # Held: what is taken back in this very moment is not opened. In one order, as in `privacy.withdrawing`.
        rows = change.session.exec(fresh.order_by(col(Shared.id)).with_for_update()).all()
        as_what = _as_what(change, actor, client) if rows else ""
        for row in rows:
            _open(change, actor, row, as_what)
        if not rows:
            change.record(Act.OPENED, client_id=client_id, result="nothing left to open")
        # When the client is told of it, `entries.queries.shared_page` knows: of their own clinician after the
        # appointment, of an early opening from the next day on, and until then no page of theirs stirs.
        if not (reading.early or actor.person_id in access.carers(change.session, client_id)):
            change.announce(f"client:{client_id}")


def _as_what(change: Change, actor: Actor, client: Client) -> str:
    """Who reads for a colleague may have clients of their own too: the record says as what they read of this one."""
    part = access.reach(change.session, actor, client, clock.now()).part
    return part if part in audit.FOR_A_COLLEAGUE else "done"


def _open(change: Change, actor: Actor, row: Shared, as_what: str) -> None:
    now = clock.now()
    if row.opened_at is None:
        words = vault.get(row, "content")
        vault.put(row, "content", words, row.client_id, "record")
        row.opened_at = now
        change.session.add(row)
    change.session.add(Opened(shared_id=row.id, client_id=row.client_id, person_id=actor.person_id, at=now))
    change.record(Act.OPENED, object_id=row.id, client_id=row.client_id, kind=row.kind, result=as_what)
