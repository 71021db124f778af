"""Copies the head of the record into the keyring's database, once a day and after each whole `audit verify`.

Who cuts off the end of the record and rewrites its head in the same database is found by the copy, which is not in it.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from betterjournal import clock, database, keyring
from betterjournal.audit import AuditHead, AuditRecord
from betterjournal.wrapped_keys import KeptHead

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Broken:
    """The copies that the record does not continue: the first of them, and the last one that it does."""

    on: date
    count: int
    gone: bool
    since: KeptHead | None

    def __str__(self) -> str:
        wrong = "is gone" if self.gone else "is another one now"
        fits = f"up to {self.since.on} (record {self.since.count})" if self.since else "for no day before"
        return (
            f"on {self.on} {self.count} records stood, and record {self.count} {wrong}; it continues the copies {fits}"
        )


def keep(*, again: bool = False) -> bool:
    """Copy the head, once a day unless `again`; False when the record does not continue what was copied before.

    Then nothing is copied, because the older copies are the evidence.
    """
    today = clock.now().astimezone(UTC).date()
    with Session(keyring.engine()) as kept:
        if not again and kept.exec(select(KeptHead).where(KeptHead.on == today)).first():
            return True
    with database.reading() as session:
        head = session.get(AuditHead, 1)
        broken = compare(session)
    if broken:
        log.error("The audit record does not continue its copies: %s", broken)
        return False
    if head is not None and head.count:
        _copy(KeptHead(on=today, count=head.count, hash=head.hash))
    return True


def compare(session: Session) -> Broken | None:
    """What the copies in the keyring say against the record as it stands; None when it continues them all."""
    with Session(keyring.engine()) as kept:
        copies = kept.exec(select(KeptHead).order_by(col(KeptHead.on))).all()
    since: KeptHead | None = None
    for copy in copies:
        found = session.get(AuditRecord, copy.count)
        if found is None or found.hash != copy.hash:
            return Broken(copy.on, copy.count, found is None, since)
        since = copy
    return None


def begin_anew() -> None:
    """Forget the copies that do not fit: the operator said, in the record, that an older backup was restored."""
    with database.reading() as session, Session(keyring.engine().execution_options(writes=True)) as kept, kept.begin():
        for copy in kept.exec(select(KeptHead)):
            found = session.get(AuditRecord, copy.count)
            if found is None or found.hash != copy.hash:
                kept.delete(copy)
    keep(again=True)


def _copy(head: KeptHead) -> None:
    try:
        with Session(keyring.engine().execution_options(writes=True)) as kept, kept.begin():
            kept.merge(head)
    except IntegrityError:
        # Another worker copied it in the same moment.
        log.debug("the head was copied already")
