"""Working notes: whose they are to read, and to change.

A note is its writer's own, in their care. Who supervises them reads it, of the clients the supervision is for. A
colleague in care, who covers, and who comes after do not: it reaches them, if at all, in a sealed record. The owner
and the client never.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, false
from sqlmodel import Session, col, select

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.care import client_in_care, supervises
from betterjournal.access.finding import found
from betterjournal.access.reach import Reach, reach
from betterjournal.accounts.models import Supervision
from betterjournal.review.models import WorkingNote


def notes_read_by(actor: Actor, client_id: str, mine: Reach, now: datetime) -> ColumnElement[bool]:
    """The SQL condition on `WorkingNote`, of a client with whom the actor has this part."""
    if mine.part == "covered":
        return false()
    theirs = col(WorkingNote.person_id) == actor.person_id
    if mine.part == "supervised":
        supervisees = select(Supervision.supervisee_id).where(
            Supervision.client_id == client_id, Supervision.supervisor_id == actor.person_id, supervises(now)
        )
        theirs = col(WorkingNote.person_id).in_(supervisees)
    within = col(WorkingNote.client_id) == client_id
    # What they may not read again of the time before, they do not read of in their own note.
    return within & theirs & (col(WorkingNote.at) >= mine.since) if mine.since else within & theirs


def own_note(session: Session, actor: Actor, note_id: str) -> WorkingNote:
    """One that the actor wrote about a client in their care, held until this transaction ends."""
    row = session.get(WorkingNote, note_id, with_for_update={"key_share": True})
    row = found(row if row is not None and row.person_id == actor.person_id else None)
    of, now = client_in_care(session, actor, row.client_id), clock.now()
    within = notes_read_by(actor, of.id, reach(session, actor, of, now), now)
    return found(session.exec(select(WorkingNote).where(WorkingNote.id == note_id, within)).first())
