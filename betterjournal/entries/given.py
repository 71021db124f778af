"""What is given with a sharing: its words as they stand, and as they are read, by the client before and by staff after.

One function makes what is kept, one what is read of it, so that a preview cannot show anything else.
"""

import json
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from betterjournal import access, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries import reading
from betterjournal.entries.models import Entry
from betterjournal.entries.views import GivenView, PreviewView
from betterjournal.errors import Refused
from betterjournal.worksheets import fields, standing
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.views import SectionView


def preview(actor: Actor, entry_id: str) -> PreviewView:
    """What staff would read if the entry were shared as it stands now; refused when it could not be."""
    with database.reading() as session:
        mine = access.own_client(session, actor, to_write=True)
        entry = access.own_entry(session, actor, entry_id)
        content = to_give(session, entry, assignment_of(session, actor, entry))
        drawn = read(session, kind_of(entry, content["answers"]), entry.language, entry.revision_id, content)
    first_name = people.first_name(vault.get(mine, "name"))
    return PreviewView(**vars(drawn), id=entry.id, first_name=first_name, looked_at=fingerprint(entry, content))


def to_give(session: Session, entry: Entry, assignment: Assignment | None) -> dict[str, Any]:
    """What a sharing of it holds, when there is something to share and somebody who may open it."""
    content = content_of(session, entry, assignment)
    if not content["answers"]:
        raise Refused("problem.nothing_to_share")
    somebody_reads(session, entry.client_id)
    return content


def assignment_of(session: Session, actor: Actor, entry: Entry) -> Assignment | None:
    """The work it was written for, not withdrawn; None for a page of one's own."""
    if entry.assignment_id is None:
        return None
    row = access.own_assignment(session, actor, entry.assignment_id)
    access.not_withdrawn(row)
    return row


def somebody_reads(session: Session, client_id: str) -> None:
    """Between two clinicians, and after a discharge, writing stays possible and sharing is off."""
    finished = session.get_one(Client, client_id).discharged_at is not None
    if finished or not appointments.clinician_name(session, client_id):
        raise Refused("problem.nobody_reads")


def content_of(session: Session, entry: Entry, assignment: Assignment | None) -> dict[str, Any]:
    """What a sharing of the entry holds, as it stands."""
    definition = worksheets.definition_of(session, entry.revision_id)
    answers, _ = reading.draft(session, entry)
    content: dict[str, Any] = {"answers": standing.to_share(definition, answers)}
    if assignment:
        content["prompt"] = assignments.content_of(assignment).prompt
        content["plan"] = assignments.fit_of(session, assignment.id)
        if assignment.repeat != "once" or entry.about_on != entry.begun_on:
            content["about_on"] = entry.about_on.isoformat()
    if entry.prompt:
        content["prompt"] = vault.get(entry, "prompt")
    if entry.together_with:
        content["together_on"] = entry.begun_on.isoformat()
    return content


def fingerprint(entry: Entry, content: dict[str, Any]) -> str:
    """Another for whatever would be read otherwise. It goes to the page that shows it and is kept nowhere."""
    whole = [entry.id, entry.revision_id, entry.language, content]
    return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def kind_of(entry: Entry, answers: dict[str, str]) -> str:
    """Whole when all that is required is there, else part; of a page or a check-in what it is."""
    if entry.kind != "worksheet":
        return entry.kind
    return "whole" if standing.whole(worksheets.known_definition(entry.revision_id), answers) else "part"


def read(session: Session, kind: str, language: str, revision_id: str | None, held: dict[str, Any]) -> GivenView:
    """The content of a sharing as it is read; of one that nobody opened yet (`held` is empty) nothing."""
    plan = held.get("plan") or {}
    return GivenView(
        kind=kind,
        language=language,
        sections=_sections(session, language, revision_id, held),
        barriers=list(held.get("barriers", [])),
        way=held.get("way", ""),
        words=held.get("words") or "",
        mood=_number(held.get("mood")),
        energy=_number(held.get("energy")),
        anxiety=_number(held.get("anxiety")),
        when=plan.get("when", ""),
        where=plan.get("where", ""),
        first_step=plan.get("first_step", ""),
        sureness=_number(plan.get("sureness")),
    )


def _sections(session: Session, language: str, revision_id: str | None, held: dict[str, Any]) -> list[SectionView]:
    if "answers" not in held or revision_id is None:
        return []
    definition = worksheets.definition_of(session, revision_id)
    return fields.as_read(definition, language, held["answers"], held.get("prompt", ""))


def _number(value: Any) -> str:
    return "" if value is None else str(value)
