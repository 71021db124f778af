"""Handing over with the client's choice, emergency care, and coming back after a discharge."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.add_column(sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("care", schema=None) as batch_op:
        # Until now nobody could hand over: whoever has a client in their care had them from the start.
        batch_op.add_column(sa.Column("past", sa.String(), nullable=False, server_default="all"))
        batch_op.add_column(sa.Column("handed_over", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "cover",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("for_id", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["for_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cover_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cover_for_id"), ["for_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cover_person_id"), ["person_id"], unique=False)
