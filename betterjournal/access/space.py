"""What clients may do in their own space now. To read, print, delete and take back is always theirs."""

from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session, col, select

from betterjournal import clock
from betterjournal.access.staff import practice
from betterjournal.accounts.models import Client, Consent
from betterjournal.errors import Refused

# Who has finished here writes on for so many days.
WRITES_ON = timedelta(days=90)
# open; asked: came back and has not agreed anew; finished: discharged, and writes on until a day; closed: after it.
Space = Literal["open", "asked", "finished", "closed"]


def space(session: Session, mine: Client) -> Space:
    """The standing of a client's own space. Without consent nothing new is kept, whatever the day."""
    agreed = mine.returned_at is None or _has_agreed(session, mine.id)
    if mine.discharged_at is None:
        return "open" if agreed else "asked"
    return "finished" if agreed and clock.now() < writes_until(session, mine.discharged_at) else "closed"


def writes_until(session: Session, discharged_at: datetime) -> datetime:
    """The midnight in the practice's time zone that ends the last day of writing."""
    zone = practice(session).time_zone
    return clock.at(clock.local(discharged_at, zone).date() + WRITES_ON + timedelta(days=1), 0, 0, zone)


def may_write(session: Session, mine: Client) -> bool:
    """Whether anything new of this client's is kept now."""
    return space(session, mine) in ("open", "finished")


def not_asked(session: Session, mine: Client) -> None:
    """Refuse what waits for the consent that somebody who came back has not given anew."""
    if space(session, mine) == "asked":
        raise Refused("problem.agree_first")


def writes(session: Session, mine: Client) -> None:
    """Refuse to keep anything new of a client who may only read."""
    not_asked(session, mine)
    if not may_write(session, mine):
        raise Refused("problem.writing_ended")


def _has_agreed(session: Session, client_id: str) -> bool:
    given = select(Consent.id).where(Consent.client_id == client_id, col(Consent.withdrawn_at).is_(None))
    return session.exec(given).first() is not None
