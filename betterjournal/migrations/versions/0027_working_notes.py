"""A clinician's working notes, whether a sealed record holds them, and what of a review goes into a chart."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "working_note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=True),
        sa.Column("shared_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["shared_id"], ["shared.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id", "person_id", "client_id"),
    )
    op.create_index("ix_working_note_line", "working_note", ["client_id", "at"], unique=False)
    op.create_index("ix_working_note_assignment_id", "working_note", ["assignment_id"], unique=False)
    op.create_index("ix_working_note_shared_id", "working_note", ["shared_id"], unique=False)
    op.create_table(
        "working_note_edit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note_id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.ForeignKeyConstraint(["note_id"], ["working_note.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_working_note_edit_note_id", "working_note_edit", ["note_id"], unique=False)
    op.add_column("person", sa.Column("chart_lines", sa.String(), nullable=True))
    op.add_column("sealed_record", sa.Column("with_notes", sa.Boolean(), nullable=False, server_default=sa.false()))
