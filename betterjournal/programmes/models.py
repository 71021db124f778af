"""Tables of programmes: those a clinician built, and those started for a client, each with steps of its own."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class Programme(SQLModel, table=True):
    """Work in an order, with nothing of a client in it: sealed under the practice's key."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    language: str
    title: str = sealed_column()
    kept_at: datetime = Field(sa_type=Moment)


class ProgrammeStep(SQLModel, table=True):
    """One piece of work in it. `request_id` makes a double press one step; `changes` counts those of its words."""

    __tablename__ = "programme_step"

    id: str = Field(default_factory=new_id, primary_key=True)
    programme_id: str = Field(foreign_key="programme.id", index=True)
    position: int
    worksheet_key: str = Field(foreign_key="worksheet.key", max_length=64)
    content: str = sealed_column()
    request_id: str = Field(unique=True)
    changes: int = 0


class StartedProgramme(SQLModel, table=True):
    """A programme as it was when it was started for one client; what becomes of the other changes nothing here.

    `clinician_id` is who answers for what goes out. `release` is hand or appointment; an appointment that began before
    `since` sends nothing.
    """

    __tablename__ = "started_programme"
    __table_args__ = (UniqueConstraint("request_id", "client_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    clinician_id: str = Field(foreign_key="person.id")
    title: str = sealed_column()
    release: str
    since: datetime = Field(sa_type=Moment)
    request_id: str
    started_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class StartedStep(SQLModel, table=True):
    """One of its steps, sealed under the client's record key; with `assignment_id` once it was sent.

    `met_at` is the beginning of the appointment after which it went out by itself, None when somebody sent it.
    """

    __tablename__ = "started_step"

    id: str = Field(default_factory=new_id, primary_key=True)
    started_id: str = Field(foreign_key="started_programme.id", index=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    position: int
    worksheet_key: str = Field(foreign_key="worksheet.key", max_length=64)
    content: str = sealed_column()
    request_id: str = Field(unique=True)
    changes: int = 0
    assignment_id: str | None = Field(default=None, foreign_key="assignment.id", unique=True)
    met_at: datetime | None = Field(default=None, sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)
