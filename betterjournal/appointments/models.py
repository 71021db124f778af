"""Tables of appointments."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column

# In `cancelled_by`: the rest of a repeat that was ended, and dates that others took the place of. Nobody met then or
# means to, so they are told nowhere.
ENDED, REPLACED = "ended", "replaced"
SILENT = (ENDED, REPLACED)


class Appointment(SQLModel, table=True):
    """A meeting of a client and a clinician. With no outcome written a past one counts as held.

    What one press called off or moved shares its `outcome_at`, so that one press puts it right. `put_away`: the client
    put the news of this appointment away; when is kept nowhere.
    """

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
    put_away: bool = False
    created_at: datetime = Field(sa_type=Moment)


class Repeat(SQLModel, table=True):
    """The rule of a repeat, by the practice's wall clock: `at` is "10:00", `written_until` the last day looked at.

    Its appointments carry its id as `series_id`.
    """

    __tablename__ = "appointment_repeat"

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    clinician_id: str = Field(foreign_key="person.id")
    weeks: int
    first_on: date
    at: str
    written_until: date
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class Away(SQLModel, table=True):
    """A clinician is away from midnight of one day until midnight of the day they are back.

    `cover` is whom to call meanwhile: {"who", "phone"}. Ended early, `until_at` stays: it was told to clients.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    from_at: datetime = Field(sa_type=Moment)
    until_at: datetime = Field(sa_type=Moment)
    cover: str = sealed_column()
    created_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class EarlyOpening(SQLModel, table=True):
    """One deliberate opening before the window, with the reason the client reads."""

    __tablename__ = "early_opening"

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    reason: str = sealed_column()
