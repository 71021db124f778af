"""The appointments and assignments that a member of staff works with."""

from sqlmodel import Session, select

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.care import client_in_care, client_met_by
from betterjournal.access.finding import found
from betterjournal.access.reach import reach
from betterjournal.access.reading import reading
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment


def assignment_in_care(session: Session, actor: Actor, assignment_id: str, *, alone: bool = False) -> Assignment:
    """Work set for a client in the actor's own care, as far back as they read; `alone` as `hold` has it."""
    row = found(session.get(Assignment, assignment_id))
    client = client_in_care(session, actor, row.client_id, alone=alone)
    if alone:
        session.refresh(row)
    within = select(Assignment).where(Assignment.id == row.id, reading(session, actor, client).set_before_them)
    return found(session.exec(within).first())


def appointment_met(session: Session, actor: Actor, appointment_id: str) -> Appointment:
    """An appointment of a client whom the actor meets, in care or as cover, that is not older than they read.

    Who covers settles what is not over when they begin: how far back they read hangs on the appointments before.
    """
    row = found(session.get(Appointment, appointment_id))
    client = client_met_by(session, actor, row.client_id)
    mine = reach(session, actor, client, clock.now())
    before = (mine.since and row.starts_at < mine.since) or (mine.begun and row.ends_at <= mine.begun)
    return found(None if before else row)
