"""What the owner said of each step, and which help lines were called."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from betterjournal.database import Moment, new_id
from betterjournal.vault import sealed_column


class ReadyFact(SQLModel, table=True):
    """A step was done, or waived with a reason. `about` is the label of the sheet whose words were typed back."""

    __tablename__ = "ready_fact"

    id: str = Field(default_factory=new_id, primary_key=True)
    step: str = Field(index=True)
    waived: bool
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    words: str | None = sealed_column(nullable=True)
    checked_on: date | None = None
    about: str = ""
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class HelpLineCheck(SQLModel, table=True):
    """Somebody called the line and it answered as we say."""

    __tablename__ = "help_line_check"

    id: str = Field(default_factory=new_id, primary_key=True)
    line: str = Field(index=True)
    person_id: str = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
