"""The owner's log decided when a record is written, each filter an index; the list before the first client.

No step is marked here: a practice with clients is reminded of the list and never stopped by it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CLIENT_ACTS = (
    "assignment.fitted",
    "entry.started",
    "entry.part_opened",
    "entry.deleted",
    "entry.shared",
    "entry.taken_back",
)
LISTED_OF_CLIENTS = ("client.joined", "client.consented")
INDEXES = {
    "ix_audit_record_listed": ["listed", "at", "id"],
    "ix_audit_record_by_person": ["listed", "person_id", "at", "id"],
    "ix_audit_record_by_act": ["listed", "act", "at", "id"],
    "ix_audit_record_by_person_and_act": ["listed", "person_id", "act", "at", "id"],
    "ix_audit_record_by_client": ["listed", "client_id", "at", "id"],
}


def upgrade() -> None:
    for column in ("at", "act", "person_id", "client_id"):
        op.drop_index(f"ix_audit_record_{column}", "audit_record")
    op.add_column("audit_record", sa.Column("listed", sa.Boolean(), nullable=False, server_default=sa.true()))
    _hide_what_is_not_listed()
    for name, columns in INDEXES.items():
        op.create_index(name, "audit_record", columns)
    op.add_column("practice", sa.Column("privacy_name", sa.Text(), nullable=True))
    op.add_column("practice", sa.Column("privacy_reach", sa.Text(), nullable=True))
    op.create_table(
        "ready_fact",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ready_fact_step", "ready_fact", ["step"])
    op.create_table(
        "help_line_check",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_help_line_check_line", "help_line_check", ["line"])


def _hide_what_is_not_listed() -> None:
    record = sa.table(
        "audit_record", *(sa.column(name) for name in ("id", "at", "act", "role", "person_id", "client_id", "listed"))
    ).c
    utc = sa.func.date(record.at)
    if op.get_bind().dialect.name == "postgresql":
        utc = sa.func.date(sa.func.timezone("UTC", record.at))
    opened = record.act == "entry.opened"
    first = sa.select(sa.func.min(record.id)).where(opened).group_by(record.person_id, record.client_id, utc)
    of_clients = record.act.in_(CLIENT_ACTS) | ((record.role == "client") & record.act.not_in(LISTED_OF_CLIENTS))
    op.execute(sa.update(record.id.table).where(of_clients | (opened & record.id.not_in(first))).values(listed=sa.false()))
