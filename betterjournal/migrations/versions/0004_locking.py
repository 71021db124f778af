"""Locked sign-in sessions, shared computers, PINs, and when a client's page locks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("locked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("wrong_tries", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pin_hash", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("pin_declined_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("lock_after", sa.String(), server_default="2", nullable=False))
        batch_op.add_column(sa.Column("tried_hide_on", sa.Date(), nullable=True))
