"""Many clients at once, for a list: what the actor has to do with each, and how each one's reading window stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import func
from sqlmodel import Session, col, select

from betterjournal.access.actors import Actor
from betterjournal.access.care import covers, is_current
from betterjournal.access.reach import Part
from betterjournal.access.reading import NOT_COMING, Times, held_before, promised_by, setting, stands
from betterjournal.accounts.models import Care, Client, Practice
from betterjournal.appointments import absence, window
from betterjournal.appointments.models import Appointment, EarlyOpening
from betterjournal.care.models import Cover

# No setting opens a window sooner than so long before its appointment.
SOON = timedelta(days=10)


@dataclass(frozen=True)
class Tie:
    """What the actor has to do with a client: `since` when, None for as long as there is a record.

    A cover is for the clinician `for_id` and ends at `until`.
    """

    part: Part
    since: datetime | None = None
    until: datetime | None = None
    for_id: str = ""


def ties(session: Session, actor: Actor, now: datetime) -> dict[str, Tie]:
    """By client's id, own care before cover, as in `reach`; whom else the actor may read they supervise."""
    if not actor.is_clinician or actor.second_factor_needed:
        return {}
    theirs = select(Cover.client_id, Cover.from_at, Cover.until_at, Cover.for_id)
    theirs = theirs.where(Cover.person_id == actor.person_id, covers(now)).order_by(col(Cover.until_at))
    cares = select(Care.client_id, Care.from_at, Care.handed_over)
    cares = cares.where(Care.person_id == actor.person_id, is_current(Care, now)).order_by(col(Care.from_at).desc())
    found = {row[0]: Tie("covered", row[1], row[2], row[3]) for row in session.exec(theirs)}
    for client_id, since, handed_over in session.exec(cares):
        found[client_id] = Tie("care", since if handed_over else None)
    return found


def windows(
    session: Session, actor: Actor, clients: Iterable[Client], coming: dict[str, datetime], now: datetime
) -> dict[str, tuple[bool, date | None]]:
    """`stands` for each, as their own page says it to this actor. `coming` is when each is met next, where known."""
    rows = list(clients)
    rules = cast(Practice, session.get(Practice, 1))
    ids = [row.id for row in rows]
    times, early = _times(session, ids, set(coming.values()), now), _early(session, actor, ids)
    asked = {setting(rules), cast(window.Setting, rules.window_before or rules.reading_window)}
    found = {}
    for row in rows:
        theirs = times.get(row.id, [])
        kept = held_before(rules, row.created_at, promised_by(theirs, rules, now, asked), early.get(row.id))
        found[row.id] = stands(theirs, coming.get(row.id), rules, now, kept)
    return found


def _times(session: Session, ids: list[str], next_ones: set[datetime], now: datetime) -> dict[str, Times]:
    """Each one's latest appointment, those that can have a window by now, and the next."""
    theirs = (col(Appointment.client_id).in_(ids), col(Appointment.outcome).not_in(NOT_COMING))
    latest = (
        select(Appointment.client_id, func.max(Appointment.starts_at).label("at"))
        .where(*theirs, Appointment.starts_at <= now)
        .group_by(Appointment.client_id)
        .subquery()
    )
    rows = session.exec(
        select(Appointment.client_id, Appointment.starts_at, Appointment.ends_at, absence.back_before())
        .outerjoin(latest, latest.c.client_id == Appointment.client_id)
        .where(
            *theirs,
            Appointment.starts_at >= func.coalesce(latest.c.at, Appointment.starts_at),
            (col(Appointment.starts_at) < now + SOON) | col(Appointment.starts_at).in_(next_ones),
        )
        .order_by(col(Appointment.starts_at))
    )
    found: dict[str, list[tuple[datetime, datetime, datetime | None]]] = {}
    for client_id, starts, ends, back in rows:
        found.setdefault(client_id, []).append((starts, ends, back))
    return dict(found)


def _early(session: Session, actor: Actor, ids: list[str]) -> dict[str, datetime]:
    rows = session.exec(
        select(EarlyOpening.client_id, func.max(EarlyOpening.at))
        .where(EarlyOpening.person_id == actor.person_id, col(EarlyOpening.client_id).in_(ids))
        .group_by(EarlyOpening.client_id)
    )
    return dict(rows.all())
