"""What a clinician writes down of work that was done on paper, in the client's words and plainly marked.

It is a fact of its own beside the client's sharing: theirs was never asked for, so no window applies and nothing can be
taken back. Written down anew, it takes the place of what was written down before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries.models import Opened, Shared
from betterjournal.entries.sharing import BARRIERS, WAYS
from betterjournal.errors import Conflict, Invalid, Refused

KINDS = ("whole", "part", "another_way", "not_this_time")
LONGEST_WORDS = 10_000


@dataclass(frozen=True)
class Told:
    """How it went as the client said it, and their words from the sheet. Barriers are of not this time, a way of
    another way."""

    assignment_id: str
    kind: str
    words: str = ""
    barriers: tuple[str, ...] = ()
    way: str = ""

    @classmethod
    def typed(cls, form: Mapping[str, str]) -> "Told":
        """From the form as it was sent; what belongs to another end than the one chosen is left out."""
        kind = form.get("kind", "")
        return cls(
            assignment_id=form.get("assignment_id", ""),
            kind=kind,
            words=form.get("words", ""),
            barriers=tuple(name for name in BARRIERS if name in form) if kind == "not_this_time" else (),
            way=form.get("way", "") if kind == "another_way" else "",
        )

    @property
    def content(self) -> dict[str, Any]:
        """As it is sealed."""
        held: dict[str, Any] = {"words": self.words.strip()}
        if self.kind == "not_this_time":
            held["barriers"] = list(self.barriers)
        return held | ({"way": self.way} if self.way else {})


def mark(actor: Actor, told: Told) -> str:
    """Write down how it went, for a client in the actor's care; returns the id. Pressed twice it is one."""
    _check(told)
    with changing(actor) as change:
        assignment = access.assignment_in_care(change.session, actor, told.assignment_id)
        _open_still(change.session, assignment)
        before = _before(change.session, actor, assignment)
        row = next((each for each in before if _is_same(each, actor, told)), None)
        if row is None:
            for each in before:
                each.taken_back_at = clock.now()
                change.session.add(each)
            row = _marked(change.session, actor, assignment, told)
        change.record(Act.MARKED, object_id=row.id, client_id=row.client_id)
        change.announce(f"client:{row.client_id}", f"staff:{row.client_id}")
    return row.id


def open_at_once(session: Session, row: Shared, content: dict[str, Any]) -> None:
    """Keep what a clinician wrote themself: under the record's key and opened by who wrote it."""
    row.opened_at = row.shared_at
    vault.put_json(row, "content", content, row.client_id, "record")
    session.add(row)
    session.flush()
    by = row.marked_by or ""
    session.add(Opened(shared_id=row.id, client_id=row.client_id, person_id=by, at=row.shared_at))


def _check(told: Told) -> None:
    if told.kind not in KINDS:
        raise Invalid("kind", "problem.choose")
    if told.way and told.way not in WAYS:
        raise Invalid("way", "problem.choose")
    if not set(told.barriers) <= set(BARRIERS):
        raise Invalid("barriers", "problem.choose")
    if len(told.words) > LONGEST_WORDS:
        raise Invalid("words", "problem.long", most=str(LONGEST_WORDS))


def _open_still(session: Session, assignment: Assignment) -> None:
    access.not_withdrawn(assignment)
    access.not_stopped(session, assignment.client_id)
    access.not_asked_anew(session, assignment.client_id)
    if assignment.decided_at is not None:
        raise Conflict("problem.decided")
    here = select(Assignment.id).where(Assignment.id == assignment.id, access.arrived(clock.now()))
    if session.exec(here).first() is None:
        raise Refused("problem.not_arrived")


def _before(session: Session, actor: Actor, assignment: Assignment) -> list[Shared]:
    """What was written down of it before, as far back as the actor reads.

    What was begun together and shared by word is not replaced.
    """
    client = access.client_in_care(session, actor, assignment.client_id)
    mine = (Shared.assignment_id == assignment.id, col(Shared.marked_by).is_not(None), col(Shared.entry_id).is_(None))
    return list(session.exec(access.shared_visible_to(session, actor, client).where(*mine)))


def _is_same(row: Shared, actor: Actor, told: Told) -> bool:
    same = (row.marked_by, row.kind) == (actor.person_id, told.kind)
    return same and vault.get_json(row, "content") == told.content


def _marked(session: Session, actor: Actor, assignment: Assignment, told: Told) -> Shared:
    row = Shared(
        client_id=assignment.client_id,
        assignment_id=assignment.id,
        kind=told.kind,
        language=assignment.language,
        window=access.practice(session).reading_window,
        shared_at=clock.now(),
        marked_by=actor.person_id,
    )
    open_at_once(session, row, told.content)
    return row
