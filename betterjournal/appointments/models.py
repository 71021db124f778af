"""Tables of appointments."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class Appointment(SQLModel, table=True):
    """A meeting of a client and a clinician. With no outcome written a past one counts as held."""

    __table_args__ = (Index("ix_appointment_line", "client_id", "starts_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id")
    clinician_id: str = Field(foreign_key="person.id", index=True)
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    series_id: str = ""
    outcome: str = ""
    cancelled_by: str = ""
    outcome_at: datetime | None = Field(default=None, sa_type=Moment)
    moved_to_id: str | None = None
    created_at: datetime = Field(sa_type=Moment)


class EarlyOpening(SQLModel, table=True):
    """One deliberate opening before the window, with the reason the client reads."""

    __tablename__ = "early_opening"

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    reason: str = sealed_column()
