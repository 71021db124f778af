"""The one table of recurring jobs: what is due again and again, claimed by one worker at a time."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel, col, select

from betterjournal import clock, database
from betterjournal.database import Moment

# Whoever claimed a unit and died has it no longer after this.
LEASE = timedelta(minutes=5)
# A unit that fails again and again is tried half as often each time, down to this.
SELDOM = timedelta(hours=6)


class Turn(SQLModel, table=True):
    """One unit of one job, and when it is due next."""

    job: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=Moment, index=True)
    failures: int = 0


def begin(session: Session, job: str, unit: str, due_at: datetime) -> None:
    """The unit is due from then on."""
    session.merge(Turn(job=job, unit=unit, due_at=due_at))


def end(session: Session, job: str, unit: str) -> None:
    """The unit is due no more."""
    found = session.get(Turn, (job, unit))
    if found is not None:
        session.delete(found)


def claim(job: str) -> str | None:
    """A unit that is due, for the caller alone; None when there is none or another worker was faster."""
    now = clock.now()
    with database.writing() as session:
        due = select(Turn).where(Turn.job == job, col(Turn.due_at) <= now).order_by(col(Turn.due_at)).limit(1)
        found = session.exec(due).first()
        if found is None:
            return None
        unseen = (col(Turn.job) == job, col(Turn.unit) == found.unit, col(Turn.due_at) == found.due_at)
        taken = update(Turn).where(*unseen).values(due_at=now + LEASE).returning(col(Turn.unit))
        return session.execute(taken).scalar_one_or_none()


def done(job: str, unit: str, every: timedelta, *, well: bool) -> None:
    """Say how a claimed unit went: it is due again after `every`, and after a failure ever later."""
    with database.writing() as session:
        found = session.get(Turn, (job, unit))
        if found is not None:
            found.failures = 0 if well else found.failures + 1
            found.due_at = clock.now() + pause(every, found.failures)
            session.add(found)


def pause(every: timedelta, failures: int) -> timedelta:
    """How long until the next try: `every` after the first failure too, then twice as long each time."""
    doublings = min(max(failures - 1, 0), 16)
    return min(every * (1 << doublings), max(every, SELDOM))
