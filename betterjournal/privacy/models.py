"""Tables of sealed records and of stopping everything."""

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class Stopped(SQLModel, table=True):
    """Everything was stopped for one client, until somebody started again. `kind` is for staff alone."""

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    kind: str
    lifted_at: datetime | None = Field(default=None, sa_type=Moment)
    lifted_by: str | None = Field(default=None, foreign_key="person.id")


class SealedRecord(SQLModel, table=True):
    """An encrypted file of one client's record for a named recipient: asked for, and made once when it is fetched.

    Of the words that open it only a hash is here, and only until it was made. `untold_until` is the day before which
    an order forbids telling the client. `with_notes`: whoever asked chose that the working notes are in it.
    """

    __tablename__ = "sealed_record"

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    basis: str
    recipient: str = sealed_column()
    known_as: str = sealed_column()
    reason: str = sealed_column()
    public_key: str = ""
    untold_until: date | None = None
    with_notes: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    asked_at: datetime = Field(sa_type=Moment)
    session_id: str
    ticket_digest: str | None = Field(default=None, unique=True)
    ticket_until: datetime = Field(sa_type=Moment)
    words_digest: str | None = None
    made_at: datetime | None = Field(default=None, sa_type=Moment)
    file_digest: str = ""
