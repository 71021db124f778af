"""What came back of one work in its order, and what a client would like to bring, each found without the rest."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_shared_work", table_name="shared")
    op.create_index("ix_shared_work", "shared", ["client_id", "assignment_id", "shared_at"], unique=False)
    op.create_index("ix_shared_bring", "shared", ["client_id", "bring", "shared_at"], unique=False)
