"""The table of emergency care; care and supervision are in `accounts/models.py`."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id


class Cover(SQLModel, table=True):
    """A clinician reads for a colleague who cannot, until a day. It is no care: it ends by itself and sees less.

    `for_id` is the clinician whose client it is; `reason` one of `covering.REASONS`, for staff alone.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    for_id: str = Field(foreign_key="person.id", index=True)
    by_id: str = Field(foreign_key="person.id")
    reason: str
    from_at: datetime = Field(sa_type=Moment)
    until_at: datetime = Field(sa_type=Moment)
