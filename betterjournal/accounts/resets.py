"""What is told of a second factor that an owner took away: to that person until they have read it, and to owners."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import FactorReset, StaffInvitation
from betterjournal.accounts.views import FactorResetView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import NotFound, Refused

# Where an owner's link let somebody in, that may have been the owner: the notice stands for whoever comes after.
STANDS = timedelta(days=30)
TOLD_TO_OWNERS = timedelta(days=365)


def unread(actor: Actor) -> list[FactorResetView]:
    """Every one the person has not put away, the newest first; also before the second factor, where they meet it."""
    with database.reading() as session:
        rows = session.exec(
            select(FactorReset)
            .where(FactorReset.person_id == actor.person_id, col(FactorReset.read_at).is_(None))
            .order_by(col(FactorReset.at).desc())
        ).all()
        return [_told(session, actor, row) for row in rows]


def read(actor: Actor, reset_id: str) -> None:
    """Put one away. Not before the second factor: whoever has only the password must not hide it from the person.

    Nor within 30 days of somebody coming in by a link that an owner made: they may be that owner.
    """
    if actor.second_factor_needed:
        raise NotFound
    with changing(actor) as change:
        row = access.found(
            change.session.exec(
                select(FactorReset).where(FactorReset.id == reset_id, FactorReset.person_id == actor.person_id)
            ).first()
        )
        if _stands_until(change.session, row):
            raise Refused("problem.notice_stands")
        row.read_at = row.read_at or clock.now()
        change.session.add(row)
        change.record(Act.PERSON_FACTOR_RESET_READ, object_id=row.id)


def lately(session: Session) -> dict[str, FactorReset]:
    """The last reset of each person within a year, for the owners."""
    since = clock.now() - TOLD_TO_OWNERS
    rows = session.exec(select(FactorReset).where(FactorReset.at > since).order_by(col(FactorReset.at))).all()
    return {row.person_id: row for row in rows}


def _told(session: Session, actor: Actor, row: FactorReset) -> FactorResetView:
    until = _stands_until(session, row)
    return FactorResetView(
        id=row.id,
        by=vault.get(row, "by_name"),
        on=clock.local(row.at, actor.time_zone).date().isoformat(),
        stands_until=clock.local(until, actor.time_zone).date().isoformat() if until else "",
    )


def _stands_until(session: Session, row: FactorReset) -> datetime | None:
    """The moment it may be put away, while that is yet to come."""
    used = session.exec(
        select(StaffInvitation.used_at)
        .where(
            StaffInvitation.person_id == row.person_id,
            col(StaffInvitation.made_by).is_not(None),
            col(StaffInvitation.used_at) >= row.at,
        )
        .order_by(col(StaffInvitation.used_at).desc())
    ).first()
    return used + STANDS if used and clock.now() < used + STANDS else None
