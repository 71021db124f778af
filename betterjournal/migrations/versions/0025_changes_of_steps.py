"""How often the words of a programme's step were changed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("programme_step", "started_step"):
        op.add_column(table, sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
