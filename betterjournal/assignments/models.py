"""Tables of work set for a client."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class Assignment(SQLModel, table=True):
    """A worksheet or plain task set for one client. `content` seals every word of it under the record key.

    `repeat` is one of `repeats.KINDS`, `weekdays` like "mo,th", `aim` the number of times that was agreed on.
    `visible_at` is when it lands, None while it waits for an appointment to be held. What was undone at once was
    withdrawn too.
    """

    __table_args__ = (Index("ix_assignment_line", "client_id", "sent_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id")
    clinician_id: str = Field(foreign_key="person.id")
    revision_id: str = Field(foreign_key="revision.id")
    language: str
    content: str = sealed_column()
    repeat: str = "once"
    weekdays: str = ""
    aim: int = 1
    sent_at: datetime = Field(sa_type=Moment)
    after_appointment_id: str | None = Field(default=None, foreign_key="appointment.id")
    visible_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    continues_id: str | None = Field(default=None, foreign_key="assignment.id")
    request_id: str = Field(unique=True)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_words: str | None = sealed_column(nullable=True)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class Fit(SQLModel, table=True):
    """What the client answered to "Does this still fit?": their own plan, beside the clinician's wording."""

    id: str = Field(default_factory=new_id, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    client_id: str = Field(foreign_key="client.id")
    content: str = sealed_column()
    answered_on: date


class RepeatPause(SQLModel, table=True):
    """Repeating work that rests from one local day until it is taken up again; by its client or by who set it."""

    __tablename__ = "repeat_pause"

    id: str = Field(default_factory=new_id, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    from_on: date
    resumed_on: date | None = None


class RepeatSkip(SQLModel, table=True):
    """A day for which its client put it off. Nobody is told and nobody is asked why."""

    __tablename__ = "repeat_skip"

    assignment_id: str = Field(foreign_key="assignment.id", primary_key=True)
    on: date = Field(primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)


class AssignmentEdit(SQLModel, table=True):
    """One change of what was sent: `before` seals the words as they stood until then, under the record key.

    `arrived` says whether the client could have seen them.
    """

    __tablename__ = "assignment_edit"

    id: str = Field(default_factory=new_id, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    client_id: str = Field(foreign_key="client.id")
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    arrived: bool
    before: str = sealed_column()


class Favourite(SQLModel, table=True):
    """A plan that a clinician sets often, with nothing of a client in it: sealed under the practice's key."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    worksheet_key: str = Field(foreign_key="worksheet.key", max_length=64)
    language: str
    content: str = sealed_column()
    kept_at: datetime = Field(sa_type=Moment)


class Phrase(SQLModel, table=True):
    """Words that a clinician keeps for the personal note, in their language; sealed under the practice's key."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    language: str
    words: str = sealed_column()
    kept_at: datetime = Field(sa_type=Moment)
