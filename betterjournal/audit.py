"""The append-only, hash-chained record of who did what; never of what was written or when a client writes."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from sqlalchemy import ColumnElement, Index, func
from sqlalchemy.exc import IntegrityError
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
    CONTACT_KEPT = "client.contact_kept"
    CODE_RENEWED = "client.code_renewed"
    JOINED = "client.joined"
    CONSENTED = "client.consented"
    CONSENT_WITHDRAWN = "client.consent_withdrawn"
    HANDED_OVER = "care.handed_over"
    CARE_ENDED = "care.ended"
    PAST_CHOSEN = "care.past_chosen"
    SUPERVISION_NAMED = "care.supervision_named"
    SUPERVISION_ENDED = "care.supervision_ended"
    COVER_NAMED = "care.cover_named"
    COVER_ENDED = "care.cover_ended"
    DISCHARGED = "care.discharged"
    TAKEN_UP_AGAIN = "care.taken_up_again"
    APPOINTMENT_SET = "appointment.set"
    APPOINTMENT_OUTCOME = "appointment.outcome"
    APPOINTMENT_NEWS_READ = "appointment.news_read"
    AWAY_SET = "away.set"
    AWAY_ENDED = "away.ended"
    CALENDAR_CONNECTED = "calendar.connected"
    CALENDAR_DISCONNECTED = "calendar.disconnected"
    CALENDAR_CODE = "calendar.code"
    CALENDAR_BEGUN = "calendar.begun"
    SENT = "assignment.sent"
    WITHDRAWN = "assignment.withdrawn"
    CHANGED = "assignment.changed"
    FITTED = "assignment.fitted"
    RESTED = "assignment.rested"
    PAUSED = "assignment.paused"
    RESUMED = "assignment.resumed"
    FAVOURITE_KEPT = "composer.favourite_kept"
    FAVOURITE_REMOVED = "composer.favourite_removed"
    PHRASE_KEPT = "composer.phrase_kept"
    PHRASE_REMOVED = "composer.phrase_removed"
    PROGRAMME_KEPT = "programme.kept"
    PROGRAMME_REMOVED = "programme.removed"
    PROGRAMME_STARTED = "programme.started"
    PROGRAMME_CHANGED = "programme.changed"
    PROGRAMME_ENDED = "programme.ended"
    STARTED = "entry.started"
    PART_OPENED = "entry.part_opened"
    DELETED = "entry.deleted"
    SHARED = "entry.shared"
    TAKEN_BACK = "entry.taken_back"
    MARKED = "entry.marked"
    TOGETHER_BEGUN = "together.begun"
    TOGETHER_ENDED = "together.ended"
    READ = "client.read"
    OPENED = "entry.opened"
    OPENED_EARLY = "entry.opened_early"
    REVIEWED = "review.saved"
    COPIED = "review.copied"
    NOTE_WRITTEN = "note.written"
    NOTE_CHANGED = "note.changed"
    NOTE_STRUCK = "note.struck"
    PRINTED = "client.printed"
    EXPORTED = "client.exported"
    STOPPED = "client.stopped"
    STARTED_AGAIN = "client.started_again"
    RECORD_SEALING = "record.sealing"
    RECORD_SEALED = "record.sealed"
    REFUSED = "access.refused"
    RECORD_READ = "record.read"
    RECORD_EXPORTED = "record.exported"
    RECORD_RESTORED = "record.restored"
    KEYS_ROTATED = "keys.rotated"
    SHEET_PRINTED = "keys.sheet_printed"
    READY = "readiness.done"
    WAIVED = "readiness.waived"
    REOPENED = "readiness.reopened"
    HELP_LINE_CHECKED = "help_line.checked"


# What the owner's log leaves out: a trace of what a client does and when.
CLIENT_ACTS = frozenset(
    {
        Act.APPOINTMENT_NEWS_READ,
        Act.FITTED,
        Act.RESTED,
        Act.STARTED,
        Act.PART_OPENED,
        Act.DELETED,
        Act.SHARED,
        Act.TAKEN_BACK,
        Act.PAST_CHOSEN,
    }
)


# Kept to the day: they would tell when a client writes or looks (SEC-31).
TO_THE_DAY = frozenset(
    {
        Act.SIGN_IN,
        Act.UNLOCK_REFUSED,
        Act.SIGN_IN_REFUSED,
        Act.SIGN_OUT,
        Act.SIGN_OUT_EVERYWHERE,
        Act.SETTINGS,
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
        Act.PAST_CHOSEN,
        Act.APPOINTMENT_NEWS_READ,
        Act.FITTED,
        Act.RESTED,
        Act.STARTED,
        Act.PART_OPENED,
        Act.DELETED,
        Act.SHARED,
        Act.TAKEN_BACK,
        Act.TOGETHER_ENDED,
        Act.JOINED,
        Act.CONSENTED,
        Act.CONSENT_WITHDRAWN,
    }
)
CLIENT_ROLE, VISITOR_ROLE = "client", "visitor"
STAFF_KIND = "staff"
# As what somebody reads of a client who is not in their care, in place of "done".
FOR_A_COLLEAGUE = {"supervised": "supervisor", "covered": "covering"}
# What the owner's log tells of clients: their joining and consent are the practice's business, the rest is not.
LISTED_OF_CLIENTS = frozenset({Act.JOINED, Act.CONSENTED, Act.CONSENT_WITHDRAWN})


@dataclass(frozen=True)
class By:
    """Who acts, as the record keeps them: id, name and role at the time. `time_zone` says where their days begin."""

    person_id: str
    name: str
    role: str
    session_id: str
    address: str
    time_zone: str = "UTC"


class AuditRecord(SQLModel, table=True):
    """One event. `hash` covers every field and the hash before it.

    `listed` says whether the owner's log shows it. It follows from the rows (`verify` works it out again), so that a
    page of a long log is one walk along an index: each index is one of the log's filters, in the order it is shown.
    """

    __tablename__ = "audit_record"
    __table_args__ = (
        Index("ix_audit_record_listed", "listed", "at", "id"),
        Index("ix_audit_record_by_person", "listed", "person_id", "at", "id"),
        Index("ix_audit_record_by_act", "listed", "act", "at", "id"),
        Index("ix_audit_record_by_person_and_act", "listed", "person_id", "act", "at", "id"),
        Index("ix_audit_record_by_client", "listed", "client_id", "at", "id"),
    )

    id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    act: str
    person_id: str
    name: str | None = vault.sealed_column(nullable=True)
    role: str
    client_id: str
    object_id: str
    kind: str
    reason: str | None = vault.sealed_column(nullable=True)
    result: str
    address: str
    session_id: str
    version: str
    hash: str
    listed: bool = True


# What the hash does not cover: itself, and what follows from the rest.
_BESIDE_THE_HASH = frozenset({"hash", "listed"})


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
    """Add one record in the caller's transaction; two writers wait for each other at the head row.

    `reason` is what somebody gave for the record: the owner reads it, so no clinical text goes there.
    """
    head = _head(session)
    record = AuditRecord(
        id=head.count + 1,
        at=_moment(by, act, kind),
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
    record.listed = _is_listed(record, partial(_opened_that_day, session, record))
    head.count, head.hash = record.id, record.hash
    session.add(record)
    session.add(head)
    session.flush()


def verify(session: Session) -> tuple[int, str]:
    """How many records stand, and what is wrong with the first bad one ("" when all is well)."""
    before, seen = "", 0
    opened: set[tuple[str, str, date]] = set()
    for record in _all(session):
        if record.id != seen + 1:
            return seen, f"record {seen + 1} was removed or moved"
        if record.hash != _hash(before, record):
            was = _stood_at(session, record)
            return seen, f"record {record.id} holds what was record {was}" if was else f"record {record.id} was changed"
        if record.listed != _is_listed(record, partial(opened.__contains__, _day(record))):
            return seen, f"record {record.id} was {'put into' if record.listed else 'hidden from'} the owner's log"
        if record.act == Act.OPENED:
            opened.add(_day(record))
        before, seen = record.hash, record.id
    head = session.get(AuditHead, 1)
    if head is not None and (head.count, head.hash) != (seen, before):
        return seen, f"the end was cut off: {head.count} records were written, {seen} stand"
    if head is None and seen:
        return seen, "the head of the record was removed"
    return seen, ""


def lately(session: Session, by: By, act: Act, within: timedelta, **same: str) -> int:
    """How many records of this act by this person there are since then, with the `same` columns."""
    return session.exec(select(func.count(col(AuditRecord.id))).where(*recent(by, act, within, **same))).one()


def recent(by: By, act: Act, within: timedelta, **same: str) -> list[ColumnElement[bool]]:
    """The SQL conditions on these records."""
    return [
        col(AuditRecord.listed).is_(True),
        col(AuditRecord.person_id) == by.person_id,
        col(AuditRecord.act) == act.value,
        col(AuditRecord.at) > clock.now() - within,
        *(getattr(AuditRecord, name) == value for name, value in same.items()),
    ]


def _head(session: Session) -> AuditHead:
    """The one head row, locked until the end of the transaction; made at the very first record."""
    locked = select(AuditHead).where(AuditHead.id == 1).with_for_update()
    head = session.exec(locked).first()
    if head is None:
        try:
            with session.begin_nested():
                session.add(AuditHead(id=1, count=0, hash=""))
        except IntegrityError:
            # Another writer was faster; its row is waited for.
            pass
        head = session.exec(locked).one()
    return head


def _is_listed(record: AuditRecord, opened_before: Callable[[], bool]) -> bool:
    """No act of a client, and of opening one line a day for each reader and client: else they count what came in."""
    if record.act in CLIENT_ACTS or (record.role == CLIENT_ROLE and record.act not in LISTED_OF_CLIENTS):
        return False
    return record.act != Act.OPENED or not opened_before()


def _opened_that_day(session: Session, record: AuditRecord) -> bool:
    midnight = record.at.replace(hour=0, minute=0, second=0, microsecond=0)
    listed = select(AuditRecord.id).where(
        col(AuditRecord.listed).is_(True),
        AuditRecord.person_id == record.person_id,
        AuditRecord.act == record.act,
        AuditRecord.client_id == record.client_id,
        AuditRecord.at >= midnight,
        AuditRecord.at < midnight + timedelta(days=1),
    )
    return session.exec(listed).first() is not None


def _day(record: AuditRecord) -> tuple[str, str, date]:
    return record.person_id, record.client_id, record.at.date()


def _stood_at(session: Session, record: AuditRecord) -> int:
    """Where a record that is not in its place stood before; 0 when it fits nowhere."""
    fields = _fields(record)
    before = ""
    for identity, digest in session.exec(select(AuditRecord.id, AuditRecord.hash).order_by(col(AuditRecord.id))):
        # Its forerunner stands before that place, or, when the two changed places, in it.
        for place, forerunner in ((identity, before), (identity, digest), (identity + 1, digest)):
            if _digest(forerunner, {**fields, "id": place}) == record.hash:
                return place
        before = digest
    return 0


def _moment(by: By, act: Act, kind: str) -> datetime:
    """A stranger whose sign-in was refused may be a client, unless it was tried on a staff account."""
    now = clock.now()
    maybe_client = by.role == CLIENT_ROLE or (by.role == VISITOR_ROLE and kind != STAFF_KIND)
    if maybe_client and act in TO_THE_DAY:
        # What the owner reads is the day on the practice's wall.
        zone = by.time_zone if act in LISTED_OF_CLIENTS else "UTC"
        return clock.day_begins(now, zone)
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
    return _digest(before, _fields(record))


def _fields(record: AuditRecord) -> dict[str, object]:
    fields = {name: getattr(record, name) for name in AuditRecord.model_fields if name not in _BESIDE_THE_HASH}
    return {**fields, "at": record.at.isoformat(timespec="microseconds")}


def _digest(before: str, fields: dict[str, object]) -> str:
    text = json.dumps([before, fields], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
