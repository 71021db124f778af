"""What is the actor's own, as a client."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam
from sqlalchemy import Row as RowOf
from sqlalchemy import select as core_select
from sqlmodel import Session, SQLModel, select

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.finding import found
from betterjournal.access.things import arrived
from betterjournal.accounts.models import Client
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Entry, Shared
from betterjournal.errors import NotFound


def own_client(session: Session, actor: Actor) -> Client:
    """The client that the actor themself is."""
    if actor.client_id is None or actor.second_factor_needed:
        raise NotFound
    return found(
        session.exec(select(Client).where(Client.id == actor.client_id, Client.person_id == actor.person_id)).first()
    )


def own_assignment(session: Session, actor: Actor, assignment_id: str) -> Assignment:
    """Work set for the actor, once it has arrived; withdrawn work stays readable."""
    mine = own_client(session, actor)
    return found(
        session.exec(
            select(Assignment).where(
                Assignment.id == assignment_id, Assignment.client_id == mine.id, arrived(clock.now())
            )
        ).first()
    )


def own_entry(session: Session, actor: Actor, entry_id: str) -> Entry:
    """The actor's own writing; drafts are nobody else's, ever."""
    mine = own_client(session, actor)
    return found(session.exec(select(Entry).where(Entry.id == entry_id, Entry.client_id == mine.id)).first())


def own_shared(session: Session, actor: Actor, shared_id: str) -> Shared:
    """Something the actor shared."""
    mine = own_client(session, actor)
    return found(session.exec(select(Shared).where(Shared.id == shared_id, Shared.client_id == mine.id)).first())


def own_draft(connection: Connection, actor: Actor, entry_id: str, path: str) -> RowOf[Any]:
    """The actor's own entry with one field of it as that stands, for the one hot write: core SQL, built once."""
    if actor.client_id is None or actor.second_factor_needed:
        raise NotFound
    given = {"entry_id": entry_id, "path": path, "client_id": actor.client_id}
    return found(connection.execute(_own_draft(), given).first())


@cache
def _own_draft() -> Select[Any]:
    entry, answer = (SQLModel.metadata.tables[name] for name in ("entry", "answer"))
    joined = entry.outerjoin(answer, (answer.c.entry_id == entry.c.id) & (answer.c.path == bindparam("path")))
    of_entry = (entry.c.client_id, entry.c.revision_id, entry.c.after_opened_on)
    of_answer = (answer.c.value, answer.c.version, answer.c.writer, answer.c.seq)
    mine = (entry.c.id == bindparam("entry_id")) & (entry.c.client_id == bindparam("client_id"))
    return core_select(*of_entry, *of_answer).select_from(joined).where(mine)
