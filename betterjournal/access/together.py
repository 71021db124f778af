"""A sitting: the one way in which anybody but the client writes into a draft, and into that one alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, or_
from sqlalchemy import Row as RowOf
from sqlmodel import Session, col, select

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.care import cared_for_by
from betterjournal.access.finding import found
from betterjournal.access.space import has_agreed
from betterjournal.accounts.models import Client, SignInSession
from betterjournal.audit import Act, AuditRecord
from betterjournal.entries.models import Answer, Entry, Together
from betterjournal.errors import Refused


def sitting(session: Session, actor: Actor, assignment_id: str) -> Together:
    """The actor's own sitting over this assignment, while it lasts."""
    return found(session.exec(select(Together).where(Together.assignment_id == assignment_id, *_lasts(actor))).first())


def sittings(session: Session, actor: Actor) -> list[Together]:
    """All that last, of this sign-in of the actor."""
    return list(session.exec(select(Together).where(*_lasts(actor))))


def open_together(session: Session, ids: Iterable[str]) -> list[Together]:
    """Those that last over these assignments, whoever began them: for whose entry it is."""
    return list(session.exec(select(Together).where(col(Together.assignment_id).in_(ids), *_stays(clock.now()))))


def together_entry(session: Session, actor: Actor, entry_id: str) -> Entry:
    """The entry of the actor's sitting: never one that the client began alone."""
    of = select(Together.entry_id).where(*_lasts(actor))
    return found(session.exec(select(Entry).where(Entry.id == entry_id, col(Entry.id).in_(of))).first())


def entry_together(connection: Connection, actor: Actor, entry_id: str, path: str) -> RowOf[Any]:
    """The same with one field of it as that stands, for each save of the sitting; the shape of `own_draft`."""
    of_entry = (Entry.client_id, Entry.revision_id, Entry.after_opened_on)
    of_answer = (Answer.value, Answer.version, Answer.writer, Answer.seq)
    field = (col(Answer.entry_id) == Entry.id) & (col(Answer.path) == path)
    wanted = select(*of_entry, *of_answer).outerjoin(Answer, field)  # type: ignore[call-overload]
    mine = select(Together.entry_id).where(*_lasts(actor))
    wanted = wanted.where(Entry.id == entry_id, col(Entry.id).in_(mine))
    return found(connection.execute(wanted.with_for_update(read=True, key_share=True, of=Entry)).first())


def not_asked_anew(session: Session, client_id: str) -> None:
    """Refuse to write with a client who has not agreed to the text of now."""
    if session.exec(select(Client.id).where(Client.id == client_id, _agreed())).first() is None:
        raise Refused("problem.client_agrees_first")


def _agreed() -> ColumnElement[bool]:
    """The SQL condition on `Client`, as `space` has it; who has no account to be asked on agrees on paper."""
    return or_(col(Client.person_id).is_(None), has_agreed(Client.id))


def _lasts(actor: Actor) -> list[ColumnElement[bool]]:
    """From this very sign-in, not locked since, in care still, neither ended nor past its time."""
    now = clock.now()
    if not actor.is_clinician or actor.second_factor_needed:
        return [false()]
    in_care = select(Client.id).where(cared_for_by(actor, now), col(Client.discharged_at).is_(None), _agreed())
    unlocked = select(AuditRecord.id).where(
        col(AuditRecord.listed).is_(True),
        AuditRecord.person_id == actor.person_id,
        AuditRecord.act == Act.UNLOCKED.value,
        AuditRecord.session_id == actor.session_id,
        AuditRecord.at >= Together.from_at,
    )
    return [
        col(Together.person_id) == actor.person_id,
        col(Together.session_id) == actor.session_id,
        *_stays(now),
        col(Together.client_id).in_(in_care),
        ~unlocked.correlate(Together).exists(),
    ]


def _stays(now: datetime) -> list[ColumnElement[bool]]:
    """Neither ended nor past its time, and the sign-in that began it neither over nor locked."""
    here = select(SignInSession.id).where(col(SignInSession.ended_at).is_(None), col(SignInSession.locked_on).is_(None))
    return [
        col(Together.session_id).in_(here),
        col(Together.ended_at).is_(None),
        col(Together.until_at) > now,
    ]
