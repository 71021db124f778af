"""How a client wants a long sheet, and what they deleted a moment ago."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheets", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "deleted",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("deleted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deleted_client_id"), ["client_id"], unique=False)
