"""Tells the work set for one client: sent, fitted, withdrawn, and looked at together."""

from dataclasses import asdict
from datetime import timedelta
from functools import partial

from sqlmodel import Session

from betterjournal import vault
from betterjournal.assignments.actions import Plan
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.assignments.views import Content
from betterjournal.audit import Act
from betterjournal.changes import Change
from betterjournal.clock import now, today
from betterjournal.operations.demo.history import identity
from betterjournal.operations.demo.meetings import Meeting, Meetings
from betterjournal.operations.demo.telling import Telling, Told
from betterjournal.review.models import Review
from betterjournal.worksheets import queries as worksheets

FITTED_AT, WITHDRAWN_AT = "19:00", "09:00"
# How far into an appointment each thing is looked at: after it began, before new work is sent.
LOOKED_AFTER = timedelta(minutes=10)
WORDS = ("title", "what", "when", "note", "why", "where", "first_step", "smallest", "prompt")


def assignment_id(told_id: str) -> str:
    """The id of the assignment that the story calls "ben-1"."""
    return identity("assignment", told_id)


def tell(telling: Telling, known: Meetings) -> None:
    """Work is sent as an appointment closes and reviewed at the held one the story names."""
    for week in telling.weeks:
        met = known[week["week"]]
        for told in week["set"]:
            telling.history.at(met.ends_at, partial(_send, telling, told, known[week["week"] + 1]))
            _tell_fit(telling, week, told)
            _tell_withdrawn(telling, week, told)
        for order, told in enumerate(week["review"], start=1):
            together = known[told["at_week"]]
            telling.history.at(together.starts_at + order * LOOKED_AFTER, partial(_review, telling, told, together))


def _tell_fit(telling: Telling, week: Told, told: Told) -> None:
    if told["confidence"] is not None:
        telling.history.at(telling.at(week, 0, FITTED_AT), partial(_fit, telling, told))


def _tell_withdrawn(telling: Telling, week: Told, told: Told) -> None:
    if "withdrawn" in told:
        moment = telling.at(week, told["withdrawn"]["day"], WITHDRAWN_AT)
        telling.history.at(moment, partial(_withdraw, telling, told))


def _send(telling: Telling, told: Told, coming: Meeting, session: Session) -> None:
    waits = told.get("send") == "after_next_appointment"
    row = Assignment(
        id=assignment_id(told["id"]),
        client_id=telling.client_id,
        clinician_id=telling.clinician.person_id,
        revision_id=worksheets.current_revision(session, told["worksheet"]),
        language=telling.client.language,
        repeat=_repeat(told),
        aim=int(told.get("aim") or told["how_many"]),
        sent_at=now(),
        after_appointment_id=coming.id if waits else None,
        visible_at=None if waits else now(),
        continues_id=assignment_id(told["from"]) if "from" in told else None,
        request_id=f"demo-{told['id']}",
    )
    vault.put_json(row, "content", asdict(_content(told)), telling.client_id, "record")
    session.add(row)
    Change(session, telling.clinician).record(Act.SENT, object_id=row.id, client_id=row.client_id, kind=row.revision_id)


def _repeat(told: Told) -> str:
    """The story says "whenever" for so many times in days of the client's own choosing; a number alone says it too."""
    said = told.get("repeat", "times" if told["how_many"] > 1 else "once")
    return "times" if said == "whenever" else str(said)


def _content(told: Told) -> Content:
    words = {name: told.get(name) or "" for name in WORDS}
    return Content(how_many=told["how_many"], minutes=told["minutes"], **words)


def _fit(telling: Telling, told: Told, session: Session) -> None:
    row = Fit(
        id=identity("fit", told["id"]),
        assignment_id=assignment_id(told["id"]),
        client_id=telling.client_id,
        answered_on=today(telling.days.zone),
    )
    # Told as 0-100, asked as 0-10; a half rounds up.
    plan = Plan(sureness=(told["confidence"] + 5) // 10)
    vault.put_json(row, "content", asdict(plan), telling.client_id, "private")
    session.add(row)
    Change(session, telling.client).record(Act.FITTED, object_id=row.assignment_id, client_id=row.client_id)


def _withdraw(telling: Telling, told: Told, session: Session) -> None:
    row = session.get_one(Assignment, assignment_id(told["id"]))
    row.withdrawn_at = now()
    vault.put(row, "withdrawn_words", told["withdrawn"]["words"], telling.client_id, "record")
    Change(session, telling.clinician).record(Act.WITHDRAWN, object_id=row.id, client_id=row.client_id)


def _review(telling: Telling, told: Told, met: Meeting, session: Session) -> None:
    work = session.get_one(Assignment, assignment_id(told["for"]))
    work.decided_at = now()
    row = Review(
        id=identity("review", told["for"]),
        client_id=telling.client_id,
        assignment_id=work.id,
        appointment_id=met.id,
        person_id=telling.clinician.person_id,
        at=now(),
        much=told["much"],
        useful=told["useful"],
        decision=told["decision"],
    )
    vault.put(row, "takeaway", told["takeaway"], telling.client_id, "record")
    session.add(row)
    Change(session, telling.clinician).record(
        Act.REVIEWED, object_id=row.id, client_id=row.client_id, kind=row.decision
    )
