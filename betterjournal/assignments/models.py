"""Tables of work set for a client."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class Assignment(SQLModel, table=True):
    """A worksheet or plain task set for one client. `content` seals every word of it under the record key."""

    __table_args__ = (Index("ix_assignment_line", "client_id", "sent_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id")
    clinician_id: str = Field(foreign_key="person.id")
    revision_id: str = Field(foreign_key="revision.id")
    language: str
    content: str = sealed_column()
    repeat: str = "once"
    aim: int = 1
    sent_at: datetime = Field(sa_type=Moment)
    after_appointment_id: str | None = Field(default=None, foreign_key="appointment.id")
    visible_at: datetime | None = Field(default=None, sa_type=Moment)
    continues_id: str | None = Field(default=None, foreign_key="assignment.id")
    request_id: str = Field(unique=True)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_words: str | None = sealed_column(nullable=True)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class Fit(SQLModel, table=True):
    """What the client answered to "Does this still fit?": their own plan, beside the clinician's wording."""

    id: str = Field(default_factory=new_id, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    client_id: str = Field(foreign_key="client.id")
    content: str = sealed_column()
    answered_on: date
