"""Of what clients did the day alone: when they joined, agreed, took back, and ended what was open together.

And whether a clinician wants the morning mail.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TO_THE_DAY = (
    ("invitation", "used_at"),
    ("consent", "given_at"),
    ("shared", "taken_back_at"),
    ("together", "ended_at"),
)


def upgrade() -> None:
    _keep_days()
    op.add_column("person", sa.Column("digest", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("person", sa.Column("digest_on", sa.Date(), nullable=True))


def _keep_days() -> None:
    zone = op.get_bind().execute(sa.text("select time_zone from practice")).scalar()
    # Without a practice nobody has joined.
    if zone is None:
        return
    for name, column in TO_THE_DAY:
        _round(name, column, ZoneInfo(zone))
    staff = [sa.column(role) for role in ("is_owner", "is_clinician", "is_supervisor")]
    _round("person", "created_at", ZoneInfo(zone), sa.not_(sa.or_(*staff)))
    # What was taken up again ended with the clinician's act, and what the client took back ends with its day.
    returned = sa.select(sa.column("returned_at")).select_from(sa.table("client")).where(sa.column("returned_at").is_not(None))
    _round("consent", "withdrawn_at", ZoneInfo(zone), sa.column("withdrawn_at").not_in(returned), ends=True)


def _round(name: str, column: str, zone: ZoneInfo, *of: Any, ends: bool = False) -> None:
    moment = sa.column(column, sa.DateTime(timezone=True))
    table = sa.table(name, sa.column("id"), moment)
    rows = op.get_bind().execute(sa.select(table.c.id, moment).where(moment.is_not(None), *of)).all()
    for identity, at in rows:
        kept = _day(at, zone, ends=ends)
        op.execute(sa.update(table).where(table.c.id == identity).values({column: kept}))


def _day(at: datetime, zone: ZoneInfo, *, ends: bool) -> datetime:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    day = aware.astimezone(zone).date()
    if not ends:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC) - timedelta(microseconds=1)
