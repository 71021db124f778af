"""Work that was written down from paper, and work begun together on the clinician's screen."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("together_with", sa.String(), nullable=True))
        batch_op.create_foreign_key("fk_entry_together_with_person", "person", ["together_with"], ["id"])
    with op.batch_alter_table("shared", schema=None) as batch_op:
        batch_op.add_column(sa.Column("marked_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("together_with", sa.String(), nullable=True))
        batch_op.create_foreign_key("fk_shared_marked_by_person", "person", ["marked_by"], ["id"])
        batch_op.create_foreign_key("fk_shared_together_with_person", "person", ["together_with"], ["id"])
    op.create_table(
        "together",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("entry_id"),
    )
    with op.batch_alter_table("together", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_together_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_together_assignment_id"), ["assignment_id"], unique=False)
