"""Makes a sealed record: asked for with a fresh proof, made once when it is fetched, kept nowhere."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people, proving, sessions, tokens
from betterjournal.accounts.models import Client
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound
from betterjournal.privacy import contents, locking, packing
from betterjournal.privacy.models import SealedRecord
from betterjournal.privacy.packing import Cover, Draw
from betterjournal.privacy.views import AskedView, OfferView

# An order of a court may forbid telling the client, and nothing else may.
COURT = "court"
BASES = ("asked", COURT, "continuity", "college")
TICKET_LASTS = timedelta(minutes=10)
LONGEST_WORDS = 500
LONGEST_SILENCE = timedelta(days=3653)
NUMBER = 8


@dataclass(frozen=True)
class File:
    """An encrypted file, with a name that tells nothing of whom it is about."""

    name: str
    content: bytes


def check(actor: Actor, client_id: str, form: Mapping[str, str]) -> AskedView:
    """What was typed, to be looked at once more before the file is made."""
    with database.reading() as session:
        access.client_given_out(session, actor, client_id)
    return AskedView(
        id=client_id,
        # In the order of the page, so that the first thing to look at is the first one down.
        recipient=people.named(form.get("recipient", ""), "recipient"),
        known_as=_said(form, "known_as"),
        basis=_basis(form),
        reason=_said(form, "reason"),
        public_key=locking.key(form.get("public_key", "")),
        untold_until=_untold(form, clock.today(actor.time_zone)),
        with_notes="with_notes" in form,
    )


def seal(actor: Actor, asked: AskedView) -> OfferView:
    """Write down who asks for it, for whom and why; the way to fetch it works once, here, and for ten minutes."""
    ticket, words = tokens.new(), "" if asked.public_key else locking.new_words()
    now = clock.now()
    with changing(actor) as change:
        client = access.client_given_out(change.session, actor, asked.id)
        proving.require(change.session, actor)
        row = SealedRecord(
            client_id=client.id,
            person_id=actor.person_id,
            basis=asked.basis,
            public_key=asked.public_key,
            untold_until=date.fromisoformat(asked.untold_until) if asked.untold_until else None,
            with_notes=asked.with_notes,
            asked_at=now,
            session_id=actor.session_id,
            ticket_digest=tokens.digest(ticket),
            ticket_until=now + TICKET_LASTS,
            words_digest=tokens.digest(ticket + words),
        )
        for name in ("recipient", "known_as", "reason"):
            vault.put(row, name, getattr(asked, name), client.id, "record")
        change.session.add(row)
        change.record(Act.RECORD_SEALING, object_id=row.id, client_id=client.id, kind=row.basis, reason=asked.reason)
    return OfferView(client.id, ticket, words, number(row), asked.recipient)


def hand_over(actor: Actor, ticket: str, words: str, draw: Draw) -> File:
    """The file, made now and handed over once; whoever asks a second time gets nothing.

    It is made before the change, so that no write waits for it; only what was then written down is given away.
    """
    with database.reading() as session:
        row = _offered(session, actor, ticket, words)
        client = access.client_given_out(session, actor, row.client_id)
        packed = packing.packed(_cover(row, actor), contents.gather(session, client, with_notes=row.with_notes), draw)
    made = locking.under_key(packed, row.public_key) if row.public_key else locking.under_words(packed, words)
    with changing(actor) as change:
        sessions.require(change.session, actor)
        row = _offered(change.session, actor, ticket, words)
        client = access.client_given_out(change.session, actor, row.client_id)
        row.ticket_digest = row.words_digest = None
        row.made_at, row.file_digest = clock.now(), hashlib.sha256(made).hexdigest()
        change.session.add(row)
        reason = vault.get(row, "reason")
        change.record(Act.RECORD_SEALED, object_id=row.id, client_id=client.id, kind=row.basis, reason=reason)
        change.announce(f"settled:{client.id}", *_told(row, client))
    return File(f"notes-{number(row)}.zip.age", made)


def number(row: SealedRecord) -> str:
    """What people call one file by."""
    return row.id[:NUMBER]


def _told(row: SealedRecord, client: Client) -> list[str]:
    """While an order forbids telling the client, not even a page of theirs may stir."""
    return [] if row.untold_until else [f"client:{client.id}"]


def _offered(session: Session, actor: Actor, ticket: str, words: str) -> SealedRecord:
    """What this ticket was given for, in this very session, with these very words; the row is held while it changes."""
    wanted = select(SealedRecord).where(SealedRecord.ticket_digest == tokens.digest(ticket)).with_for_update()
    row = session.exec(wanted).first()
    mine = row is not None and (row.person_id, row.session_id) == (actor.person_id, actor.session_id)
    if row is None or not mine or clock.now() >= row.ticket_until or row.words_digest != tokens.digest(ticket + words):
        raise NotFound("problem.ticket_used")
    return row


def _cover(row: SealedRecord, actor: Actor) -> Cover:
    return Cover(
        number=number(row),
        recipient=vault.get(row, "recipient"),
        known_as=vault.get(row, "known_as"),
        basis=row.basis,
        reason=vault.get(row, "reason"),
        by=actor.name,
        on=clock.today(actor.time_zone).isoformat(),
    )


def _basis(form: Mapping[str, str]) -> str:
    basis = form.get("basis", "")
    if basis not in BASES:
        raise Invalid("basis", "problem.choose")
    return basis


def _said(form: Mapping[str, str], name: str) -> str:
    words = " ".join(form.get(name, "").split())
    if not words:
        raise Invalid(name, "problem.needed")
    if len(words) > LONGEST_WORDS:
        raise Invalid(name, "problem.long", most=str(LONGEST_WORDS))
    return words


def _untold(form: Mapping[str, str], today: date) -> str:
    """Until which day the client is not told; "" tells them at once. Whoever ticks it names the day."""
    if "untold" not in form or form.get("basis") != COURT:
        return ""
    try:
        until = date.fromisoformat(form.get("untold_until", ""))
    except ValueError:
        raise Invalid("untold_until", "problem.date") from None
    if not today < until <= today + LONGEST_SILENCE:
        raise Invalid("untold_until", "problem.past")
    return until.isoformat()
