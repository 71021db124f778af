"""Gathers one client's record for a sealed file: what was opened and what was done with it, and nothing private.

It is handed on encrypted and shown to nobody here. Working notes are in it only where that was chosen. Drafts, journal
pages, check-ins and whatever nobody has opened are under the private key and are not asked for: no table of theirs is
named in this module.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.accounts import contact
from betterjournal.accounts.models import Care, Client, Consent, Person, Practice, Supervision
from betterjournal.accounts.views import ContactView
from betterjournal.appointments.models import SILENT, Appointment, EarlyOpening
from betterjournal.assignments import editing
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import Content
from betterjournal.care.models import Cover
from betterjournal.entries import checkins
from betterjournal.entries.models import Opened, Shared
from betterjournal.review import standing
from betterjournal.review.models import Review, Settled, WorkingNote, WorkingNoteEdit
from betterjournal.worksheets import fields
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.views import FieldView


@dataclass(frozen=True)
class Tie:
    """Who had to do with the client, as what, from and until which day ("" when it goes on)."""

    name: str
    role: str
    since: str
    until: str


@dataclass(frozen=True)
class Agreed:
    """One consent; `topic` is one of `accounts.consent.TOPICS`."""

    topic: str
    version: int
    language: str
    on: str
    withdrawn_on: str


@dataclass(frozen=True)
class Met:
    """One appointment, at the practice's wall time; `outcome` is "" for one that is to come."""

    on: str
    at: str
    clinician: str
    outcome: str
    cancelled_by: str


@dataclass(frozen=True)
class Changed:
    """The words of an assignment until somebody changed them, and whether the client could have seen them."""

    on: str
    by: str
    arrived: bool
    content: Content


@dataclass(frozen=True)
class Work:
    """Work that was set, with every word of it as it stands. `number` is what entries and reviews point to.

    `changed` holds the words before each change, oldest first.
    """

    number: int
    on: str
    by: str
    content: Content
    times: int
    repeat: str
    arrived: bool
    withdrawn_on: str
    withdrawn_words: str
    decided_on: str
    changed: list[Changed]


@dataclass(frozen=True)
class Reply:
    """One question with its answer as it was read; a table has `columns` and `rows` instead."""

    question: str
    answer: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Part:
    title: str
    replies: list[Reply]


@dataclass(frozen=True)
class Reader:
    name: str
    on: str


@dataclass(frozen=True)
class Written:
    """Something the client shared that was opened, as it stood. `work` is the number of its assignment, 0 for none.

    `marked_by` wrote it down from paper or on the client's word; `together_with` sat beside them when it was begun.
    `settled` says what became of a page or a check-in, "" for work and while nobody said.
    """

    work: int
    title: str
    kind: str
    on: str
    language: str
    flagged: bool
    smallest: bool
    stopped_on: str
    settled: str
    settled_on: str
    parts: list[Part]
    plan: dict[str, str]
    barriers: list[str]
    way: str
    words: str
    scales: dict[str, int | None]
    marked_by: str
    together_with: str
    together_on: str
    opened: list[Reader]


@dataclass(frozen=True)
class Looked:
    """What was decided together about one piece of work. Ratings are 0 to 4, None when unset."""

    work: int
    title: str
    on: str
    by: str
    much: int | None
    useful: int | None
    decision: str
    takeaway: str


@dataclass(frozen=True)
class Before:
    """Words until that day."""

    on: str
    words: str


@dataclass(frozen=True)
class Noted:
    """A working note of the staff; `work` is the number of its assignment, 0 for none. `about` says what it is on.

    `before` holds the words before each change, oldest first.
    """

    work: int
    about: str
    on: str
    by: str
    language: str
    words: str
    struck_on: str
    before: list[Before]


@dataclass(frozen=True)
class Early:
    """Somebody opened before the window, with the reason they gave."""

    name: str
    on: str
    reason: str


@dataclass(frozen=True)
class Record:
    """Everything on record about one client, in order of time; `notes` only when they were asked for, else None."""

    client: str
    language: str
    added_on: str
    discharged_on: str
    contact: ContactView
    practice: str
    phone: str
    ties: list[Tie]
    consents: list[Agreed]
    appointments: list[Met]
    work: list[Work]
    written: list[Written]
    looked: list[Looked]
    early: list[Early]
    notes: list[Noted] | None


