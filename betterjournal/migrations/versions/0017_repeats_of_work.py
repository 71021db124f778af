"""Chosen days, pauses and skipped days of repeating work, and the day that an entry tells of."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekdays", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.alter_column("weekdays", server_default=None)
    op.execute("UPDATE assignment SET repeat = 'times' WHERE repeat = 'whenever'")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about_on", sa.Date(), nullable=True))
    op.execute("UPDATE entry SET about_on = begun_on")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.alter_column("about_on", existing_type=sa.Date(), nullable=False)
        batch_op.add_column(sa.Column("occurrence_on", sa.Date(), nullable=True))
    with op.batch_alter_table("shared", schema=None) as batch_op:
        batch_op.add_column(sa.Column("end_of", sa.String(), nullable=True))
    op.create_table(
        "repeat_pause",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("repeat_pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repeat_pause_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_repeat_pause_client_id"), ["client_id"], unique=False)
    op.create_table(
        "repeat_skip",
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.PrimaryKeyConstraint("assignment_id", "on"),
    )
    with op.batch_alter_table("repeat_skip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repeat_skip_client_id"), ["client_id"], unique=False)
