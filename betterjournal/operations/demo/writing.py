"""Tells what one client wrote: work, pages and check-ins; what was shared of it, and what stayed a draft."""

import json
from functools import partial
from typing import Any

from sqlmodel import Session

from betterjournal import vault
from betterjournal.accounts.models import Practice
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import Change
from betterjournal.clock import now, today
from betterjournal.entries import checkins, drafts
from betterjournal.entries.actions import PAGE_WORKSHEET
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.entries.sharing import BARRIERS
from betterjournal.operations.demo.answers import Flat, from_story
from betterjournal.operations.demo.history import identity
from betterjournal.operations.demo.telling import Telling, Told
from betterjournal.operations.demo.work import assignment_id
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import standing

# Evenings: the story keeps days, as drafts do.
WORKED_AT, CHECKED_IN_AT, PAGE_AT = "20:30", "21:00", "21:15"
KINDS = {"shared": "whole", "part": "part"}


def tell(telling: Telling) -> None:
    """Every evening of the story on which something was written or said."""
    sheets = {told["id"]: told["worksheet"] for week in telling.weeks for told in week["set"]}
    for week in telling.weeks:
        for told in week["back"]:
            act = partial(_work, telling, week, told, sheets[told["for"]])
            if told["state"] == "not_this_time":
                act = partial(_not_this_time, telling, told)
            telling.history.at(telling.at(week, told["day"], WORKED_AT), act)
        for told in week["checkins"]:
            telling.history.at(telling.at(week, told[0], CHECKED_IN_AT), partial(_check_in, telling, week, told))
        for order, told in enumerate(week["journal"]):
            name = (telling.key, week["week"], order)
            telling.history.at(telling.at(week, told["day"], PAGE_AT), partial(_page, telling, name, told))


def _work(telling: Telling, week: Told, told: Told, sheet: str, session: Session) -> None:
    assignment = session.get_one(Assignment, assignment_id(told["for"]))
    number = told.get("entry", 1)
    entry = Entry(
        id=identity("entry", told["for"], number),
        client_id=telling.client_id,
        assignment_id=assignment.id,
        kind="worksheet",
        revision_id=assignment.revision_id,
        language=assignment.language,
        number=number,
        begun_on=today(telling.days.zone),
        about_on=today(telling.days.zone),
    )
    answers = from_story(sheet, told["answers"], on=telling.on(week, 0))
    definition = worksheets.definition_of(session, entry.revision_id)
    if any(definition.part_of(path) == "after" for path in answers):
        entry.after_opened_on = entry.begun_on
    _begin(telling, session, entry, answers)
    if told["state"] in KINDS:
        row = _shared(entry, KINDS[told["state"]], smallest=bool(told.get("smallest_used")))
        content: Told = {"answers": standing.to_share(definition, answers)}
        content["prompt"] = assignments.content_of(assignment).prompt
        content["plan"] = assignments.fit_of(session, assignment.id)
        _share(telling, session, row, content)


def _not_this_time(telling: Telling, told: Told, session: Session) -> None:
    row = Shared(
        id=identity("shared", told["for"], "not this time"),
        client_id=telling.client_id,
        assignment_id=assignment_id(told["for"]),
        kind="not_this_time",
        language=telling.client.language,
        shared_at=now(),
    )
    chosen = [name for name in BARRIERS if name in told["barriers"]]
    plan = assignments.fit_of(session, assignment_id(told["for"]))
    _share(telling, session, row, {"barriers": chosen, "words": told["words"], "plan": plan})


def _check_in(telling: Telling, week: Told, told: list[Any], session: Session) -> None:
    day, mood, energy, anxiety, words, shared = told
    entry = _own(telling, session, "check_in", identity("check-in", telling.key, week["week"], day))
    kept = checkins.check(mood, energy, anxiety, words or "")
    _begin(telling, session, entry, {checkins.PATH: kept})
    if shared:
        row = _shared(entry, "check_in")
        _share(telling, session, row, json.loads(kept) | {"on": entry.begun_on.isoformat()})


def _page(telling: Telling, name: tuple[object, ...], told: Told, session: Session) -> None:
    entry = _own(telling, session, "page", identity("page", *name))
    answers = {"text": told["text"]}
    _begin(telling, session, entry, answers)
    if told["shared"]:
        row = _shared(entry, "page", bring=bool(told.get("bring")))
        _share(telling, session, row, {"answers": answers})


def _own(telling: Telling, session: Session, kind: str, entry_id: str) -> Entry:
    return Entry(
        id=entry_id,
        client_id=telling.client_id,
        kind=kind,
        revision_id=worksheets.current_revision(session, PAGE_WORKSHEET),
        language=telling.client.language,
        begun_on=today(telling.days.zone),
        about_on=today(telling.days.zone),
    )


def _begin(telling: Telling, session: Session, entry: Entry, answers: Flat) -> None:
    session.add(entry)
    session.flush()
    session.add_all(_answer(telling, entry, path, words) for path, words in answers.items())
    kind = "" if entry.kind == "worksheet" else entry.kind
    Change(session, telling.client).record(Act.STARTED, object_id=entry.id, client_id=telling.client_id, kind=kind)


def _answer(telling: Telling, entry: Entry, path: str, words: str) -> Answer:
    sealed = vault.seal(telling.client_id, "private", words, drafts.place(entry.id, path))
    return Answer(entry_id=entry.id, path=path, value=sealed, version=1, writer="", seq=0, saved_on=entry.begun_on)


def _shared(entry: Entry, kind: str, *, bring: bool = False, smallest: bool = False) -> Shared:
    return Shared(
        id=identity("shared", entry.id),
        client_id=entry.client_id,
        assignment_id=entry.assignment_id,
        entry_id=entry.id,
        kind=kind,
        revision_id=entry.revision_id,
        language=entry.language,
        number=entry.number,
        bring=bring,
        smallest=smallest,
        shared_at=now(),
    )


def _share(telling: Telling, session: Session, row: Shared, content: Told) -> None:
    vault.put_json(row, "content", content, telling.client_id, "private")
    row.window = session.get_one(Practice, 1).reading_window
    session.add(row)
    Change(session, telling.client).record(Act.SHARED, object_id=row.id, client_id=row.client_id, kind=row.kind)
