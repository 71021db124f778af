"""Tables of what was looked at together."""

from datetime import datetime

from sqlalchemy import Index
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
