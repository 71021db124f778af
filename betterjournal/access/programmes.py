"""Whose programmes they are: a clinician's own, and those started for a client in their care."""

from datetime import datetime

from sqlmodel import Session, col, select

from betterjournal import clock, vault
from betterjournal.access.actors import Actor, Errand
from betterjournal.access.care import cares_for, client_in_care, is_current
from betterjournal.access.finding import found
from betterjournal.access.reach import reach
from betterjournal.access.staff import clinician, practice
from betterjournal.accounts.models import Care, Client, Person
from betterjournal.errors import NotFound
from betterjournal.privacy.models import Stopped
from betterjournal.programmes.models import Programme, ProgrammeStep, StartedProgramme, StartedStep


def own_programme(session: Session, actor: Actor, programme_id: str) -> Programme:
    """One that the actor built."""
    clinician(actor)
    row = found(session.get(Programme, programme_id))
    return found(row if row.person_id == actor.person_id else None)


def own_step(session: Session, actor: Actor, step_id: str) -> ProgrammeStep:
    """A step of one that the actor built."""
    clinician(actor)
    row = found(session.get(ProgrammeStep, step_id))
    own_programme(session, actor, row.programme_id)
    return row


def started_in_care(session: Session, actor: Actor, started_id: str, *, alone: bool = False) -> StartedProgramme:
    """A programme started for a client in the actor's care, within their reach; `alone` as `hold` has it."""
    row = found(session.get(StartedProgramme, started_id))
    of = client_in_care(session, actor, row.client_id, alone=alone)
    if alone:
        session.refresh(row)
    if not reaches(session, actor, of, row):
        raise NotFound
    return row


def started_step_in_care(session: Session, actor: Actor, step_id: str, *, alone: bool = False) -> StartedStep:
    """One of its steps, unless it was taken out."""
    row = found(session.get(StartedStep, step_id))
    started_in_care(session, actor, row.started_id, alone=alone)
    if alone:
        session.refresh(row)
    return found(row if row.removed_at is None else None)


def reaches(session: Session, actor: Actor, of: Client, row: StartedProgramme) -> bool:
    """Whether it was started no further back than the actor reads of this client."""
    mine = reach(session, actor, of, clock.now())
    return mine.since is None or row.started_at >= mine.since


def errand_to_send(session: Session, row: StartedProgramme) -> Errand | None:
    """Who answers for what goes out by itself; nobody once they do not have the client in their care."""
    of = session.get_one(Client, row.client_id)
    if of.discharged_at is not None or not cares_for(session, row.clinician_id, of.id):
        return None
    person, zone = session.get_one(Person, row.clinician_id), practice(session).time_zone
    name = vault.get(person, "name")
    return Errand(person.id, name, "", is_clinician=True, time_zone=zone, runs_by="programme")


def breaks(session: Session, row: StartedProgramme) -> list[datetime]:
    """When whatever keeps a programme from going on was over for this one: care began, they came back, all went on."""
    now = clock.now()
    care = select(Care.from_at).where(
        Care.client_id == row.client_id, Care.person_id == row.clinician_id, is_current(Care, now)
    )
    lifted = select(Stopped.lifted_at).where(Stopped.client_id == row.client_id, col(Stopped.lifted_at).is_not(None))
    of = session.get_one(Client, row.client_id)
    return [each for each in (*session.exec(care), *session.exec(lifted), of.returned_at) if each is not None]
