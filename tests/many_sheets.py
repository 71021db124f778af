"""Years of shared and opened sheets, written as rows: what the actions would make of them, a thousand times faster."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel, select

from betterjournal import clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Care
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.database import new_id
from betterjournal.entries.drafts import place
from betterjournal.entries.models import Answer, Entry, Opened, Shared
from tests import builders
from tests.cast import ZONE

YEARS, A_WEEK = 10, timedelta(days=7)
NUMBERS = {
    "exposure_record": ("distress_before", "distress_end", "minutes"),
    "thought_record_7": ("belief", "balanced_belief", "emotions.r1.strength"),
}


def write(clinician: Actor, client: Actor, sheets: int, days: int = 365 * YEARS) -> dict[str, str]:
    """So many sheets over so many days up to today, by turns of both worksheets, and a held appointment each week.

    Returns the work of each worksheet.
    """
    rows: dict[type[SQLModel], list[dict[str, Any]]] = {each: [] for each in (Entry, Answer, Shared, Opened)}
    rows[Appointment] = []
    work = {key: builders.assignment(clinician, client, worksheet=key) for key in NUMBERS}
    begun = clock.now() - timedelta(days=days)
    with database.writing() as session:
        for care in session.exec(select(Care).where(Care.client_id == client.client_id)):
            care.from_at = begun
        for week in range(days // 7):
            rows[Appointment].append(_met(clinician, client, begun + week * A_WEEK))
        for number in range(sheets):
            key = list(NUMBERS)[number % 2]
            row = session.get_one(Assignment, work[key])
            _sheet(rows, clinician, row, begun + timedelta(days=days) * number / sheets, _answers(key, number))
        for table, made in rows.items():
            session.connection().execute(insert(table), made)
    return work


def _answers(key: str, number: int) -> dict[str, str]:
    """Now and then one of them is unset."""
    return {path: str((number * 7 + at * 13) % 101) for at, path in enumerate(NUMBERS[key]) if (number + at) % 5}


def _sheet(
    rows: dict[type[SQLModel], list[dict[str, Any]]],
    clinician: Actor,
    work: Assignment,
    at: datetime,
    answers: dict[str, str],
) -> None:
    on: date = clock.local(at, ZONE).date()
    of = {"client_id": work.client_id, "assignment_id": work.id, "revision_id": work.revision_id, "language": "en"}
    entry, shared, read = new_id(), new_id(), {"client_id": work.client_id, "person_id": clinician.person_id}
    days = {"begun_on": on, "about_on": on}
    rows[Entry].append({**of, **days, "id": entry, "kind": "worksheet", "number": len(rows[Entry]) + 1})
    content = vault.seal(work.client_id, "record", json.dumps({"answers": answers}), f"shared/content/{shared}")
    given = {"id": shared, "entry_id": entry, "kind": "part", "content": content, "number": 1, "bring": False}
    rows[Shared].append({**of, **given, "smallest": False, "window": "same_day", "shared_at": at, "opened_at": at})
    rows[Opened].append({**read, "id": new_id(), "shared_id": shared, "at": at})
    for path, words in answers.items():
        value = vault.seal(work.client_id, "private", words, place(entry, path))
        saved = {"path": path, "value": value, "version": 1, "writer": "", "seq": 0, "saved_on": on}
        rows[Answer].append({"entry_id": entry, **saved})


def _met(clinician: Actor, client: Actor, at: datetime) -> dict[str, Any]:
    row = Appointment(
        client_id=client.client_id,
        clinician_id=clinician.person_id,
        starts_at=at,
        ends_at=at + timedelta(minutes=50),
        outcome="held",
        created_at=at,
    )
    return row.model_dump()
