"""The tables of worksheets and their revisions; what a form asks is not clinical, so nothing is sealed."""

from datetime import datetime

from sqlalchemy import Connection, UniqueConstraint, event
from sqlalchemy.orm import Mapper
from sqlmodel import Field, SQLModel

from betterjournal.database import Moment


class RevisionChangedError(RuntimeError):
    """A revision was about to be changed or deleted; entries lean on it for ever."""


class Worksheet(SQLModel, table=True):
    """A form under one key. `title` is {"en", "fr"} as JSON; `source` is "built-in" or "practice"."""

    key: str = Field(primary_key=True, max_length=64)
    title: str
    source: str = Field(max_length=16)
    licence_status: str = Field(max_length=32)
    copyright: str
    basis: str
    checked_on: str = Field(max_length=10)


class Revision(SQLModel, table=True):
    """One published version: the definition as canonical JSON, and its sha256."""

    __table_args__ = (UniqueConstraint("worksheet_key", "number"),)

    id: str = Field(primary_key=True, max_length=32)
    worksheet_key: str = Field(foreign_key="worksheet.key", index=True, max_length=64)
    number: int
    content: str
    digest: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=Moment)


@event.listens_for(Revision, "before_update")
@event.listens_for(Revision, "before_delete")
def _refuse(mapper: Mapper[Revision], connection: Connection, revision: Revision) -> None:
    raise RevisionChangedError(revision.id)
