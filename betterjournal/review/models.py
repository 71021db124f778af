"""Tables of what was looked at together, and of what a clinician notes for the record."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class Review(SQLModel, table=True):
    """Work looked at together at an appointment. Ratings are 0-4, joint, and may stay unset."""

    __table_args__ = (Index("ix_review_line", "client_id", "at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id")
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    appointment_id: str | None = Field(default=None, foreign_key="appointment.id")
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    much: int | None = None
    useful: int | None = None
    decision: str
    takeaway: str | None = sealed_column(nullable=True)


class Settled(SQLModel, table=True):
    """A journal page or a check-in that was looked at together or let go, once; for work there is its `Review`."""

    shared_id: str = Field(primary_key=True, foreign_key="shared.id")
    client_id: str = Field(foreign_key="client.id", index=True)
    appointment_id: str | None = Field(default=None, foreign_key="appointment.id")
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    decision: str


class WorkingNote(SQLModel, table=True):
    """A clinician's note for the record: on a piece of work, on something shared that was opened, or on the client.

    What is struck stays on record. `request_id` makes a double press one note; `changes` counts those of its words.
    """

    __tablename__ = "working_note"
    __table_args__ = (
        Index("ix_working_note_line", "client_id", "at"),
        UniqueConstraint("request_id", "person_id", "client_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id")
    person_id: str = Field(foreign_key="person.id")
    assignment_id: str | None = Field(default=None, foreign_key="assignment.id", index=True)
    shared_id: str | None = Field(default=None, foreign_key="shared.id", index=True)
    at: datetime = Field(sa_type=Moment)
    language: str
    words: str = sealed_column()
    changes: int = 0
    struck_at: datetime | None = Field(default=None, sa_type=Moment)
    request_id: str


class WorkingNoteEdit(SQLModel, table=True):
    """One change of a note: `before` seals its words as they stood until then, under the record key."""

    __tablename__ = "working_note_edit"

    id: str = Field(default_factory=new_id, primary_key=True)
    note_id: str = Field(foreign_key="working_note.id", index=True)
    client_id: str = Field(foreign_key="client.id")
    at: datetime = Field(sa_type=Moment)
    before: str = sealed_column()
