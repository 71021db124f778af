"""Tables of what a client writes. Draft rows keep a day, never a time."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column

# Of what is `Shared`: said of work in the place of a sheet.
ENDS = ("another_way", "not_this_time")


class Entry(SQLModel, table=True):
    """One piece of the client's writing, in the revision and language it was begun in.

    `about_on` is the day it tells of, which the client may set back; at first the day it was begun. `occurrence_on` is
    the day of the appointment it was begun after, for work that comes after each.
    `together_with` is who sat beside them when it was begun on a clinician's screen (see `Together`). `prompt` is the
    question that the client started a page of their own from, in its words and language of then.
    """

    __table_args__ = (Index("ix_entry_days", "client_id", "about_on"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    assignment_id: str | None = Field(default=None, foreign_key="assignment.id", index=True)
    kind: str
    revision_id: str = Field(foreign_key="revision.id")
    language: str
    number: int = 1
    begun_on: date
    about_on: date
    occurrence_on: date | None = None
    after_opened_on: date | None = None
    together_with: str | None = Field(default=None, foreign_key="person.id")
    prompt: str | None = sealed_column(nullable=True)


class Together(SQLModel, table=True):
    """A sitting: a client and a clinician fill one entry on the clinician's screen, in the room.

    Only while it lasts, only from that very sign-in, and only into the entry that was begun for it, may anybody but
    the client write into a draft. `entry_id` stays when the entry is deleted.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    entry_id: str = Field(unique=True)
    person_id: str = Field(foreign_key="person.id")
    session_id: str
    from_at: datetime = Field(sa_type=Moment)
    until_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class Answer(SQLModel, table=True):
    """The draft of one field. `version` grows by one with each save; `writer` and `seq` make a repeat harmless."""

    entry_id: str = Field(primary_key=True, foreign_key="entry.id", ondelete="CASCADE")
    path: str = Field(primary_key=True)
    value: str = sealed_column()
    version: int
    writer: str
    seq: int
    saved_on: date


class Aside(SQLModel, table=True):
    """Words another tab or device wrote for the same field at the same time; kept beside, never lost."""

    id: str = Field(default_factory=new_id, primary_key=True)
    entry_id: str = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    path: str
    value: str = sealed_column()
    writer: str
    saved_on: date


class Deleted(SQLModel, table=True):
    """What a client deleted a moment ago, an entry or a row of one, as it stood; see `undoing`."""

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    content: str = sealed_column()


class Shared(SQLModel, table=True):
    """What the client gave to be read: a sealed copy as it stood, under `private` until somebody opens it.

    `window` is the practice's reading window at that moment, which is what the client was promised; the narrowest
    until it is known. `marked_by` is the clinician who wrote it down from what the client said or brought on paper:
    then nobody else shared it, and it was open from the start. `end_of` is the entry on which another way or not this
    time was said of work that repeats: it ends that one and no other.
    """

    __table_args__ = (
        Index("ix_shared_line", "client_id", "shared_at"),
        Index("ix_shared_work", "client_id", "assignment_id", "shared_at"),
        Index("ix_shared_bring", "client_id", "bring", "shared_at"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    client_id: str = Field(foreign_key="client.id")
    assignment_id: str | None = Field(default=None, foreign_key="assignment.id", index=True)
    entry_id: str | None = Field(default=None, index=True)
    end_of: str | None = None
    kind: str
    revision_id: str | None = Field(default=None, foreign_key="revision.id")
    language: str
    content: str = sealed_column()
    number: int = 1
    bring: bool = False
    smallest: bool = False
    window: str = "same_day"
    shared_at: datetime = Field(sa_type=Moment)
    taken_back_at: datetime | None = Field(default=None, sa_type=Moment)
    opened_at: datetime | None = Field(default=None, sa_type=Moment)
    marked_by: str | None = Field(default=None, foreign_key="person.id")
    together_with: str | None = Field(default=None, foreign_key="person.id")


class Opened(SQLModel, table=True):
    """The first time one person opened one shared thing; the client reads it by day."""

    id: str = Field(default_factory=new_id, primary_key=True)
    shared_id: str = Field(foreign_key="shared.id", index=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
