"""Tables of calendars that are read: where, which code means whom, and which appointment came from which entry."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class Feed(SQLModel, table=True):
    """One clinician's calendar. Whoever has its address reads the whole calendar, so it is sealed and never shown.

    Nothing is set from it before the clinician looked and said so (`begun_at`). `last_problem` is "" when all is well.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", unique=True)
    address: str = sealed_column()
    connected_at: datetime = Field(sa_type=Moment)
    begun_at: datetime | None = Field(default=None, sa_type=Moment)
    last_tried_at: datetime | None = Field(default=None, sa_type=Moment)
    last_good_at: datetime | None = Field(default=None, sa_type=Moment)
    last_problem: str = ""


class CalendarMatch(SQLModel, table=True):
    """The initials or code that stand for one client in the titles of one calendar."""

    __tablename__ = "calendar_match"
    __table_args__ = (UniqueConstraint("feed_id", "client_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    feed_id: str = Field(foreign_key="feed.id")
    client_id: str = Field(foreign_key="client.id", index=True)
    code: str = sealed_column()


class FeedEvent(SQLModel, table=True):
    """Which appointment stands for which entry: a keyed hash of its name there, and not a word of it."""

    __tablename__ = "feed_event"
    __table_args__ = (UniqueConstraint("feed_id", "client_id", "entry"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    feed_id: str = Field(foreign_key="feed.id")
    client_id: str = Field(foreign_key="client.id", index=True)
    entry: str
    appointment_id: str = Field(foreign_key="appointment.id", index=True)
