"""Starts a programme for a client, or for two at once: each has steps of their own from then on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments.composing import REQUEST
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.database import new_id
from betterjournal.errors import Invalid, Refused
from betterjournal.programmes import releasing, steps
from betterjournal.programmes.models import Programme, ProgrammeStep, StartedProgramme, StartedStep

RELEASES = ("hand", "appointment")
MOST_AT_ONCE = 4


@dataclass(frozen=True)
class Start:
    """The form as it was sent. `also` are other clients who get the same, and do not know of each other."""

    request_id: str
    programme_id: str
    release: str = "hand"
    first_now: bool = True
    also: list[str] = field(default_factory=list)

    @classmethod
    def typed(cls, form: dict[str, str]) -> "Start":
        return cls(
            request_id=form.get("request_id", ""),
            programme_id=form.get("programme", ""),
            release=form.get("release", ""),
            first_now="first_now" in form,
            also=[name.removeprefix("also_") for name in form if name.startswith("also_")],
        )


def start(actor: Actor, client_id: str, given: Start) -> None:
    """For this client and all of `also`, or for nobody when one of them cannot have it; the same request is one start.

    The steps are copied: what is changed in the programme later changes nothing here, nor the other way round.
    """
    _check(given)
    with changing(actor) as change:
        row = access.own_programme(change.session, actor, given.programme_id)
        rows = steps.of_programme(change.session, row.id)
        if not rows:
            raise Refused("problem.programme_empty")
        # In one order, so that two who start for the same couple do not wait for each other for ever.
        for each in sorted({client_id, *given.also}):
            _for_one(change, actor, access.client_in_care(change.session, actor, each, alone=True), row, given)
            change.record(Act.PROGRAMME_STARTED, object_id=row.id, client_id=each)


def _check(given: Start) -> None:
    if not REQUEST.fullmatch(given.request_id):
        raise Invalid("request_id", "problem.generic")
    if not given.programme_id:
        raise Invalid("programme", "problem.choose")
    if given.release not in RELEASES:
        raise Invalid("release", "problem.choose")
    if len(given.also) > MOST_AT_ONCE:
        raise Invalid("also", "problem.choose")


def _for_one(change: Change, actor: Actor, client: Client, row: Programme, given: Start) -> None:
    session = change.session
    same = select(StartedProgramme.id).where(
        StartedProgramme.request_id == given.request_id, StartedProgramme.client_id == client.id
    )
    if session.exec(same).first():
        return
    access.not_stopped(session, client.id)
    name = vault.get(client, "name")
    if client.language != row.language:
        raise Refused("problem.programme_language", name=name)
    _make_room(session, client.id, name)
    started = _started(session, actor, client, row, given)
    _copy(session, started, steps.of_programme(session, row.id))
    change.announce(f"staff:{client.id}")
    if given.first_now:
        releasing.send_first(change, actor, client, started)


def _make_room(session: Session, client_id: str, name: str) -> None:
    """One at a time: refused while one has steps to come from who still has them in care; what is done with ends."""
    unended = select(StartedProgramme).where(
        StartedProgramme.client_id == client_id, col(StartedProgramme.ended_at).is_(None)
    )
    for row in session.exec(unended.where(steps.has_more())):
        if access.cares_for(session, row.clinician_id, client_id):
            raise Refused("problem.programme_running", name=name)
    for row in session.exec(unended):
        row.ended_at = clock.now()
        session.add(row)


def _started(session: Session, actor: Actor, client: Client, row: Programme, given: Start) -> StartedProgramme:
    now = clock.now()
    # Whoever starts it while they meet, to send the first step as they part, means this very appointment.
    meeting = None if given.first_now else appointments.next_one(session, client.id, now)
    started = StartedProgramme(
        client_id=client.id,
        clinician_id=actor.person_id,
        release=given.release,
        since=min(now, meeting.starts_at) if meeting else now,
        request_id=given.request_id,
        started_at=now,
    )
    vault.put(started, "title", vault.get(row, "title"), client.id, "record")
    session.add(started)
    session.flush()
    return started


def _copy(session: Session, started: StartedProgramme, rows: Sequence[ProgrammeStep]) -> None:
    for place, step in enumerate(rows):
        copy = StartedStep(
            started_id=started.id,
            client_id=started.client_id,
            position=place,
            worksheet_key=step.worksheet_key,
            request_id=new_id(),
        )
        steps.keep(copy, steps.content_of(step))
        session.add(copy)
    session.flush()
