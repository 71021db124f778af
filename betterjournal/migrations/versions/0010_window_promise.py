"""The reading window in force when something was shared; what is there already was promised the one of now.

The practice remembers its last change of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("window_before", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("window_since", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("shared", schema=None) as batch_op:
        # The narrowest, for a row that says nothing.
        batch_op.add_column(sa.Column("window", sa.String(), nullable=False, server_default="same_day"))
    shared, practice = sa.table("shared", sa.column("window")), sa.table("practice", sa.column("reading_window"))
    # Without a practice nothing was shared.
    now = sa.select(practice.c.reading_window).limit(1).scalar_subquery()
    op.execute(sa.update(shared).values({"window": now}))
