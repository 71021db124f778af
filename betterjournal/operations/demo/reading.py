"""Tells that the clinician prepared: before each held appointment, what had been shared until then was opened.

Pages and check-ins were looked at together at that appointment.
"""

from datetime import timedelta
from functools import partial

from sqlmodel import Session, col, select

from betterjournal import vault
from betterjournal.audit import Act
from betterjournal.changes import Change
from betterjournal.clock import now
from betterjournal.entries.models import Opened, Shared
from betterjournal.operations.demo.history import identity
from betterjournal.operations.demo.meetings import Meeting, Meetings
from betterjournal.operations.demo.telling import Telling
from betterjournal.review.models import Settled

# On the day itself, so inside every reading window there is.
PREPARED_BEFORE = timedelta(minutes=30)
LOOKED_AFTER = timedelta(minutes=5)


def tell(telling: Telling, known: Meetings) -> None:
    """The coming appointment is not prepared yet: what was shared for it is for the visitor to open."""
    for meeting in known.values():
        if meeting.held:
            telling.history.at(meeting.starts_at - PREPARED_BEFORE, partial(_prepare, telling))
            telling.history.at(meeting.starts_at + LOOKED_AFTER, partial(_settle, telling, meeting))


def _prepare(telling: Telling, session: Session) -> None:
    waiting = select(Shared).where(Shared.client_id == telling.client_id, col(Shared.opened_at).is_(None))
    for row in session.exec(waiting.order_by(col(Shared.shared_at), col(Shared.id))).all():
        _open(telling, session, row)


def _open(telling: Telling, session: Session, row: Shared) -> None:
    reader = telling.clinician
    vault.put(row, "content", vault.get(row, "content"), row.client_id, "record")
    row.opened_at = now()
    opened = Opened(
        id=identity("opened", row.id, reader.person_id),
        shared_id=row.id,
        client_id=row.client_id,
        person_id=reader.person_id,
        at=now(),
    )
    session.add_all([row, opened])
    Change(session, reader).record(Act.OPENED, object_id=row.id, client_id=row.client_id, kind=row.kind)


def _settle(telling: Telling, met: Meeting, session: Session) -> None:
    settled = select(Settled.shared_id).where(Settled.client_id == telling.client_id)
    mine = (Shared.client_id == telling.client_id, col(Shared.assignment_id).is_(None))
    there = select(Shared.id).where(*mine, col(Shared.opened_at).is_not(None), col(Shared.id).not_in(settled))
    for each in session.exec(there.order_by(col(Shared.id))).all():
        known = {"client_id": telling.client_id, "appointment_id": met.id, "person_id": telling.clinician.person_id}
        session.add(Settled.model_validate({"shared_id": each, "at": now(), "decision": "looked_at", **known}))
        Change(session, telling.clinician).record(
            Act.REVIEWED, object_id=each, client_id=telling.client_id, kind="looked_at"
        )
