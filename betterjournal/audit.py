"""The append-only, hash-chained record of who did what; never of what was written or when a client writes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from betterjournal import __version__, clock, vault
from betterjournal.database import Moment


class Act(StrEnum):
    """Every kind of event there is; a new one is added here or it cannot be recorded."""

    SET_UP = "practice.set_up"
    SETTINGS = "practice.settings"
    SIGN_IN = "session.sign_in"
    SIGN_IN_REFUSED = "session.sign_in_refused"
    UNLOCKED = "session.unlocked"
    UNLOCK_REFUSED = "session.unlock_refused"
    SIGN_OUT = "session.sign_out"
    SIGN_OUT_EVERYWHERE = "session.sign_out_everywhere"
    SIGNED_OUT_ELSEWHERE = "session.signed_out_elsewhere"
    SIGNED_OUT_BY_STAFF = "session.signed_out_by_staff"
    SECOND_FACTOR_SET = "account.second_factor_set"
    SECOND_FACTOR_REFUSED = "account.second_factor_refused"
    PROOF_REFUSED = "account.proof_refused"
    PASSKEY_ADDED = "account.passkey_added"
    PASSKEY_REMOVED = "account.passkey_removed"
    PIN_SET = "account.pin_set"
    EMAIL_CHANGED = "account.email_changed"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - the name of an act
    SECOND_FACTOR_REMOVED = "account.second_factor_removed"
    WAY_BACK_CHOSEN = "account.way_back_chosen"
    LINK_MAILED = "account.link_mailed"
    CAME_BACK = "account.came_back"
    PERSON_ADDED = "person.added"
    PERSON_INVITED = "person.invited"
    PERSON_INVITATION_WITHDRAWN = "person.invitation_withdrawn"
    PERSON_ROLES = "person.roles"
    PERSON_DISABLED = "person.disabled"
    PERSON_ENABLED = "person.enabled"
    PERSON_FACTOR_RESET = "person.factor_reset"
    PERSON_FACTOR_RESET_READ = "person.factor_reset_read"
    PERSON_CAME_BACK = "person.came_back"
    CLIENT_ADDED = "client.added"
    INVITED = "client.invited"
    CODE_RENEWED = "client.code_renewed"
    JOINED = "client.joined"
    CONSENTED = "client.consented"
    APPOINTMENT_SET = "appointment.set"
    APPOINTMENT_OUTCOME = "appointment.outcome"
    SENT = "assignment.sent"
    WITHDRAWN = "assignment.withdrawn"
    FITTED = "assignment.fitted"
    STARTED = "entry.started"
    PART_OPENED = "entry.part_opened"
    DELETED = "entry.deleted"
    SHARED = "entry.shared"
    TAKEN_BACK = "entry.taken_back"
    OPENED = "entry.opened"
    OPENED_EARLY = "entry.opened_early"
    REVIEWED = "review.saved"
    COPIED = "review.copied"
    REFUSED = "access.refused"


# What the owner's log leaves out: a trace of what a client does and when.
CLIENT_ACTS = frozenset({Act.FITTED, Act.STARTED, Act.PART_OPENED, Act.DELETED, Act.SHARED, Act.TAKEN_BACK})


# Kept to the day: they would tell when a client writes or looks (SEC-31).
TO_THE_DAY = frozenset(
    {
        Act.SIGN_IN,
        Act.UNLOCK_REFUSED,
        Act.SIGN_OUT,
        Act.PIN_SET,
        Act.PROOF_REFUSED,
        Act.PASSKEY_ADDED,
        Act.PASSKEY_REMOVED,
        Act.SIGNED_OUT_ELSEWHERE,
        Act.EMAIL_CHANGED,
        Act.PASSWORD_CHANGED,
        Act.WAY_BACK_CHOSEN,
        Act.LINK_MAILED,
        Act.CAME_BACK,
        Act.FITTED,
        Act.STARTED,
        Act.PART_OPENED,
        Act.DELETED,
    }
)
CLIENT_ROLE = "client"


@dataclass(frozen=True)
class By:
    """Who acts, as the record keeps them: id, name and role at the time."""

    person_id: str
    name: str
    role: str
    session_id: str
    address: str


class AuditRecord(SQLModel, table=True):
    """One event. `hash` covers every field and the hash before it."""

    __tablename__ = "audit_record"

    id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    act: str = Field(index=True)
    person_id: str = Field(index=True)
    name: str | None = vault.sealed_column(nullable=True)
    role: str
    client_id: str = Field(index=True)
    object_id: str
    kind: str
    reason: str | None = vault.sealed_column(nullable=True)
    result: str
    address: str
    session_id: str
    version: str
    hash: str


class AuditHead(SQLModel, table=True):
    """How many records there are and the last hash, so that a cut-off end is found."""

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True)
    count: int
    hash: str


def append(
    session: Session,
    by: By,
    act: Act,
    *,
    object_id: str = "",
    client_id: str = "",
    kind: str = "",
    reason: str = "",
    result: str = "done",
) -> None:
    """Add one record in the caller's transaction; two writers wait for each other at the head row."""
    head = session.exec(select(AuditHead).where(AuditHead.id == 1).with_for_update()).first()
    if head is None:
        head = AuditHead(id=1, count=0, hash="")
    record = AuditRecord(
        id=head.count + 1,
        at=_moment(by, act),
        act=act.value,
        person_id=by.person_id,
        role=by.role,
        client_id=client_id,
        object_id=object_id,
        kind=kind,
        result=result,
        address=by.address,
        session_id=by.session_id,
        version=__version__,
        hash="",
    )
    vault.put(record, "name", by.name or None, vault.PRACTICE, "practice")
    vault.put(record, "reason", reason or None, vault.PRACTICE, "practice")
    record.hash = _hash(head.hash, record)
    head.count, head.hash = record.id, record.hash
    session.add(record)
    session.add(head)
    session.flush()


def verify(session: Session) -> tuple[int, str]:
    """How many records stand, and what is wrong with the first bad one ("" when all is well)."""
    before, seen = "", 0
    for record in _all(session):
        if record.id != seen + 1:
            return seen, f"record {seen + 1} was removed or moved"
        if record.hash != _hash(before, record):
            return seen, f"record {record.id} was changed"
        before, seen = record.hash, record.id
    head = session.get(AuditHead, 1)
    if head is not None and (head.count, head.hash) != (seen, before):
        return seen, f"the end was cut off: {head.count} records were written, {seen} stand"
    if head is None and seen:
        return seen, "the head of the record was removed"
    return seen, ""


def total(session: Session) -> int:
    """How many records stand."""
    return session.exec(select(func.count(col(AuditRecord.id)))).one()


def _moment(by: By, act: Act) -> datetime:
    now = clock.now()
    if by.role == CLIENT_ROLE and act in TO_THE_DAY:
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
    return now


def _all(session: Session) -> Iterator[AuditRecord]:
    last = 0
    while page := session.exec(
        select(AuditRecord).where(AuditRecord.id > last).order_by(col(AuditRecord.id)).limit(1000)
    ).all():
        yield from page
        last = page[-1].id
        session.expunge_all()


def _hash(before: str, record: AuditRecord) -> str:
    fields = {name: getattr(record, name) for name in AuditRecord.model_fields if name != "hash"}
    fields["at"] = record.at.isoformat(timespec="microseconds")
    text = json.dumps([before, fields], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
