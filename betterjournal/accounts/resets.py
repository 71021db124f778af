"""What somebody is told of a second factor that an owner took away: at the door, and until they have read it."""

from sqlmodel import col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import FactorReset
from betterjournal.accounts.views import FactorResetView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import NotFound


def unread(actor: Actor) -> list[FactorResetView]:
    """Every one the person has not put away, the newest first; also before the second factor, where they meet it."""
    with database.reading() as session:
        rows = session.exec(
            select(FactorReset)
            .where(FactorReset.person_id == actor.person_id, col(FactorReset.read_at).is_(None))
            .order_by(col(FactorReset.at).desc())
        ).all()
    return [
        FactorResetView(row.id, vault.get(row, "by_name"), clock.local(row.at, actor.time_zone).date().isoformat())
        for row in rows
    ]


def read(actor: Actor, reset_id: str) -> None:
    """Put one away. Not before the second factor: whoever has only the password must not hide it from the person."""
    if actor.second_factor_needed:
        raise NotFound
    with changing(actor) as change:
        row = access.found(
            change.session.exec(
                select(FactorReset).where(FactorReset.id == reset_id, FactorReset.person_id == actor.person_id)
            ).first()
        )
        row.read_at = row.read_at or clock.now()
        change.session.add(row)
        change.record(Act.PERSON_FACTOR_RESET_READ, object_id=row.id)
