"""What is the actor's own, as a client.

`to_write` asks for it to keep something new in it: refused to who may only read, see `space`.
"""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam
from sqlalchemy import Row as RowOf
from sqlalchemy import select as core_select
from sqlmodel import Session, SQLModel, select

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.finding import found
from betterjournal.access.space import has_agreed, writes
from betterjournal.access.things import arrived
from betterjournal.accounts.models import Client
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Entry, Shared
from betterjournal.errors import NotFound


def own_client(session: Session, actor: Actor, *, to_write: bool = False) -> Client:
    """The client that the actor themself is."""
    if actor.client_id is None or actor.second_factor_needed:
        raise NotFound
    me = select(Client).where(Client.id == actor.client_id, Client.person_id == actor.person_id)
    mine = found(session.exec(me).first())
    if to_write:
        writes(session, mine)
    return mine


def own_assignment(session: Session, actor: Actor, assignment_id: str, *, to_write: bool = False) -> Assignment:
    """Work set for the actor, once it has arrived; withdrawn work stays readable."""
    mine = own_client(session, actor)
    row = found(
        session.exec(
            select(Assignment).where(
                Assignment.id == assignment_id, Assignment.client_id == mine.id, arrived(clock.now())
            )
        ).first()
    )
    if to_write:
        writes(session, mine)
    return row


def own_entry(session: Session, actor: Actor, entry_id: str, *, to_write: bool = False, alone: bool = False) -> Entry:
    """The actor's own writing; drafts are nobody else's, ever. `alone` while no save goes into it."""
    mine = own_client(session, actor)
    own = select(Entry).where(Entry.id == entry_id, Entry.client_id == mine.id)
    row = found(session.exec(own.with_for_update() if alone else own).first())
    if to_write:
        writes(session, mine)
    return row


def own_shared(session: Session, actor: Actor, shared_id: str) -> Shared:
    """Something the actor shared, held until the commit: it is either opened or taken back."""
    mine = own_client(session, actor)
    theirs = select(Shared).where(Shared.id == shared_id, Shared.client_id == mine.id)
    return found(session.exec(theirs.with_for_update()).first())


def own_draft(connection: Connection, actor: Actor, entry_id: str, path: str) -> RowOf[Any]:
    """The actor's own entry with one field of it as that stands, for the one hot write: core SQL, built once.

    Always to write; who was never discharged and has agreed to the text of now needs no second look. Saves go in beside
    each other, and none into an entry that somebody holds `alone`: what is deleted is what was last saved.
    """
    if actor.client_id is None or actor.second_factor_needed:
        raise NotFound
    given = {"entry_id": entry_id, "path": path, "client_id": actor.client_id}
    row = found(connection.execute(_own_draft(), given).first())
    if row.discharged_at is not None or not row.agreed:
        session = Session(connection)
        writes(session, session.get_one(Client, row.client_id))
    return row


@cache
def _own_draft() -> Select[Any]:
    entry, answer, client = (SQLModel.metadata.tables[name] for name in ("entry", "answer", "client"))
    of_client = (client.c.discharged_at, has_agreed(client.c.id).label("agreed"))
    joined = entry.join(client, client.c.id == entry.c.client_id).outerjoin(
        answer, (answer.c.entry_id == entry.c.id) & (answer.c.path == bindparam("path"))
    )
    of_entry = (entry.c.client_id, entry.c.revision_id, entry.c.after_opened_on)
    of_answer = (answer.c.value, answer.c.version, answer.c.writer, answer.c.seq)
    mine = (entry.c.id == bindparam("entry_id")) & (entry.c.client_id == bindparam("client_id"))
    wanted = core_select(*of_entry, *of_answer, *of_client).select_from(joined).where(mine)
    return wanted.with_for_update(read=True, key_share=True, of=entry)