def gather(session: Session, client: Client, *, with_notes: bool = False) -> Record:
    """The record of a client that the caller was allowed to fetch; of working notes everybody's, or none."""
    return _Gathering(session, client, access.practice(session)).record(with_notes=with_notes)


class _Gathering:
    """One client's record while it is read; each table is asked once."""

    def __init__(self, session: Session, client: Client, rules: Practice) -> None:
        self.session, self.client, self.rules = session, client, rules
        self._names: dict[str, str] = {}
        self.sent = self._all(Assignment, Assignment.sent_at)
        self.numbers: dict[str | None, int] = {row.id: number for number, row in enumerate(self.sent, 1)}
        self.contents: dict[str | None, Content] = {row.id: assignments.content_of(row) for row in self.sent}

    def record(self, *, with_notes: bool) -> Record:
        opened = self._opened()
        theirs = select(Settled).where(Settled.client_id == self.client.id)
        settled = {row.shared_id: row for row in self.session.exec(theirs)}
        return Record(
            client=vault.get(self.client, "name"),
            language=self.client.language,
            added_on=self._day(self.client.created_at),
            discharged_on=self._day(self.client.discharged_at),
            contact=contact.of(self.client),
            practice=self.rules.name,
            phone=self.rules.phone,
            ties=self._ties(),
            consents=[self._agreed(row) for row in self._all(Consent, Consent.given_at)],
            appointments=[
                self._met(row)
                for row in self._all(Appointment, Appointment.starts_at)
                if row.cancelled_by not in SILENT
            ],
            work=self._work(),
            written=[self._written(row, opened.get(row.id, []), settled.get(row.id)) for row in self._read()],
            looked=[self._looked(row) for row in self._all(Review, Review.at)],
            early=[self._early(row) for row in self._all(EarlyOpening, EarlyOpening.at)],
            notes=self._notes() if with_notes else None,
        )

    def _all(self, table: Any, order: Any) -> list[Any]:
        return list(
            self.session.exec(
                select(table).where(table.client_id == self.client.id).order_by(order, *table.__table__.primary_key)
            )
        )

    def _read(self) -> list[Shared]:
        """Only what somebody opened: the rest is the client's own still. What was opened stays, also taken back."""
        theirs = select(Shared).where(Shared.client_id == self.client.id, col(Shared.opened_at).is_not(None))
        return list(self.session.exec(theirs.order_by(col(Shared.shared_at), col(Shared.id))))

    def _opened(self) -> dict[str, list[Reader]]:
        found: dict[str, list[Reader]] = {}
        for row in self._all(Opened, Opened.at):
            found.setdefault(row.shared_id, []).append(Reader(self._name(row.person_id), self._day(row.at)))
        return found

    def _ties(self) -> list[Tie]:
        cared = [self._tie(row, row.person_id, "clinician") for row in self._all(Care, Care.from_at)]
        told = [row for row in self._all(Supervision, Supervision.from_at) if row.told_at]
        beside = [self._tie(row, row.supervisor_id, "supervisor") for row in told]
        return cared + beside + [self._tie(row, row.person_id, "cover") for row in self._all(Cover, Cover.from_at)]

    def _tie(self, row: Care | Supervision | Cover, person_id: str, role: str) -> Tie:
        return Tie(self._name(person_id), role, self._day(row.from_at), self._day(row.until_at))

    def _agreed(self, row: Consent) -> Agreed:
        return Agreed(row.topic, row.version, row.language, self._day(row.given_at), self._day(row.withdrawn_at))

    def _met(self, row: Appointment) -> Met:
        starts = clock.local(row.starts_at, self.rules.time_zone)
        held = "held" if row.ends_at <= clock.now() else ""
        return Met(
            on=starts.date().isoformat(),
            at=starts.strftime("%H:%M"),
            clinician=self._name(row.clinician_id),
            outcome=row.outcome or held,
            cancelled_by=row.cancelled_by,
        )

    def _work(self) -> list[Work]:
        waiting = standing.waiting(self.session, [row.id for row in self.sent], clock.now())
        changed = self._changed()
        return [
            Work(
                number=self.numbers[row.id],
                on=self._day(row.sent_at),
                by=self._name(row.clinician_id),
                content=self.contents[row.id],
                times=row.aim,
                repeat=row.repeat,
                arrived=row.id not in waiting,
                withdrawn_on=self._day(row.withdrawn_at),
                withdrawn_words=vault.get(row, "withdrawn_words"),
                decided_on=self._day(row.decided_at),
                changed=changed.get(row.id, []),
            )
            for row in self.sent
        ]

    def _changed(self) -> dict[str, list[Changed]]:
        found: dict[str, list[Changed]] = {}
        for row, before in editing.befores(self.session, self.client.id):
            told = Changed(self._day(row.at), self._name(row.person_id), row.arrived, before)
            found.setdefault(row.assignment_id, []).append(told)
        return found

    def _written(self, row: Shared, opened: list[Reader], settled: Settled | None) -> Written:
        held = vault.get_json(row, "content")
        scales: dict[str, int | None] = {name: held[name] for name in checkins.SCALES if name in held}
        plan = {name: str(words) for name, words in (held.get("plan") or {}).items() if words not in ("", None, False)}
        return Written(
            work=self.numbers.get(row.assignment_id, 0),
            title=self._title(row.assignment_id),
            kind=row.kind,
            on=held.get("on") or self._day(row.shared_at),
            language=row.language,
            flagged=row.bring,
            smallest=row.smallest,
            stopped_on=self._day(row.taken_back_at),
            settled=settled.decision if settled else "",
            settled_on=self._day(settled.at) if settled else "",
            parts=self._parts(row, held),
            plan=plan,
            barriers=list(held.get("barriers", [])),
            way=held.get("way", ""),
            words=held.get("words") or "",
            scales=scales,
            marked_by=self._name(row.marked_by) if row.marked_by else "",
            together_with=self._name(row.together_with) if row.together_with else "",
            together_on=held.get("together_on", ""),
            opened=opened,
        )

    def _parts(self, row: Shared, held: dict[str, Any]) -> list[Part]:
        if "answers" not in held or row.revision_id is None:
            return []
        definition = worksheets.definition_of(self.session, row.revision_id)
        drawn = fields.sections(
            definition,
            row.language,
            held["answers"],
            {},
            prompt=held.get("prompt", ""),
            opened_after=True,
            reading=True,
        )
        parts = [Part(part.title, [_reply(each) for each in part.fields if _is_read(each)]) for part in drawn]
        return [part for part in parts if part.replies]

    def _looked(self, row: Review) -> Looked:
        return Looked(
            work=self.numbers[row.assignment_id],
            title=self._title(row.assignment_id),
            on=self._day(row.at),
            by=self._name(row.person_id),
            much=row.much,
            useful=row.useful,
            decision=row.decision,
            takeaway=vault.get(row, "takeaway"),
        )

    def _early(self, row: EarlyOpening) -> Early:
        return Early(self._name(row.person_id), self._day(row.at), vault.get(row, "reason"))

    def _notes(self) -> list[Noted]:
        before: dict[str, list[Before]] = {}
        for row in self._all(WorkingNoteEdit, WorkingNoteEdit.at):
            before.setdefault(row.note_id, []).append(Before(self._day(row.at), vault.get(row, "before")))
        shared = {row.id: row for row in self._read()}
        return [
            self._noted(row, shared.get(row.shared_id), before.get(row.id, []))
            for row in self._all(WorkingNote, WorkingNote.at)
        ]

    def _noted(self, row: WorkingNote, shared: Shared | None, before: list[Before]) -> Noted:
        work = shared.assignment_id if shared else row.assignment_id
        return Noted(
            work=self.numbers.get(work, 0),
            about=shared.kind if shared else "work" if work else "client",
            on=self._day(row.at),
            by=self._name(row.person_id),
            language=row.language,
            words=vault.get(row, "words"),
            struck_on=self._day(row.struck_at),
            before=before,
        )

    def _name(self, person_id: str) -> str:
        if person_id not in self._names:
            self._names[person_id] = vault.get(self.session.get_one(Person, person_id), "name")
        return self._names[person_id]

    def _title(self, assignment_id: str | None) -> str:
        content = self.contents.get(assignment_id)
        return content.title if content else ""

    def _day(self, moment: datetime | None) -> str:
        """The practice's own day: the record tells no finer when a client did something."""
        return clock.local(moment, self.rules.time_zone).date().isoformat() if moment else ""


def _is_read(field: FieldView) -> bool:
    return field.visible and field.kind != "text"


def _reply(field: FieldView) -> Reply:
    rows = [[cell.shown for cell in row.cells] for row in field.rows]
    return Reply(field.label, field.shown, [column.label for column in field.columns] if rows else [], rows)
