"""Working notes: a clinician writes them for the record, changes their own and strikes them; none is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries.models import Shared
from betterjournal.errors import Conflict, Invalid
from betterjournal.review.models import WorkingNote, WorkingNoteEdit

LONGEST = 5000


@dataclass(frozen=True)
class Said:
    """A note as its form was sent. `about` is the id of the work or of what was shared; "" for the client."""

    client_id: str
    words: str
    about: str = ""
    request_id: str = ""


def typed(form: Mapping[str, str]) -> Said:
    return Said(**{name: form.get(name, "") for name in ("client_id", "words", "about", "request_id")})


def changes(form: Mapping[str, str]) -> int:
    """How often the note had been changed when its form was opened."""
    said = form.get("changes", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1


def write(actor: Actor, said: Said) -> str:
    """Put a note on record; pressed twice it is one. Returns its id.

    The client's own pages hear nothing of it.
    """
    words = _checked(said.words)
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, said.client_id, alone=True)
        row = _written_before(change.session, actor, said)
        if row is None:
            work, shared = _about(change.session, actor, client, said.about)
            row = WorkingNote(
                client_id=client.id,
                person_id=actor.person_id,
                at=clock.now(),
                language=actor.language,
                assignment_id=work,
                shared_id=shared,
                request_id=said.request_id,
            )
            vault.put(row, "words", words, client.id, "record")
            change.session.add(row)
        change.record(Act.NOTE_WRITTEN, object_id=row.id, client_id=client.id)
        change.announce(f"staff:{client.id}")
    return row.id


def rewrite(actor: Actor, note_id: str, words: str, changes: int) -> None:
    """Put other words in a note's place; those before stay on record. The same again change nothing.

    `Conflict` when it was changed since the form was opened.
    """
    after = _checked(words)
    with changing(actor) as change:
        row = access.own_note(change.session, actor, note_id)
        before = vault.get(row, "words")
        if after != before:
            _still(row, changes)
            kept = WorkingNoteEdit(note_id=row.id, client_id=row.client_id, at=clock.now())
            vault.put(kept, "before", before, row.client_id, "record")
            vault.put(row, "words", after, row.client_id, "record")
            row.changes += 1
            change.session.add_all([kept, row])
        change.record(Act.NOTE_CHANGED, object_id=row.id, client_id=row.client_id)
        change.announce(f"staff:{row.client_id}")


def strike(actor: Actor, note_id: str, changes: int) -> None:
    """Say that a note does not hold any more. It stays on record, with its words."""
    with changing(actor) as change:
        row = access.own_note(change.session, actor, note_id)
        if row.struck_at is None:
            _still(row, changes)
            row.struck_at = clock.now()
            change.session.add(row)
        change.record(Act.NOTE_STRUCK, object_id=row.id, client_id=row.client_id)
        change.announce(f"staff:{row.client_id}")


def _checked(words: str) -> str:
    if not words.strip():
        raise Invalid("words", "problem.needed")
    if len(words) > LONGEST:
        raise Invalid("words", "problem.long", most=str(LONGEST))
    return words.strip()


def _about(session: Session, actor: Actor, client: Client, about: str) -> tuple[str | None, str | None]:
    """The work or what was shared that it is on.

    Only what is on the record: what the client may still take back stays theirs.
    """
    if not about:
        return None, None
    reading = access.reading(session, actor, client)
    work = select(Assignment.id).where(
        Assignment.id == about, Assignment.client_id == client.id, reading.set_before_them
    )
    if session.exec(work).first():
        return about, None
    opened = access.shared_visible_to(session, actor, client, reading).where(
        Shared.id == about, col(Shared.opened_at).is_not(None)
    )
    return None, access.found(session.exec(opened).first()).id


def _written_before(session: Session, actor: Actor, said: Said) -> WorkingNote | None:
    same = (
        WorkingNote.request_id == said.request_id,
        WorkingNote.person_id == actor.person_id,
        WorkingNote.client_id == said.client_id,
    )
    return session.exec(select(WorkingNote).where(*same)).first()


def _still(row: WorkingNote, changes: int) -> None:
    """As it stood when the form was opened."""
    if row.struck_at is not None or row.changes != changes:
        raise Conflict("problem.note_changed")
