"""What the owner's log shows is decided when a record is written; each of its filters walks an index."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0002"
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
