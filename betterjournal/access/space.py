"""What clients may do in their own space now. To read, print, delete and take back is always theirs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import clock
from betterjournal.access.staff import practice
from betterjournal.accounts import consent
from betterjournal.accounts.models import Client, Consent
from betterjournal.errors import Refused

# Who has finished here writes on for so many days.
WRITES_ON = timedelta(days=90)
# open; asked: has not agreed to the text of now; finished: discharged, and writes on until a day; closed: after it.
Space = Literal["open", "asked", "finished", "closed"]
# Why a client is asked to agree anew: they came back, the text is another one now, or they had withdrawn.
Asked = Literal["", "returned", "changed", "withdrawn"]


def space(session: Session, mine: Client) -> Space:
    """The standing of a client's own space. Without consent nothing new is kept, whatever the day.

    Who has finished writes their last days under the text they agreed to.
    """
    why = asked(session, mine)
    if mine.discharged_at is None:
        return "asked" if why else "open"
    agreed = why in ("", "changed")
    return "finished" if agreed and clock.now() < writes_until(session, mine.discharged_at) else "closed"


def asked(session: Session, mine: Client) -> Asked:
    """Why this client is asked for their consent; "" while the text of now is agreed to."""
    return asked_by(mine, session.exec(select(Consent).where(Consent.client_id == mine.id)).all())


def asked_by(mine: Client, rows: Sequence[Consent]) -> Asked:
    """The same of every consent there is of this client."""
    in_force = {row.version for row in rows if row.withdrawn_at is None}
    if in_force:
        return "" if consent.VERSION in in_force else "changed"
    latest = max((row.withdrawn_at for row in rows if row.withdrawn_at), default=None)
    if mine.returned_at and (latest is None or latest <= mine.returned_at):
        return "returned"
    return "withdrawn" if latest else "changed"


def withdrawn_on(session: Session, client: Client, zone: str) -> str:
    """The local date on which this client took back their consent, of their own accord; "" when they gave it since."""
    return withdrawn_by(client, session.exec(select(Consent).where(Consent.client_id == client.id)).all(), zone)


def withdrawn_by(client: Client, rows: Sequence[Consent], zone: str) -> str:
    """The same of every consent there is of this client."""
    if client.person_id is None or asked_by(client, rows) != "withdrawn":
        return ""
    at = max((row.withdrawn_at for row in rows if row.withdrawn_at), default=None)
    return clock.local(at, zone).date().isoformat() if at else ""


def has_agreed(client_id: Any) -> ColumnElement[bool]:
    """The same as an SQL condition: the client in that column has agreed to the text of now."""
    given = select(Consent.id).where(
        Consent.client_id == client_id, Consent.version == consent.VERSION, col(Consent.withdrawn_at).is_(None)
    )
    return given.correlate(Client).exists()


def writes_until(session: Session, discharged_at: datetime) -> datetime:
    """The midnight in the practice's time zone that ends the last day of writing."""
    zone = practice(session).time_zone
    return clock.at(clock.local(discharged_at, zone).date() + WRITES_ON + timedelta(days=1), 0, 0, zone)


def may_write(session: Session, mine: Client) -> bool:
    """Whether anything new of this client's is kept now."""
    return space(session, mine) in ("open", "finished")


def not_asked(session: Session, mine: Client) -> None:
    """Refuse what waits for the consent that has not been given anew."""
    if space(session, mine) == "asked":
        raise Refused("problem.agree_first")


def writes(session: Session, mine: Client) -> None:
    """Refuse to keep anything new of a client who may only read."""
    not_asked(session, mine)
    if not may_write(session, mine):
        raise Refused("problem.writing_ended")
